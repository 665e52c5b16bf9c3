import { describe, expect, it } from 'vitest'
import { abilitiesOf } from './abilities.ts'
import { Unquotable } from './quote.ts'
import { changeableSettings } from './settings.ts'
import { lockStatement, settingStatements } from './statements.ts'

const versions = [
  '5.6.51-log',
  '5.7.44-log',
  '8.0.46',
  '8.4.13',
  '9.7.4',
  '26.10.0',
  '5.7.44-48',
  '8.0.45-36',
  '10.3.39-MariaDB',
  '10.11.6-MariaDB-log',
  '11.8.2-MariaDB',
]

const accounts = [
  { user: '', host: 'localhost' },
  { user: 'backup', host: '%' },
  { user: "o'neil\\", host: '10.20.0.%' },
]

/** What is sent to a server of one version, there and back. */
function written(version: string): string {
  const abilities = abilitiesOf(version)
  if (!abilities) return `## ${version}\nnothing\n`
  const settings = changeableSettings.flatMap(({ name, wanted, from: [before = ''] }) => {
    const move = { name, before, after: wanted, persisted: abilities.persists }
    return [...settingStatements(move, 'after').map(there), ...settingStatements(move, 'before').map(back)]
  })
  const locks = accounts.flatMap((one) => [there(lockStatement(one, true)), back(lockStatement(one, false))])
  return [`## ${version}`, ...settings, ...(abilities.locks ? locks : ['no account is changed']), ''].join('\n')
}

function there(sql: string): string {
  return `-> ${sql};`
}

function back(sql: string): string {
  return `<- ${sql};`
}

describe('what is sent to a database', () => {
  it('is this for each version, there and back', async () => {
    await expect(versions.map(written).join('\n')).toMatchFileSnapshot('golden/statements.txt')
  })

  it.each(['5.7.25-TiDB-v7.1.0', '8.0.mysql_aurora.3.04.0', 'nonsense'])('is nothing for %s', (version) => {
    expect(abilitiesOf(version)).toBeUndefined()
  })

  it.each(['1; DROP DATABASE labtech', 'DEFAULT', "''", '10', ''])('never carries the value %j', (after) => {
    const move = { name: 'local_infile', before: 'ON', after, persisted: false }
    expect(() => settingStatements(move, 'after')).toThrow(Unquotable)
  })
})
