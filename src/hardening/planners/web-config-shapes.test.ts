import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { screenconnectLockout } from '../../controls/accounts/screenconnect-lockout.ts'
import { screenconnectSessions } from '../../controls/accounts/screenconnect-sessions.ts'
import { musterMsp } from '../../controls/question-fixture.ts'
import { screenconnectListsNative } from '../../controls/screenconnect-ip-lists/native.ts'
import type { Planned } from '../planner.ts'
import { type Shape, shapes } from './file-shapes-fixture.ts'
import { findingsOf, judgedFolder } from './judged-folder-fixture.ts'
import { screenconnectPlanner } from './screenconnect.ts'
import { applied, undone } from './splices-fixture.ts'
import { differences, textOf } from './tree-difference-fixture.ts'
import { generatedWebConfig } from './web-config-fixture.ts'

const controls = [screenconnectListsNative, screenconnectLockout, screenconnectSessions]
const policy = { ...musterMsp, technicians: musterMsp.technicians.slice(0, 1) }
const perShape = 14
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bollwerk-shapes-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function findings(bytes: Buffer) {
  await writeFile(join(folder, 'web.config'), bytes)
  return findingsOf(controls, await judgedFolder(folder), policy)
}

async function planFor(bytes: Buffer): Promise<Planned> {
  const reach = { screenconnectFolder: folder, readFile: async () => bytes }
  return screenconnectPlanner.plan({ findings: await findings(bytes), policy, reach, language: 'en', keepAccess: [] })
}

/** What may be different afterwards, and nothing else. */
const wanted: readonly RegExp[] = [
  /add\[(RestrictToIPs|AccessTokenExpireSeconds|ShouldRevalidateAccessToken|TrustDeviceExpireDays|UsePersistentTicketCookie|CookieSameSiteMode|InputIdleDisconnectTimeSeconds|AllowPasswordAutoComplete|MaxLongestTicketReissueIntervalSeconds)\] @value /i,
  /providers\/add\[Internal\] @(maxInvalidPasswordWindowAttempts 5|passwordAttemptWindow 10|maxInvalidPasswordAbsoluteAttempts 50)$/,
  /appSettings \+ <add key=\w+ value=[\w.,/]*>$/,
  /location\[[^\]]*\] \+ <appSettings><add key=RestrictToIPs value=[\d.,/]*>$/,
  /configuration \+ <location path=[\w./]+><appSettings><add key=RestrictToIPs value=[\d.,/]*>$/,
  /configuration \+ <appSettings>(<add key=\w+ value=\w+>)+$/,
]

function stranger(before: Buffer, after: Buffer): readonly string[] {
  const told = differences(before, after).map((difference) => difference.join(' '))
  return told.filter((line) => !wanted.some((pattern) => pattern.test(line)))
}

/** Taken out is the value of an attribute, or the end of a tag that gets a content. */
function takenOut({ changes }: Planned, encoding: Shape['encoding']): readonly string[] {
  const steps = changes.flatMap((change) => change.steps.flatMap((step) => (step.kind === 'file' ? step.splices : [])))
  return steps.map(({ out }) => {
    const bytes = Buffer.from(out, 'base64')
    return encoding === 'utf-16be'
      ? bytes.swap16().toString('utf16le')
      : bytes.toString(encoding === 'utf-16le' ? 'utf16le' : 'utf8')
  })
}

describe('generated files of web.config', () => {
  it.each(shapes)('in $encoding with line ending $ending are edited in the wanted places only', async (shape) => {
    for (let seed = 1; seed <= perShape; seed += 1) {
      const before = generatedWebConfig(seed * 100 + shapes.indexOf(shape), shape)
      const planned = await planFor(before)
      const { changes } = planned
      expect(changes.length, `seed ${seed}: ${JSON.stringify(planned.left)}`).toBeGreaterThan(0)
      const after = changes.reduce<Buffer>((bytes, { steps }) => applied(bytes, steps), before)
      expect(stranger(before, after), `seed ${seed}`).toEqual([])
      expect(takenOut(planned, shape.encoding).filter((text) => !/^[^<>]*$|^\s*\/>$/.test(text))).toEqual([])
      const back = changes.toReversed().reduce<Buffer>((bytes, { steps }) => undone(bytes, steps), after)
      expect(back.equals(before), `seed ${seed}`).toBe(true)
      if (shape.ending !== 'mixed') expect(endingsOf(after), `seed ${seed}`).toEqual(endingsOf(before))
      const failing = (await findings(after)).filter(({ outcome }) => outcome === 'fail').map(({ id }) => id)
      expect(failing, `seed ${seed}`).toEqual([])
      expect((await planFor(after)).changes, `seed ${seed}`).toEqual([])
    }
  })
})

function endingsOf(bytes: Buffer): readonly string[] {
  return [...new Set(textOf(bytes).match(/\r\n|\n|\r/g) ?? [])]
}
