import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { neglectedFolder } from '../../lab/screenconnect/neglected-folder.ts'
import { plantedSecrets } from '../../lab/screenconnect/secrets.ts'
import { webConfig } from '../../lab/screenconnect/web-config.ts'
import { screenconnectLockout } from '../../src/controls/accounts/screenconnect-lockout.ts'
import { screenconnectSessions } from '../../src/controls/accounts/screenconnect-sessions.ts'
import { musterMsp, noon } from '../../src/controls/question-fixture.ts'
import { screenconnectListsNative } from '../../src/controls/screenconnect-ip-lists/native.ts'
import { findingsOf, judgedFolder } from '../../src/hardening/planners/judged-folder-fixture.ts'
import { screenconnectPlanner } from '../../src/hardening/planners/screenconnect.ts'
import { applied } from '../../src/hardening/planners/splices-fixture.ts'

const controls = [screenconnectListsNative, screenconnectLockout, screenconnectSessions]
const policy = { ...musterMsp, technicians: musterMsp.technicians.slice(0, 1) }
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bollwerk-neglected-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function failing(): Promise<readonly (string | undefined)[]> {
  const findings = findingsOf(controls, await judgedFolder(folder), policy)
  return findings.flatMap(({ outcome, item }) => (outcome === 'fail' ? [item] : []))
}

it("the lab's neglected web.config is what the controls ask for after its plan, and its secrets are not in the plan", async () => {
  const state = neglectedFolder({ now: noon, proxy: '10.20.0.5', version: '23.9.7.8804' })
  const before = webConfig(state.webConfig)
  await writeFile(join(folder, 'web.config'), before)
  expect((await failing()).length).toBeGreaterThan(10)
  const findings = findingsOf(controls, await judgedFolder(folder), policy)
  const reach = { screenconnectFolder: folder, readFile: (path: string) => readFile(path) }
  const planned = await screenconnectPlanner.plan({ findings, policy, reach, language: 'de', keepAccess: [] })
  const after = planned.changes.reduce<Buffer>((bytes, { steps }) => applied(bytes, steps), Buffer.from(before))
  await writeFile(join(folder, 'web.config'), after)
  expect(await failing()).toEqual([])
  const told = JSON.stringify(planned.changes.map(({ steps, ...words }) => ({ words, steps: steps.map(decoded) })))
  const secrets = Object.values(plantedSecrets).filter((secret) => before.includes(secret))
  expect(secrets.length).toBeGreaterThan(4)
  for (const secret of secrets) expect(told).not.toContain(secret)
})

function decoded(step: Parameters<typeof applied>[1][number]): readonly string[] {
  return step.kind === 'file' ? step.splices.map(({ out }) => Buffer.from(out, 'base64').toString()) : []
}
