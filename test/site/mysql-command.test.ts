import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { dialects } from '../../src/evidence/mysql/dialect.ts'
import { grantScripts } from '../../src/evidence/mysql/grants.ts'
import { sessionLimits, statementsFor } from '../../src/evidence/mysql/statements.ts'
import { type Answer, bollwerk } from '../cli/bollwerk.ts'
import { answersOf, type PlayedMysql, playMysql } from './played-mysql.ts'

const password = 'PLANTED-reader-password'
const policy = `site: Muster-MSP
language: en
technicians: [203.0.113.0/24]
countries: [DE, AT, CH]
servers:
  automate:
    host: automate.muster-msp.de
    origin: https://10.20.0.10
`

describe('bollwerk collect mysql', () => {
  let server: PlayedMysql
  let cwd: string

  beforeAll(async () => {
    server = await playMysql(answersOf('mysql-8.0'))
  })

  afterAll(async () => {
    await server.close()
  })

  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'bollwerk-mysql-'))
    writeFileSync(join(cwd, 'bollwerk.yaml'), policy)
  })

  afterEach(() => {
    rmSync(cwd, { recursive: true, force: true })
  })

  function collect(inputs: readonly string[], env: NodeJS.ProcessEnv = { BOLLWERK_MYSQL_PASSWORD: password }) {
    return bollwerk(['collect', 'mysql', ...inputs], { cwd, env })
  }

  function access(host = '127.0.0.1', { port }: { readonly port: number } = server): readonly string[] {
    return ['--host', host, '--port', String(port), '--user', 'bollwerk']
  }

  function written(): string {
    return readdirSync(join(cwd, 'evidence'))
      .map((name) => readFileSync(join(cwd, 'evidence', name), 'utf8'))
      .join('')
  }

  it('puts evidence beside the policy and says where', async () => {
    const { code, stdout, stderr } = await collect(access())
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^7 pieces of evidence are in evidence\/\S*mysql-RMM01\S*\.json\.\n$/)
    expect(written()).toContain('RMM01: mysql://127.0.0.1:')
  })

  it('asks the database nothing that holds the password', async () => {
    await collect(access())
    expect(server.asked.join('\n')).not.toContain(password)
  })

  it('names the machine as it is told to', async () => {
    await collect([...access(), '--machine', 'DB-SERVER'])
    expect(written()).toContain('DB-SERVER: mysql://127.0.0.1:')
  })

  it('is judged together with everything else by assess', async () => {
    await collect(access())
    const [name] = readdirSync(join(cwd, 'evidence'))
    const { stdout } = await bollwerk(['assess', join('evidence', name ?? ''), '--json'], { cwd })
    const { measures } = JSON.parse(stdout) as {
      measures: { id: string; controls: { id: string; outcome: string }[] }[]
    }
    const controls = measures.flatMap((measure) => measure.controls)
    expect(controls.find(({ id }) => id === 'database-supported.line')?.outcome).toBe('fail')
  })

  /** 0.0.0.0 leads to this machine without looking like it. */
  it('sends nothing to another machine that offers no encryption, unless it was allowed', async () => {
    const before = server.asked.length
    const refused = await collect(access('0.0.0.0'))
    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain('offers no encryption; nothing was sent')
    expect(server.asked).toHaveLength(before)
    expect((await collect([...access('0.0.0.0'), '--unencrypted'])).code).toBe(0)
  })

  it.each<[string, () => Promise<Answer>, string]>([
    ['no password', () => collect(access(), {}), 'Please set BOLLWERK_MYSQL_PASSWORD'],
    ['no account', () => collect(['--host', '127.0.0.1']), '--grants mysql-8'],
    ['a port that is none', () => collect(access('127.0.0.1', { port: 70_000 })), '1 to 65535'],
    ['a machine name that is none', () => collect([...access(), '--machine', 'a: b']), '--machine'],
    [
      'a certificate file that is none',
      () => collect([...access(), '--database-ca', 'bollwerk.yaml']),
      'no certificate',
    ],
  ])('refuses %s with a sentence', async (_, run, words) => {
    const { code, stderr } = await run()
    expect(code).toBe(2)
    expect(stderr).toContain(words)
  })

  it('says 3 where nobody answers, and writes nothing', async () => {
    const { code, stderr } = await collect(['--host', '127.0.0.1', '--port', '1', '--user', 'bollwerk'])
    expect(code).toBe(3)
    expect(stderr).toContain('127.0.0.1:1 could not be read')
    expect(readdirSync(cwd)).toEqual(['bollwerk.yaml'])
  })

  it('says 3 and what is missing where a part was denied', async () => {
    const answers = answersOf('mysql-8.0')
    const { 'empty-passwords': _, ...others } = answers.answers
    const strict = await playMysql({ ...answers, answers: others })
    try {
      const { code, stderr } = await collect(access('127.0.0.1', strict))
      expect(code).toBe(3)
      expect(stderr).toContain('mysql.accounts (empty-passwords) is missing')
    } finally {
      await strict.close()
    }
  })
})

describe('docs/mysql-witness.md', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/mysql-witness.md'), 'utf8')

  it.each(grantScripts)('holds the statements that --grants %s prints', async (script) => {
    const { stdout } = await bollwerk(['collect', 'mysql', '--grants', script], { cwd: tmpdir() })
    const statements = stdout.split('\n').filter((line) => line !== '' && !line.startsWith('--'))
    expect(statements.length).toBeGreaterThan(4)
    for (const statement of statements) expect(page).toContain(statement)
  })

  it('holds every statement that is ever sent', () => {
    const sent = dialects.flatMap((dialect) => Object.values(statementsFor(dialect)))
    for (const sql of [...sessionLimits, ...sent]) expect(page).toContain(sql)
  })
})
