import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { applyPlan } from '../../src/hardening/apply.ts'
import type { Change } from '../../src/hardening/change.ts'
import type { Verifier } from '../../src/hardening/ground.ts'
import { mysqlGrounds } from '../../src/hardening/grounds/mysql.ts'
import { orderOf, planOf, Workshop } from '../../src/hardening/plan-fixture.ts'
import { rollBack } from '../../src/hardening/rollback.ts'
import { type Cut, cuttingProxy } from './cutting-proxy.ts'
import { mariadbIsInstalled } from './mariadb.ts'
import { type NeglectedMariadb, startNeglected } from './neglected-mariadb.ts'

const onProgress = (): void => undefined

describe.skipIf(!mariadbIsInstalled)('a plan for a real MariaDB (needs mariadbd)', () => {
  let site: NeglectedMariadb
  let workshop: Workshop

  beforeAll(async () => {
    site = await startNeglected()
    site.database.run('SET GLOBAL general_log = ON')
  })

  afterAll(async () => {
    await site.database.stop()
  })

  beforeEach(() => {
    workshop = new Workshop()
  })

  afterEach(() => workshop.remove())

  /** Asks the controls of what is there now. */
  const verify: Verifier = async (change) => {
    const open = (await site.findings()).map(({ id }) => id)
    const still = change.verify.flatMap(({ findings }) => findings).filter((id) => open.includes(id))
    return { outcome: still.length > 0 ? 'fail' : 'pass', detail: still.join(' ') }
  }

  function grounds(port?: number): ReturnType<typeof mysqlGrounds> {
    return mysqlGrounds({ access: site.access(port === undefined ? {} : { port }), language: 'de' })
  }

  async function apply(changes: readonly Change[], { port, judge = verify }: { port?: number; judge?: Verifier } = {}) {
    const order = { verify: judge, grounds: grounds(port) }
    return applyPlan(orderOf(workshop, planOf(...changes), order))
  }

  it('is applied, proved by the controls that asked for it, and taken back without a trace', async () => {
    const before = await site.state()
    const { changes } = await site.plan()
    const results = await apply(changes)
    expect(results.map(({ change, ending }) => [change, ending])).toEqual(changes.map(({ id }) => [id, 'verified']))
    const open = (await site.findings()).map(({ id }) => id)
    expect(open.filter((id) => changes.some((change) => change.id === id))).toEqual([])

    const back = await rollBack({ folder: workshop.folder, grounds: grounds(), onProgress })
    expect(back.map(({ ending }) => ending)).toEqual(changes.map(() => 'undone'))
    expect(await site.state()).toEqual(before)
    expect((await site.findings()).map(({ id }) => id)).toEqual(expect.arrayContaining(changes.map(({ id }) => id)))
  })

  it('is undone by itself where the control is not content', async () => {
    const before = await site.state()
    const { changes } = await site.plan()
    const results = await apply(changes, { judge: async () => ({ outcome: 'fail', detail: 'still open' }) })
    expect(new Set(results.map(({ ending }) => ending)).has('verified')).toBe(false)
    expect(await site.state()).toEqual(before)
  })

  it('stops before anything changes where somebody wrote what is never changed into it', async () => {
    const before = await site.state()
    const [change] = (await site.plan()).changes
    if (!change) throw new Error('nothing planned')
    const wrong: Change = {
      ...change,
      steps: [
        ...change.steps,
        { kind: 'mysql-setting', name: 'sql_mode', before: '', after: 'STRICT_ALL_TABLES', persisted: false },
      ],
    }
    const [result] = await apply([wrong])
    expect(result).toMatchObject({ ending: 'stopped', detail: { de: expect.stringContaining('strengen Modus') } })
    expect(await site.state()).toEqual(before)
  })

  it('does nothing to an account that may be that of Automate, whatever the plan says', async () => {
    const before = await site.state()
    const change = (await site.plan()).changes.find(({ id }) => id.endsWith('backup@10.20.0.9'))
    if (!change) throw new Error('nothing planned')
    const automate = { kind: 'mysql-account', user: 'agent', host: 'localhost', property: 'locked' } as const
    const [result] = await apply([{ ...change, steps: [...change.steps, { ...automate, before: false, after: true }] }])
    expect(result).toMatchObject({
      ending: 'failed-and-undone',
      detail: { de: expect.stringContaining('Datenbank von Automate') },
    })
    expect(await site.state()).toEqual(before)
  })

  describe.each(['ACCOUNT LOCK', 'SET GLOBAL'])('a connection that breaks at %s', (word) => {
    async function half(cut: Cut) {
      const before = await site.state()
      const kind = word === 'SET GLOBAL' ? 'mysql-setting' : 'mysql-account'
      const [change] = (await site.plan()).changes.filter(({ steps }) => steps[0]?.kind === kind)
      if (!change) throw new Error('nothing planned')
      const proxy = await cuttingProxy({ host: site.database.address, port: site.database.port }, cut)
      try {
        const [result] = await apply([change], { port: proxy.port })
        return { before, result }
      } finally {
        await proxy.close()
      }
    }

    it.each(['before', 'after'] as const)('%s the server did it ends undone', async (when) => {
      const { before, result } = await half({ word, when, once: true })
      expect(result).toMatchObject({ ending: 'failed-and-undone' })
      expect(await site.state()).toEqual(before)
    })

    it('for good is said loudly, and a rollback brings everything back', async () => {
      const { before, result } = await half({ word, when: 'after', once: false })
      expect(result).toMatchObject({ ending: 'undo-failed' })
      expect(await site.state()).not.toEqual(before)
      const back = await rollBack({ folder: workshop.folder, grounds: grounds(), onProgress })
      expect(back).toMatchObject([{ ending: 'undone' }])
      expect(await site.state()).toEqual(before)
    })
  })
})
