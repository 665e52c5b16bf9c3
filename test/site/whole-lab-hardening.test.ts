import { copyFileSync, readdirSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Lab, startLab } from '../../lab/lab.ts'
import { controls } from '../../src/controls/index.ts'
import type { Change } from '../../src/hardening/change.ts'
import type { Assessment } from '../../src/model/assessment.ts'
import { type Answer, bollwerk } from '../cli/bollwerk.ts'
import { whatIsMissing } from '../windows/wine.ts'
import { askedAutomate, seenByAll } from './all-witnesses.ts'
import { lookedFrom } from './looked-at.ts'
import { mariadbIsInstalled } from './mariadb.ts'
import { type NeglectedMariadb, startNeglected } from './neglected-mariadb.ts'
import { freePort } from './running-service.ts'
import { type HashedPlan, LabServer, type ServerState } from './windows-servers.ts'

const missing = whatIsMissing() ?? (mariadbIsInstalled ? rightToPorts() : 'needs mariadbd: install mariadb-server')

/** A limit for what hangs: a machine with a lot to do needs many minutes for some hundred programs under Wine. */
const patience = 1_800_000

/** Controls of which hardening says that it does what they ask. */
const automatic = controls.filter(({ remedy }) => remedy.automatic).map(({ id }) => id)

interface Everything {
  readonly rmm: ServerState
  readonly sc: ServerState
  readonly database: object
}

/**
 * The two servers of the neglected lab, each on a Windows of its own: RMM01 with IIS and the database of Automate, SC01
 * with ScreenConnect. Bollwerk runs on both, in one folder with the policy and the evidence of all witnesses. Real are
 * the registries, the files and the database (MariaDB); the collector script is played, for Wine has no PowerShell.
 */
describe.skipIf(missing !== undefined)(`the whole neglected lab (${missing ?? 'Wine and MariaDB'})`, () => {
  let lab: Lab
  let cwd: string
  let rmm: LabServer
  let sc: LabServer
  let database: NeglectedMariadb
  let found: { readonly state: Everything; readonly assessment: Assessment }
  let plans: readonly [HashedPlan, HashedPlan]

  beforeAll(async () => {
    lab = await startLab({ state: 'neglected', network: 38 })
    const inside = await lab.inside()
    cwd = inside.folder
    database = await startNeglected()
    const servers = [LabServer.open('RMM01', 'en', inside), LabServer.open('SC01', 'de', inside)] as const
    const [one, other, looks] = await Promise.all([...servers, lookedFrom(lab, cwd, ['internet', 'technicians'])])
    ;[rmm, sc] = [one, other]
    await askedAutomate(lab, cwd)
    for (const look of looks) copyFileSync(join(cwd, look), join(cwd, 'evidence', look))
    found = await looked(rmm.neglected(), sc.neglected())
  }, patience)

  afterAll(async () => {
    await Promise.all([rmm?.close(), sc?.close(), database?.database.stop(), lab?.close()])
  }, patience)

  /** How the command line on RMM01 gets to the database. */
  function account(): readonly string[] {
    const { user, port } = database.access()
    return ['--mysql-user', user, '--mysql-port', String(port)]
  }

  /** What stands there; then both servers restart, every witness within looks, and all is judged. */
  async function looked(...seeds: readonly Parameters<LabServer['look']>[0][]) {
    const { host, port, user, password } = database.access()
    const stands = await database.state()
    const way = ['--host', host, '--port', String(port), '--user', user, '--machine', 'RMM01']
    const asked = await bollwerk(['collect', 'mysql', ...way], { cwd, env: { BOLLWERK_MYSQL_PASSWORD: password } })
    if (asked.code !== 0) throw new Error(asked.stderr)
    const [one, other] = await Promise.all([rmm.look(seeds[0]), sc.look(seeds[1])])
    const files = readdirSync(join(cwd, 'evidence')).map((name) => `evidence/${name}`)
    const { stdout } = await bollwerk(['assess', '--json', '--lang', 'en', ...files], { cwd })
    // Written by renderJson, whose form a test beside it checks against the schema.
    return { state: { rmm: one, sc: other, database: stands }, assessment: JSON.parse(stdout) as Assessment }
  }

  it(
    'is planned for, with a change for every control that says that Bollwerk does it by itself',
    async () => {
      // Whoever confirms does so from this machine.
      const kept = [lab.vantages.technicians, '127.0.0.1'].flatMap((address) => ['--keep-access', address])
      plans = await Promise.all([rmm.plan(...kept, ...account()), sc.plan(...kept)])
      const asking = changesOf(plans).flatMap(({ verify }) => verify.map(({ control }) => control))
      expect([...new Set(asking)].toSorted()).toEqual(automatic.toSorted())
    },
    patience,
  )

  it(
    'is as hardened after its plans as can be automatic, and what is not has its reason in the plan',
    async () => {
      const confirmAt = async () => ['--confirm-at', `127.0.0.1:${await freePort('127.0.0.1')}`]
      const [hardened, ...answers] = await Promise.all([
        seenByAll({ state: 'hardened', network: 39 }, ['internet']),
        rmm.apply(plans[0], ...(await confirmAt()), ...account()),
        sc.apply(plans[1], ...(await confirmAt())),
      ])
      expect(answers.flatMap(resultsOf).map(keptAs)).toEqual(changesOf(plans).map(awaited))
      const after = await looked()
      expect(after.state.rmm.keys).not.toEqual(found.state.rmm.keys)
      const open = after.assessment.findings.filter(({ outcome }) => outcome !== 'pass').map(({ id }) => id)
      const asked = changesOf(plans).flatMap(({ verify }) => verify.flatMap(({ findings }) => findings))
      expect(asked.filter((id) => open.includes(id))).toEqual([])
      await expect(remains(after.assessment, hardened.assessment, plans)).toMatchFileSnapshot(
        'golden/hardening-remains.en.txt',
      )
    },
    patience,
  )

  it(
    'is exactly what it was after a rollback, and assesses as before',
    async () => {
      const answers = await Promise.all([rmm.rollback(...account()), sc.rollback()])
      const undone = answers.flatMap(resultsOf).map(({ change, ending }) => `${change}: ${ending}`)
      expect(undone.toSorted()).toEqual(
        changesOf(plans)
          .map(({ id }) => `${id}: undone`)
          .toSorted(),
      )
      const back = await looked()
      expect(back.state).toEqual(found.state)
      expect(judgements(back.assessment)).toEqual(judgements(found.assessment))
    },
    patience,
  )
})

function changesOf(plans: readonly HashedPlan[]): readonly Change[] {
  return plans.flatMap(({ plan }) => plan.changes)
}

interface Result {
  readonly change: string
  readonly ending: string
  readonly detail: string
}

function resultsOf({ stdout, stderr }: Answer): readonly Result[] {
  if (stdout === '') throw new Error(stderr)
  return (JSON.parse(stdout) as { results: readonly Result[] }).results
}

/** With the reason where a change was not kept. */
function keptAs({ change, ending, detail }: Result): string {
  return ['verified', 'needs-restart'].includes(ending) ? `${change}: ${ending}` : `${change}: ${ending} (${detail})`
}

/** The firewall goes on with its old values until the server restarts. */
function awaited({ id }: Change): string {
  return `${id}: ${id.startsWith('windows-firewall.') ? 'needs-restart' : 'verified'}`
}

/**
 * What the automatic controls still say otherwise than of the hardened lab, each finding with the reason of its task on
 * the server that it is about. The database has accounts for the name of the machine.
 */
function remains(after: Assessment, hardened: Assessment, [rmm, sc]: readonly [HashedPlan, HashedPlan]): string {
  const wanted = new Map(answersOf(hardened))
  const others = answersOf(after).filter(([question, outcome]) => wanted.get(question) !== outcome)
  const lines = others.flatMap(([question, outcome]) => {
    const findings = after.findings.filter(({ control, subject }) => `${control}/${subject}` === question)
    const reasons = findings.map(({ id, subject }) => {
      const { tasks } = (subject === 'automate' ? rmm : sc).plan
      const task = tasks.find(({ findings: about }) => about.includes(id))
      return `  ${id}\n    ${task?.reason ?? 'NO REASON IN THE PLAN'}`
    })
    return [`${question}: ${outcome}, hardened: ${wanted.get(question)}`, ...reasons.toSorted()]
  })
  return `${lines.join('\n')}\n`.replaceAll(`@${hostname()}`, '@HOST')
}

function answersOf({ measures }: Assessment): readonly (readonly [string, string])[] {
  return measures
    .flatMap((measure) => measure.controls)
    .filter(({ id }) => automatic.includes(id))
    .map(({ id, subject, outcome }) => [`${id}/${subject}`, outcome] as const)
}

/**
 * Everything that is said, but for the moments at which it was seen. MariaDB writes the usual plugin out once it has
 * touched an account that had none: both mean the same.
 */
function judgements({ findings, measures, score }: Assessment): unknown {
  const text = JSON.stringify({ findings, measures, score })
  const timeless = text.replaceAll(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z/g, 'MOMENT')
  return JSON.parse(timeless.replaceAll('"plugin":""', '"plugin":"mysql_native_password"'))
}

function rightToPorts(): string | undefined {
  return process.getuid?.() === 0 ? undefined : 'needs root, for ports below 1024'
}
