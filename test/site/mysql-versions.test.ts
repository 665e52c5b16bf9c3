import { describe, expect, it } from 'vitest'
import { readEvidenceFile, writeEvidenceFile } from '../../src/evidence/file.ts'
import { missingFrom } from '../../src/evidence/mysql/answer.ts'
import { collectMysql } from '../../src/evidence/mysql/collect.ts'
import type { MysqlFacts } from '../../src/evidence/mysql/facts.ts'
import { sessionLimits } from '../../src/evidence/mysql/statements.ts'
import { hostileServer } from '../../src/evidence/outside/hostile-server-fixture.ts'
import type { Evidence } from '../../src/model/evidence.ts'
import { answersOf, playedVersions, playMysql } from './played-mysql.ts'

type Played = Parameters<typeof playMysql>[0]

interface Looked {
  readonly evidence: readonly Evidence[]
  readonly asked: readonly string[]
}

async function lookAt(answers: Played, timeoutMs = 5000): Promise<Looked> {
  const server = await playMysql(answers)
  const access = { host: '127.0.0.1', port: server.port, user: 'bollwerk', password: 'x', allowUnencrypted: true }
  try {
    const signal = new AbortController().signal
    const evidence = await collectMysql({
      ...access,
      timeoutMs,
      signal,
      now: () => Date.parse('2026-11-23T11:00:00Z'),
    })
    return { evidence, asked: server.asked }
  } finally {
    await server.close()
  }
}

function factIn<Name extends keyof MysqlFacts>({ evidence }: Looked, fact: Name): MysqlFacts[Name] {
  const piece = evidence.find((one) => one.fact === fact)
  if (!piece || !('value' in piece)) throw new Error(`${fact} is missing: ${JSON.stringify(piece)}`)
  return piece.value as MysqlFacts[Name]
}

describe.each(playedVersions)('the MySQL witness and %s (answers composed from its manual)', (version) => {
  it('asks nothing that this version does not understand, and gets every fact', async () => {
    const looked = await lookAt(answersOf(version))
    expect(looked.evidence.filter((piece) => 'missing' in piece)).toEqual([])
    expect(factIn(looked, 'mysql.accounts').gaps).toEqual([])
    expect(factIn(looked, 'mysql.privileges').gaps).toEqual([])
    expect(factIn(looked, 'mysql.plugins').gaps).toEqual([])
  })

  it('begins by making the session read only, and then only reads', async () => {
    const { asked } = await lookAt(answersOf(version))
    expect(asked.slice(0, sessionLimits.length)).toEqual(sessionLimits)
    expect(asked.slice(sessionLimits.length).filter((sql) => !/^(SELECT|SHOW) /.test(sql))).toEqual([])
  })

  it('never asks for a stored password, and keeps evidence that reads back', async () => {
    const { evidence, asked } = await lookAt(answersOf(version))
    for (const sql of asked) expect(sql.slice(0, sql.indexOf(' FROM '))).not.toMatch(/authentication_string|Password\b/)
    const file = { schema: 'bollwerk.evidence/1', site: 'x', tool: { version: '1' }, evidence } as const
    expect(readEvidenceFile(writeEvidenceFile(file))).toEqual({ ok: true, value: { ...file, notes: [] } })
  })

  it('gives the facts that were given before', async () => {
    const { evidence } = await lookAt(answersOf(version))
    const facts = evidence.map((piece) => [piece.fact, 'value' in piece ? piece.value : piece.missing])
    await expect(`${JSON.stringify(Object.fromEntries(facts), undefined, 2)}\n`).toMatchFileSnapshot(
      `mysql-answers/${version}.facts.txt`,
    )
  })
})

describe('the MySQL witness', () => {
  it.each([
    ['mysql-5.7', 'mysql'],
    ['percona-8.0', 'percona'],
    ['mariadb-10.3', 'mariadb'],
  ] as const)('tells %s as %s', async (version, product) => {
    expect(factIn(await lookAt(answersOf(version)), 'mysql.version').product).toBe(product)
  })

  it('keeps the rest where one part is denied, and says which part', async () => {
    const answers = answersOf('mysql-8.0')
    const { 'automate-users': _, ...others } = answers.answers
    const looked = await lookAt({ ...answers, answers: others, tables: { ...answers.tables } })
    const { accounts, gaps } = factIn(looked, 'mysql.accounts')
    expect(gaps).toEqual([{ part: 'automate-users', missing: { reason: 'unreadable', detail: 'MySQL error 1064' } }])
    expect(new Set(accounts.map(({ belongsToAutomateUser }) => belongsToAutomateUser))).toEqual(new Set([null]))
  })

  it('asks a server of an unknown kind for no accounts', async () => {
    const answers = answersOf('mysql-8.0')
    const version = { columns: ['version', 'account'], rows: [['8.0.11-TiDB-v7.5.0', 'x@%']] }
    const looked = await lookAt({ ...answers, version: '8.0.11-TiDB-v7.5.0', answers: { ...answers.answers, version } })
    expect(factIn(looked, 'mysql.version').product).toBe('unknown')
    expect(looked.evidence.find(({ fact }) => fact === 'mysql.accounts')).toMatchObject({
      missing: { reason: 'unreadable', detail: 'version not known' },
    })
    expect(looked.asked.filter((sql) => sql.includes('mysql.'))).toEqual([])
  })

  it('waits for a statement only so long, asks no more after that, and keeps what it has', async () => {
    const looked = await lookAt({ ...answersOf('mysql-8.0'), silent: 'plugins' }, 500)
    const timeout = { reason: 'timeout', detail: 'TimeoutError' }
    expect(factIn(looked, 'mysql.version').version).toBe('8.0.41')
    expect(looked.evidence.find(({ fact }) => fact === 'mysql.plugins')).toMatchObject({ missing: timeout })
    expect(looked.evidence.find(({ fact }) => fact === 'mysql.accounts')).toMatchObject({ missing: timeout })
    expect(looked.asked.at(-1)).toContain('information_schema.PLUGINS')
  })

  it('takes no more rows than a database can have accounts', async () => {
    const answers = answersOf('mysql-8.0')
    const databases = { columns: ['name'], rows: Array.from({ length: 20_001 }, (_, at) => [`db${at}`]) }
    const looked = await lookAt({ ...answers, answers: { ...answers.answers, databases } })
    expect(looked.evidence.find(({ fact }) => fact === 'mysql.databases')).toMatchObject({
      missing: { reason: 'too-large' },
    })
  })

  it.each<[string, string | undefined]>([
    ['says nothing', undefined],
    ['says something else', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
    ['breaks off', '\u004a\u0000\u0000\u0000\u000a8.0'],
    ['sends a length that is too long', '\u00ff\u00ff\u00ff\u0000\u000a'],
  ])('gives up a server that %s', async (_, bytes) => {
    const server = await hostileServer((socket, send) => {
      if (bytes === undefined) return
      send(Buffer.from(bytes, 'latin1'))
      setTimeout(() => socket.end(), 50)
    })
    const access = { host: server.address, port: server.port, user: 'x', password: 'PLANTED', allowUnencrypted: true }
    try {
      const signal = new AbortController().signal
      const failure = await collectMysql({ ...access, timeoutMs: 500, signal, now: () => 0 }).catch(
        (error: unknown) => error,
      )
      expect(['absent', 'timeout', 'interrupted', 'unreadable']).toContain(missingFrom(failure).reason)
    } finally {
      await server.close()
    }
  })

  it('makes text of a hostile server harmless', async () => {
    const answers = answersOf('mysql-8.0')
    const databases = { columns: ['name'], rows: [['\u001b[2J\u202etest'], ['x'.repeat(5000)]] }
    const looked = await lookAt({ ...answers, answers: { ...answers.answers, databases } })
    const { names } = factIn(looked, 'mysql.databases')
    expect(names).toEqual(['..[2J.test'.slice(1), 'x'.repeat(300)])
  })
})
