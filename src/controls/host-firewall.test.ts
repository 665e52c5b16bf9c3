import { describe, expect, it } from 'vitest'
import type { Evidence } from '../model/evidence.ts'
import { asked } from './asked-fixture.ts'
import { admittedTo, firewallEvidence, hostFirewall, isClosedFor } from './host-firewall.ts'
import { machinesOf } from './inside-look.ts'
import { musterMsp } from './question-fixture.ts'
import { profiles, rules, unread } from './windows-fixture.ts'

function firewallOf(...evidence: readonly Evidence[]) {
  return asked((question) => machinesOf(question).map(hostFirewall)[0], evidence)
}

function ruled(texts: readonly string[], change: Parameters<typeof profiles>[0] = {}) {
  const firewall = firewallOf(profiles(change), rules(texts))
  if (!firewall) throw new Error('no firewall')
  return firewall
}

const rdp = { protocol: 'tcp', port: 3389, process: 'svchost.exe', services: ['TermService'] } as const
const open = 'Protocol=6|LPort=3389'
const block = 'Action=Block|Active=TRUE|Dir=In|Protocol=6|LPort=3389'

function whoReaches(texts: readonly string[], wanted: Parameters<typeof admittedTo>[0] = rdp) {
  return admittedTo(wanted, ruled(texts), musterMsp)
}

describe('the Windows firewall of a machine', () => {
  it('is known only where both its profiles and its rules are', () => {
    expect(firewallOf(profiles(), unread('windows.firewall-rules'))).toBeUndefined()
    expect(firewallOf(unread('windows.firewall-profiles'), rules([]))).toBeUndefined()
    expect(firewallOf(profiles(), rules([]))?.off).toBe(false)
  })

  it.each([
    ['its service stands still', { fact: { serviceRuns: false } }, true],
    ['the profile in use is off', { of: { private: { enabled: false } } }, true],
    ['the profile in use lets everything in', { of: { private: { inbound: 'allow' } } }, true],
    ['another profile is off', { of: { public: { enabled: false } } }, false],
    [
      'one of all profiles is off and nobody knows which is in use',
      { of: { public: { enabled: false } }, fact: { inUse: [] } },
      true,
    ],
  ] as const)('is off where %s: %j → %s', (_, change, off) => {
    expect(ruled([], change).off).toBe(off)
    expect(admittedTo(rdp, ruled([], change), musterMsp).who).toBe(off ? 'anyone' : 'nobody')
  })

  it('counts the rules of the profiles in use, and keeps the others in mind', () => {
    const { rules: all, counting } = ruled([`${open}|Profile=Domain`, `${open}|Profile=Private`, open])
    expect([all.length, counting.length]).toEqual([3, 2])
  })

  it('counts local rules unless the policy forbids them, and those of the policy always', () => {
    const forbidding = profiles({ of: { private: { localRules: false } } })
    expect(firewallOf(forbidding, rules([open]))?.counting).toHaveLength(0)
    expect(firewallOf(forbidding, rules([open], { from: 'policy' }))?.counting).toHaveLength(1)
    expect(firewallOf(profiles({ of: { private: { localRules: null } } }), rules([open]))?.counting).toHaveLength(1)
  })

  it('keeps rules that it cannot read apart', () => {
    const { unreadable, rules: read } = ruled(['Action=Maybe|Dir=In', open])
    expect([unreadable.map(({ id }) => id), read.map(({ id }) => id)]).toEqual([['{RULE-1}'], ['{RULE-2}']])
  })

  it('is cited by its profiles and the rules in question, each once and as they were written', () => {
    const firewall = ruled([open, block])
    const [first] = firewall.rules
    const [, cited] = firewallEvidence(firewall, first ? [first, first] : [])
    expect(cited).toMatchObject({ leftOut: 1 })
    expect(cited && 'value' in cited && cited.value).toEqual({
      rules: [{ id: '{RULE-1}', text: `v2.31|Action=Allow|Active=TRUE|Dir=In|${open}|`, from: 'local' }],
    })
  })
})

describe('who reaches a listener', () => {
  it.each([
    ['no rule speaks of it', ['Protocol=6|LPort=443'], 'nobody', 0],
    ['a rule lets everybody in', [open], 'anyone', 1],
    ['a rule names addresses', [`${open}|RA4=198.51.100.0/24`], 'named', 1],
    ['a rule names the network of the machine', [`${open}|RA4=LocalSubnet`], 'neighbours', 1],
    [
      'one of two rules names the network of the machine',
      [`${open}|RA4=198.51.100.7`, `${open}|RA4=LocalSubnet`],
      'neighbours',
      2,
    ],
    ['every rule names technicians', [`${open}|RA4=203.0.113.0/24`, `${open}|RA4=203.0.113.9`], 'technicians', 2],
    ['one of the addresses is no technician’s', [`${open}|RA4=203.0.113.0/24|RA4=198.51.100.7`], 'named', 1],
    ['one of the rules is not for technicians', [`${open}|RA4=203.0.113.0/24`, `${open}|RA4=198.51.100.7`], 'named', 2],
    ['a rule asks everybody to sign in', [`${open}|Security=Authenticate`], 'named', 1],
    ['one rule limits and another does not', [`${open}|RA4=198.51.100.7`, open], 'anyone', 1],
    ['what blocks wins', [open, block], 'nobody', 1],
    ['what blocks some only does not', [open, `${block}|RA4=198.51.100.7`], 'anyone', 1],
    ['what blocks another program does not', [open, `${block}|App=C:\\x.exe`], 'anyone', 1],
    ['a rule is for one user', [`${open}|LUOwn=S-1-5-21`], 'nobody', 0],
    ['a rule is for an app of the store', [`${open}|AppPkgId=S-1-15-2`], 'nobody', 0],
  ])('is told where %s', (_, texts, who, deciding) => {
    const admission = whoReaches(texts)
    expect([admission.who, admission.by.length]).toEqual([who, deciding])
  })

  it('names each address once', () => {
    expect(whoReaches([`${open}|RA4=198.51.100.7`, `${open}|RA4=198.51.100.7|RA4=198.51.100.8`]).from).toEqual([
      '198.51.100.7',
      '198.51.100.8',
    ])
    expect(whoReaches([open]).from).toEqual([])
  })

  it.each([
    ['its own program, in any letters', 'App=%SystemRoot%\\System32\\SVCHOST.EXE', rdp, 'anyone'],
    ['another program', 'App=C:\\other.exe', rdp, 'nobody'],
    ['a program, while nobody knows which one listens', 'App=C:\\other.exe', { ...rdp, process: null }, 'anyone'],
    ['its own service, in any letters', 'Svc=termservice', rdp, 'anyone'],
    ['another service', 'Svc=WinRM', rdp, 'nobody'],
    ['a service, while nobody knows which one listens', 'Svc=WinRM', { ...rdp, services: [] }, 'anyone'],
    ['one of several services', 'Svc=WinRM', { ...rdp, services: ['TermService', 'WinRM'] }, 'anyone'],
  ] as const)('is decided by a rule for %s', (_, narrow, wanted, who) => {
    expect(whoReaches([`${open}|${narrow}`], wanted).who).toBe(who)
  })
})

describe('a port is closed for a rule that opens it', () => {
  it.each([
    ['by one that blocks it in every profile', open, block, true],
    ['not by one that blocks some of the profiles only', open, `${block}|Profile=Private`, false],
    [
      'by one that blocks in all of its profiles',
      `${open}|Profile=Private`,
      `${block}|Profile=Private|Profile=Public`,
      true,
    ],
    [
      'not by one that leaves one of its profiles out',
      `${open}|Profile=Private|Profile=Public`,
      `${block}|Profile=Private`,
      false,
    ],
    ['not by one for another port', open, block.replace('3389', '445'), false],
    ['not by one for some addresses', open, `${block}|RA4=198.51.100.7`, false],
    ['not by one for one program', open, `${block}|App=C:\\x.exe`, false],
    ['not by one for one service', open, `${block}|Svc=TermService`, false],
    ['not by one for one user', open, `${block}|LUOwn=S-1-5-21`, false],
    ['not by one that is switched off', open, block.replace('TRUE', 'FALSE'), false],
    ['not by one that allows', open, open, false],
  ])('%s', (_, opening, other, closed) => {
    const firewall = ruled([opening, other])
    const [allowing] = firewall.counting
    expect(allowing && isClosedFor(rdp, allowing, firewall)).toBe(closed)
  })
})
