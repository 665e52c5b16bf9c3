import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Plan } from '../../src/hardening/change.ts'
import { type Answer, bollwerk } from '../cli/bollwerk.ts'
import { mariadbIsInstalled } from './mariadb.ts'
import { type NeglectedMariadb, startNeglected } from './neglected-mariadb.ts'

const policy =
  'site: Muster-MSP\nlanguage: en\ntechnicians: [203.0.113.0/24]\nservers:\n  automate:\n    host: automate.muster-msp.example\n    addresses: [127.0.0.1]\n    origin: https://127.0.0.1:9\n'

describe.skipIf(!mariadbIsInstalled)('a database hardened by the command line (needs mariadbd)', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'bollwerk-database-'))
  let site: NeglectedMariadb

  beforeAll(async () => {
    site = await startNeglected()
    writeFileSync(join(cwd, 'bollwerk.yaml'), policy)
  })
  afterAll(async () => {
    await site.database.stop()
    rmSync(cwd, { recursive: true })
  })

  function run(inputs: readonly string[]): Promise<Answer> {
    return bollwerk(inputs, { cwd, env: { BOLLWERK_MYSQL_PASSWORD: site.access().password } })
  }

  it('is planned, changed, proven and brought back', async () => {
    const { host, port, user } = site.access()
    const where = ['--mysql-host', host, '--mysql-port', String(port), '--mysql-user', user]
    const found = await site.state()
    await run(['collect', 'mysql', '--host', host, '--port', String(port), '--user', user, '--machine', 'RMM01'])
    const planned = await run(['plan', ...where])
    expect([planned.code, planned.stdout]).toEqual([0, expect.stringContaining('local_infile')])
    const bytes = readFileSync(join(cwd, 'plan.json'))
    const { changes } = JSON.parse(bytes.toString()) as Plan
    expect(changes.length).toBeGreaterThan(0)
    expect(bytes.toString()).not.toContain('PLANTED')

    const hash = createHash('sha256').update(bytes).digest('hex')
    const unnamed = await run(['apply', 'plan.json', '--yes', hash])
    expect([unnamed.code, unnamed.stderr]).toEqual([2, expect.stringContaining('--mysql-user')])
    const { stdout } = await run(['apply', 'plan.json', '--yes', hash, '--json', ...where])
    const { results } = JSON.parse(stdout) as { results: { ending: string; detail: string }[] }
    expect(results.map(({ ending, detail }) => (ending === 'verified' ? ending : detail))).toEqual(
      changes.map(() => 'verified'),
    )
    expect(await site.state()).not.toEqual(found)
    const rolledBack = await run(['rollback', ...where])
    expect([rolledBack.code, rolledBack.stderr]).toEqual([0, expect.any(String)])
    expect(await site.state()).toEqual(found)
  })
})
