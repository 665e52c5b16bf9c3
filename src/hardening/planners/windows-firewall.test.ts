import { describe, expect, it } from 'vitest'
import { assessed } from '../../controls/site-fixture.ts'
import { windowsFirewallProfiles } from '../../controls/windows-firewall/profiles.ts'
import { windowsFirewallRules } from '../../controls/windows-firewall/rules.ts'
import { profiles, rules } from '../../controls/windows-fixture.ts'
import type { Evidence } from '../../model/evidence.ts'
import { profileKeys } from '../../targets/windows-firewall/profile-keys.ts'
import type { Planned, Reach } from '../planner.ts'
import { askedOf, numbers } from './registry-fixture.ts'
import { windowsFirewallPlanner } from './windows-firewall.ts'

const off = { EnableFirewall: 0, DefaultInboundAction: null }
const neglected = numbers({
  [profileKeys.private.own]: off,
  [profileKeys.public.own]: { EnableFirewall: 0, DefaultInboundAction: 0 },
})
const bothOff = [profiles({ of: { private: { enabled: false }, public: { enabled: false } } })]

function planned(evidence: readonly Evidence[], reach: Reach = neglected): Promise<Planned> {
  const { findings } = assessed([windowsFirewallProfiles, windowsFirewallRules], evidence)
  const failing = findings.filter(({ outcome }) => outcome === 'fail')
  return windowsFirewallPlanner.plan(askedOf(failing, reach))
}

describe('a plan for the Windows firewall', () => {
  it('switches on the profiles that are off, and lets them refuse, in one change that is confirmed', async () => {
    const { changes, left } = await planned(bothOff)
    expect(left).toEqual([])
    expect(changes).toMatchObject([{ id: 'windows-firewall.profiles/automate', confirm: true, restart: 'server' }])
    expect(
      changes[0]?.steps.map((step) => step.kind === 'registry' && [step.key, step.name, step.after?.data]),
    ).toEqual([
      [profileKeys.private.own, 'EnableFirewall', '0x1'],
      [profileKeys.public.own, 'EnableFirewall', '0x1'],
      [profileKeys.public.own, 'DefaultInboundAction', '0x1'],
    ])
  })

  it('names everybody who is locked out where no rule admits them, with the line that does', async () => {
    const [change] = (await planned(bothOff)).changes
    const lines = change?.lockedOut.map((text) => text.slice(text.indexOf('New-NetFirewallRule')))
    const line = (name: string, rest: string) =>
      `New-NetFirewallRule -DisplayName 'Bollwerk ${name}' -Direction Inbound -Action Allow -Protocol ${rest}`
    expect(lines).toEqual([
      line('TCP 443', 'TCP -LocalPort 443'),
      line('UDP 75', 'UDP -LocalPort 75'),
      line('RDP', "TCP -LocalPort 3389 -RemoteAddress '203.0.113.0/24'"),
    ])
  })

  it.each([
    ['PrivateProfile', 'EnableFirewall', 0],
    ['StandardProfile', 'EnableFirewall', 1],
    ['PrivateProfile', 'DefaultInboundAction', 1],
  ])('leaves a profile to the group policy that sets it (%s %s %i)', async (key, name, number) => {
    const policy = `HKLM\\SOFTWARE\\Policies\\Microsoft\\WindowsFirewall\\${key}`
    const reach = numbers({ [profileKeys.private.own]: off, [policy]: { [name]: number } })
    const { changes, left } = await planned([profiles({ of: { private: { enabled: false } } })], reach)
    expect(changes).toEqual([])
    expect(left.map(({ reason }) => reason.en)).toEqual([expect.stringContaining('group policy decides')])
  })

  it('leaves the service to a person', async () => {
    const { changes, left } = await planned([profiles({ fact: { serviceRuns: false } })])
    expect([changes, left.map(({ finding }) => finding)]).toEqual([[], ['windows-firewall.profiles/automate/service']])
  })

  it('changes no rules, but writes the line for each', async () => {
    const open = rules(['Protocol=6|LPort=3306|Name=MySQL'])
    const { changes, left } = await planned([profiles(), open])
    expect(changes).toEqual([])
    expect(left[0]?.steps?.map(({ en }) => en)).toContain(
      "Limit the rule to your networks: Set-NetFirewallRule -Name '{RULE-1}' -RemoteAddress '203.0.113.0/24'",
    )
  })

  it('leaves rules of a group policy there', async () => {
    const open = rules(['Protocol=6|LPort=3306|Name=MySQL'], { from: 'policy' })
    const [rule] = (await planned([profiles(), open])).left
    expect(rule?.steps?.map(({ en }) => en).join()).not.toContain('Set-NetFirewallRule')
    expect(rule?.steps?.map(({ en }) => en).join()).toContain('group policy')
  })
})
