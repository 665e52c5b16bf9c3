/** `global`: only in `mysql.user`. `database`: in `mysql.db` as well. */
type Level = 'global' | 'database'

/** Columns of the grant tables that every version has since MySQL 5.5, and the word that `GRANT` has for each. */
const privilegeColumns: readonly (readonly [string, string, Level])[] = [
  ['Select_priv', 'SELECT', 'database'],
  ['Insert_priv', 'INSERT', 'database'],
  ['Update_priv', 'UPDATE', 'database'],
  ['Delete_priv', 'DELETE', 'database'],
  ['Create_priv', 'CREATE', 'database'],
  ['Drop_priv', 'DROP', 'database'],
  ['Alter_priv', 'ALTER', 'database'],
  ['Grant_priv', 'GRANT OPTION', 'database'],
  ['Reload_priv', 'RELOAD', 'global'],
  ['Shutdown_priv', 'SHUTDOWN', 'global'],
  ['Process_priv', 'PROCESS', 'global'],
  ['File_priv', 'FILE', 'global'],
  ['Super_priv', 'SUPER', 'global'],
  ['Create_user_priv', 'CREATE USER', 'global'],
]

/** The columns that are read of `mysql.user` (global) or of `mysql.db` (database). */
export function privilegeColumnNames(level: Level): readonly string[] {
  return columnsOf(level).map(([column]) => column)
}

/** SQL for one text with the words of all privileges that a row grants, separated by commas. */
export function privilegeList(level: Level): string {
  const words = columnsOf(level).map(([column, word]) => `IF(${column} = 'Y', '${word}', NULL)`)
  return `CONCAT_WS(',', ${words.join(', ')})`
}

function columnsOf(level: Level): typeof privilegeColumns {
  return privilegeColumns.filter(([, , from]) => level === 'global' || from === 'database')
}
