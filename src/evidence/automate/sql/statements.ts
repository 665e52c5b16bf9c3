/** A table of Automate's database, and what is read of it. What holds secrets is in no list and therefore never read. */
export interface Table {
  readonly name: string
  /** Without these nothing is read. */
  readonly needed: readonly string[]
  /** Read where the schema has them: names inferred from the REST API, or unverified. */
  readonly welcome: readonly string[]
}

export type TableKey = 'users' | 'userClasses' | 'computers' | 'config' | 'patches' | 'plugins'

/**
 * Tables and columns of automate.md §4. The columns of `lt_patchinformation` and `plugins` are in no public source;
 * they are tried under the names that the REST API uses.
 */
export const tables: Readonly<Record<TableKey, Table>> = {
  users: { name: 'users', needed: ['UserID', 'Name', 'ClientID'], welcome: [] },
  userClasses: { name: 'userclasses', needed: ['ClassID', 'Name', 'Permissions'], welcome: [] },
  computers: { name: 'computers', needed: ['ComputerID', 'LastContact'], welcome: [] },
  config: { name: 'config', needed: ['DBVersion'], welcome: [] },
  patches: {
    name: 'lt_patchinformation',
    needed: [],
    welcome: [
      'WebServerPatchVersion',
      'DBAgentServerPatchVersion',
      'ControlCenterPatchVersion',
      'RemoteAgentPatchVersion',
      'LinuxAgentPatchVersion',
      'MacAgentPatchVersion',
      'LastPatchedDate',
    ],
  },
  plugins: { name: 'plugins', needed: ['Name'], welcome: ['Version', 'Author', 'IsEnabled', 'Enabled'] },
}

export const tableKeys: readonly TableKey[] = ['users', 'userClasses', 'computers', 'config', 'patches', 'plugins']

/** Rows that are read of one table at most; one more tells that there are too many. */
export const mostRows = 20_000

/** Makes it impossible for the session to change anything, whatever follows. */
export const readOnly = 'SET SESSION TRANSACTION READ ONLY'

/** Which of the wanted columns there are for this account. */
export const probe: string = `SELECT LOWER(TABLE_NAME) AS tableName, COLUMN_NAME AS columnName FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND LOWER(TABLE_NAME) IN (${tableKeys
  .map((key) => `'${tables[key].name}'`)
  .join(', ')})`

/** Columns of the wanted tables in lower case, by table. */
export type Schema = ReadonlyMap<string, ReadonlySet<string>>

/** Every statement that reads one table; undefined if the schema does not hold what it needs. */
export function statementFor(key: TableKey, schema: Schema): string | undefined {
  const { name, needed, welcome } = tables[key]
  const present = schema.get(name) ?? new Set<string>()
  const isPresent = (column: string): boolean => present.has(column.toLowerCase())
  const extra = welcome.filter(isPresent)
  if (!needed.every(isPresent) || needed.length + extra.length === 0) return undefined
  return writers[key]?.() ?? plain(name, [...needed, ...extra])
}

const writers: Readonly<Partial<Record<TableKey, () => string>>> = {
  // Bit 0 is inferred to be Super Admin (automate.md §4); the mask itself is too wide for a number of JavaScript.
  userClasses: () =>
    `SELECT \`ClassID\`, \`Name\`, (\`Permissions\` & 1) = 1 AS superAdmin FROM \`userclasses\` LIMIT ${mostRows + 1}`,
  computers: () =>
    'SELECT COUNT(`ComputerID`) AS total, COALESCE(SUM(`LastContact` >= NOW() - INTERVAL 30 DAY), 0) AS recent FROM `computers`',
}

function plain(table: string, columns: readonly string[]): string {
  return `SELECT ${columns.map((column) => `\`${column}\``).join(', ')} FROM \`${table}\` LIMIT ${mostRows + 1}`
}

/**
 * The rights that these statements need and no more, as text for whoever administers the database. Rights on columns
 * keep passwords out of reach even for whoever steals this account.
 */
export function grants(database: string, account = "'bollwerk'@'10.20.0.5'"): readonly string[] {
  return [
    `CREATE USER ${account} IDENTIFIED BY '<a long random password>';`,
    ...tableKeys.map((key) => {
      const { name, needed, welcome } = tables[key]
      const columns = welcome.length > 0 ? '' : ` (${needed.join(', ')})`
      return `GRANT SELECT${columns} ON \`${database}\`.\`${name}\` TO ${account};`
    }),
  ]
}
