import { describe, expect, it } from 'vitest'
import { schemaOf } from './parse.ts'
import { grants, probe, statementFor, tableKeys, tables } from './statements.ts'

const whole = schemaOf(
  tableKeys.flatMap((key) =>
    [...tables[key].needed, ...tables[key].welcome, 'Password', 'ServerID'].map((columnName) => ({
      tableName: tables[key].name,
      columnName,
    })),
  ),
)

describe('the statements for the database of Automate', () => {
  it.each([...tableKeys.map((key) => [key, statementFor(key, whole) ?? ''] as const), ['probe', probe] as const])(
    '%s only reads, names its columns and leaves secrets alone',
    (_, statement) => {
      expect(statement).toMatch(/^SELECT /)
      expect(statement).not.toMatch(/\*|;|password|serverid|into|outfile|load_file|sleep/i)
    },
  )

  it('do not ask for what the schema lacks', () => {
    expect(tableKeys.map((key) => statementFor(key, new Map()))).toEqual(tableKeys.map(() => undefined))
    const little = schemaOf([
      { tableName: 'plugins', columnName: 'NAME' },
      { tableName: 'lt_patchinformation', columnName: 'Id' },
      { tableName: 5, columnName: 'x' },
    ])
    expect(statementFor('plugins', little)).toMatch(/^SELECT `Name` FROM `plugins` LIMIT/)
    expect(statementFor('patches', little)).toBeUndefined()
  })

  it('need rights on exactly these columns', () => {
    const [create, ...rest] = grants('labtech')
    expect(create).toContain('CREATE USER')
    expect(rest).toHaveLength(tableKeys.length)
    expect(rest.every((line) => line.startsWith('GRANT SELECT'))).toBe(true)
    expect(rest[0]).toBe("GRANT SELECT (UserID, Name, ClientID) ON `labtech`.`users` TO 'bollwerk'@'10.20.0.5';")
  })
})
