import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { screenconnectLockout } from '../../controls/accounts/screenconnect-lockout.ts'
import { screenconnectSessions } from '../../controls/accounts/screenconnect-sessions.ts'
import { musterMsp } from '../../controls/question-fixture.ts'
import { screenconnectListsNative } from '../../controls/screenconnect-ip-lists/native.ts'
import { parseAddress } from '../../model/address.ts'
import type { Policy } from '../../policy/policy.ts'
import type { Change } from '../change.ts'
import type { Planned } from '../planner.ts'
import { findingsOf, judgedFolder } from './judged-folder-fixture.ts'
import { screenconnectPlanner } from './screenconnect.ts'
import { applied, undone } from './splices-fixture.ts'

const controls = [screenconnectListsNative, screenconnectLockout, screenconnectSessions]
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bollwerk-planner-'))
})
afterAll(() => rm(folder, { recursive: true }))

const office = { ...musterMsp, technicians: musterMsp.technicians.slice(0, 1) }
const behindGateway: Policy = {
  ...office,
  gateway: { ...office.gateway, listen: { ...office.gateway.listen, addresses: [address('10.20.0.5')] } },
}

function address(text: string) {
  const parsed = parseAddress(text)
  if (!parsed.ok) throw new Error(parsed.problem.en)
  return parsed.value
}

const neglected = `<?xml version="1.0" encoding="utf-8"?>
<configuration>
  <appSettings>
    <add key="AccessTokenExpireSeconds" value="86400" />
    <add key="ShouldRevalidateAccessToken" value='false' /> <!-- always so -->
  </appSettings>
  <system.web>
    <httpModules><add name="IPSecurityModule" type="ScreenConnect.IPSecurityModule, ScreenConnect.Web" /></httpModules>
    <membership><providers>
      <add name="Internal" type="ScreenConnect.InternalMembershipProvider" enabled="true" maxInvalidPasswordWindowAttempts="80" />
    </providers></membership>
  </system.web>
  <location path="Host.aspx"><appSettings>
    <add key="RestrictToIPs" value="" />
    <add key="MaxLongestTicketReissueIntervalSeconds" value="86400" />
  </appSettings></location>
  <location path="~/administration.aspx"><appSettings><add key="RestrictToIPs" value="198.51.100.9" /></appSettings></location>
</configuration>
`

interface Run {
  readonly policy?: Policy
  readonly keepAccess?: readonly string[]
  readonly language?: 'de' | 'en'
  /** Places that somebody accepted as open. */
  readonly accepted?: readonly string[]
}

async function planFor(
  content: string,
  { policy = office, keepAccess = [], language = 'en', accepted = [] }: Run = {},
): Promise<Planned> {
  await writeFile(join(folder, 'web.config'), content)
  const all = findingsOf(controls, await judgedFolder(folder), policy)
  const isAccepted = ({ item = '' }: (typeof all)[number]): boolean => accepted.includes(item)
  const findings = all.filter((finding) => !isAccepted(finding))
  const reach = { screenconnectFolder: folder, readFile: (path: string) => readFile(path) }
  const untouched = all.filter(isAccepted)
  return screenconnectPlanner.plan({ findings, policy, reach, language, keepAccess, untouched })
}

function edited(content: string, changes: readonly Change[]): string {
  return changes.reduce<Buffer>((bytes, { steps }) => applied(bytes, steps), Buffer.from(content)).toString('utf8')
}

async function stillFailing(policy: Policy = office): Promise<readonly (string | undefined)[]> {
  const findings = findingsOf(controls, await judgedFolder(folder), policy)
  return findings.filter(({ outcome }) => outcome === 'fail').map(({ item }) => item)
}

describe('the plan for web.config of ScreenConnect', () => {
  it('sets lists and settings so that the controls are content, and nothing else', async () => {
    const { changes } = await planFor(neglected)
    const result = edited(neglected, changes)
    expect(`${neglected}\n--- becomes ---\n${result}`).toMatchSnapshot()
    await writeFile(join(folder, 'web.config'), result)
    expect(await stillFailing()).toEqual([])
    expect((await planFor(result)).changes).toEqual([])
  })

  it('brings back the very bytes', async () => {
    const { changes } = await planFor(neglected)
    const result = Buffer.from(edited(neglected, changes))
    const back = changes.toReversed().reduce<Buffer>((bytes, { steps }) => undone(bytes, steps), result)
    expect(back.toString()).toBe(neglected)
  })

  it('keeps the second change on the file that the first one leaves', async () => {
    const [settings, lists] = (await planFor(neglected)).changes
    expect([settings?.confirm, lists?.confirm]).toEqual([false, true])
    expect(lists?.steps[0]).toMatchObject({
      before: settings?.steps.flatMap((step) => (step.kind === 'file' ? [step.after] : []))[0],
    })
  })

  it('lists the proxy alone where the policy puts one in front', async () => {
    const { changes } = await planFor(neglected, { policy: behindGateway, keepAccess: ['203.0.113.7'] })
    const lists = changes.at(-1)
    expect(new Set(lists?.shown.map(({ after: value }) => value))).toEqual(new Set(['10.20.0.5']))
    expect(lists?.lockedOut).toEqual([expect.stringContaining('past the proxy')])
    await writeFile(join(folder, 'web.config'), edited(neglected, changes))
    expect(await stillFailing(behindGateway)).toEqual([])
  })

  it('says who of those that must keep access would be outside, and which technicians are names', async () => {
    const run = { policy: musterMsp, keepAccess: ['203.0.113.7', '192.0.2.1'] }
    const { changes, left } = await planFor(neglected, run)
    expect(changes.at(-1)?.lockedOut).toEqual([
      expect.stringMatching(/^192\.0\.2\.1 must keep access/),
      expect.stringContaining('buero.muster-msp.de'),
    ])
    expect(left.find(({ finding }) => finding.endsWith('/198.51.100.9'))?.reason.en).toContain('it stays')
  })

  it('keeps an entry that nobody objects to', async () => {
    const mixed = neglected.replace('value="198.51.100.9"', 'value="10.1.2.3; 198.51.100.9 203.0.113.8"')
    const { changes } = await planFor(mixed)
    expect(edited(mixed, changes)).toContain(
      '<location path="~/administration.aspx"><appSettings><add key="RestrictToIPs" value="10.1.2.3,203.0.113.8" />',
    )
  })

  it('leaves a place open that somebody accepted as open, also below a folder that it restricts', async () => {
    const mail = 'Services/MailService.ashx'
    const { changes } = await planFor(neglected, { accepted: [mail, 'Login.aspx'] })
    await writeFile(join(folder, 'web.config'), edited(neglected, changes))
    expect(await stillFailing()).toEqual(expect.arrayContaining([mail, 'Login.aspx']))
    expect(await stillFailing()).not.toContain('Services')
  })

  it('tells why it leaves the rest', async () => {
    const { left } = await planFor(neglected, { language: 'de' })
    expect(left.map(({ finding, reason }) => [finding, reason.de.slice(0, 40)])).toMatchSnapshot()
  })

  it.each([
    ['a type', '<!DOCTYPE configuration [<!ENTITY a "b">]>\n<configuration/>', 'line 1, column 1'],
    [
      'sections elsewhere',
      '<configuration>\n <appSettings configSource="a.config"/></configuration>',
      'line 2, column 2',
    ],
    ['no end', '<configuration>\n', 'line 2, column 1'],
  ])('refuses %s with its place', async (_, content, place) => {
    await writeFile(join(folder, 'web.config'), neglected)
    const findings = findingsOf(controls, await judgedFolder(folder), office)
    const reach = { screenconnectFolder: folder, readFile: async () => Buffer.from(content) }
    const planned = await screenconnectPlanner.plan({ findings, policy: office, reach, language: 'en', keepAccess: [] })
    expect(planned.changes).toEqual([])
    expect(planned.left[0]?.reason.en).toContain(`web.config, ${place}:`)
  })
})
