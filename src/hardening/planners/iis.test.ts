import { describe, expect, it } from 'vitest'
import { iisRestriction } from '../../controls/control-center-restricted/iis.ts'
import { musterMsp } from '../../controls/question-fixture.ts'
import { windows } from '../../controls/windows-fixture.ts'
import { parseAddress, parsePrefix } from '../../model/address.ts'
import type { Policy } from '../../policy/policy.ts'
import type { Planned } from '../planner.ts'
import { generatedApplicationHost, iisFactOf } from './application-host-fixture.ts'
import { shapes } from './file-shapes-fixture.ts'
import { iisPlanner, planIis } from './iis.ts'
import { findingsOf } from './judged-folder-fixture.ts'
import { applied, undone } from './splices-fixture.ts'
import { differences } from './tree-difference-fixture.ts'

const office: Policy = { ...musterMsp, technicians: musterMsp.technicians.slice(0, 1) }
const today = '2026-11-25'
const interfaces = {
  interfaces: [
    {
      index: 4,
      name: 'Ethernet',
      addresses: ['10.20.0.10/24', 'fe80::1/64', '169.254.7.7/16'],
      gateways: ['10.20.0.1'],
      profile: null,
    },
  ],
}

interface Run {
  readonly policy?: Policy
  readonly keepAccess?: readonly string[]
  readonly redirection?: string
}

function findings(bytes: Buffer, policy: Policy) {
  const evidence = [windows('windows.iis', iisFactOf(bytes)), windows('windows.interfaces', interfaces)]
  return findingsOf([iisRestriction], evidence, policy, 'automate')
}

function planFor(bytes: Buffer, { policy = office, keepAccess = [], redirection }: Run = {}): Promise<Planned> {
  const readFile = async (path: string) => {
    if (!path.endsWith('redirection.config')) return bytes
    if (redirection === undefined) throw Object.assign(new Error('none'), { code: 'ENOENT' })
    return Buffer.from(redirection)
  }
  const reach = { applicationHost: '/config/applicationHost.config', readFile }
  return planIis({ findings: findings(bytes, policy), policy, reach, language: 'en', keepAccess }, today)
}

function edited(bytes: Buffer, { changes }: Planned): Buffer {
  return changes.reduce<Buffer>((current, { steps }) => applied(current, steps), bytes)
}

function failing(bytes: Buffer, policy = office): readonly (string | undefined)[] {
  return findings(bytes, policy).flatMap(({ outcome, item }) => (outcome === 'fail' ? [item] : []))
}

const small = `<configuration>
    <system.applicationHost>
        <sites>
            <site name="Kunde &amp; Co" id="2">
                <application path="/LabTech"><virtualDirectory path="/" physicalPath="C:\\LabTech" /></application>
                <application path="/cwa"><virtualDirectory path="/" physicalPath="C:\\cwa" /></application>
                <application path="/WCC2"><virtualDirectory path="/" physicalPath="C:\\wcc2" /></application>
            </site>
        </sites>
    </system.applicationHost>
    <system.webServer>
        <globalModules>
            <add name="IpRestrictionModule" image="iprestr.dll" />
        </globalModules>
    </system.webServer>
    <location path="Kunde &amp; Co/wcc2">
        <system.webServer>
            <security>
                <ipSecurity allowUnlisted="true">
                    <add ipAddress="203.0.113.0" subnetMask="255.255.255.0" allowed="true" />
                    <add ipAddress="192.0.2.66" allowed="false" />
                </ipSecurity>
            </security>
        </system.webServer>
    </location>
</configuration>
`

describe('the plan for applicationHost.config', () => {
  it('restricts the applications of the technicians in the site that has them', async () => {
    const planned = await planFor(Buffer.from(small))
    const result = edited(Buffer.from(small), planned)
    expect(`${small}\n--- becomes ---\n${result.toString()}`).toMatchSnapshot()
    expect(planned.changes[0]).toMatchObject({ confirm: true, restart: 'nothing', lockedOut: [] })
    expect(planned.changes[0]?.shown).toMatchSnapshot()
    expect(failing(result)).toEqual([])
  })

  it('says beforehand which role service to install where the module is missing', async () => {
    const { changes, left } = await planFor(Buffer.from(small.replace('IpRestrictionModule', 'Other')))
    expect(changes).toEqual([])
    for (const { reason } of left) expect(reason.en).toContain('Install-WindowsFeature Web-IP-Security')
  })

  it('looks at the client that a proxy names only after somebody attested that nobody gets past the proxy', async () => {
    const listen = { ...office.gateway.listen, addresses: [address('10.20.0.5')] }
    const proxied = { ...office, gateway: { ...office.gateway, listen } }
    const open = await planFor(Buffer.from(small), { policy: proxied })
    expect(open.changes).toEqual([])
    expect(open.left[0]?.reason.en).toContain('attest reverse-proxy.origin-direct')
    const attested = { ...proxied, attestations: [closed('2026-12-31')] }
    const planned = await planFor(Buffer.from(small), { policy: attested })
    expect(
      edited(Buffer.from(small), planned)
        .toString()
        .match(/enableProxyMode="true"/g),
    ).toHaveLength(2)
    expect(
      (await planFor(Buffer.from(small), { policy: { ...proxied, attestations: [closed('2026-11-24')] } })).changes,
    ).toEqual([])
    expect(edited(Buffer.from(small), await planFor(Buffer.from(small))).toString()).not.toContain('enableProxyMode')
  })

  it('tells who would be locked out: addresses to keep, names, IPv6, and an entry that denies', async () => {
    const six = parsePrefix('2001:db8::/48')
    const technicians = [...musterMsp.technicians, ...(six.ok ? [{ prefix: six.value }] : [])]
    const denied = Buffer.from(small.replace('192.0.2.66" allowed', '127.0.0.1" allowed'))
    const { changes } = await planFor(denied, {
      policy: { ...musterMsp, technicians },
      keepAccess: ['198.51.100.1', '203.0.113.7'],
    })
    expect(changes[0]?.lockedOut).toEqual([
      expect.stringMatching(/^198\.51\.100\.1 must keep access/),
      expect.stringContaining('buero.muster-msp.de'),
      expect.stringMatching(/^127\.0\.0\.1 stays denied at WCC2/),
      expect.stringContaining('2001:db8::/48'),
    ])
  })

  it('leaves what is restricted from above, entries that are there, and LabTech', async () => {
    const above = small.replace(
      '<location path="Kunde',
      '<location path="Kunde &amp; Co"><system.webServer><security><ipSecurity allowUnlisted="false" /></security></system.webServer></location>\n    <location path="Kunde',
    )
    const planned = await planFor(
      Buffer.from(
        above.replace('192.0.2.66" allowed="false"', '192.0.2.66" allowed="true"').replace('"true">', '"false">'),
      ),
    )
    expect(
      planned.left.map(({ finding, reason }) => [finding.split('/').at(-1), reason.en.slice(0, 40)]),
    ).toMatchSnapshot()
    expect(JSON.stringify(planned.changes.map(({ shown }) => shown))).not.toContain('LabTech')
  })

  it('leaves everything where IIS reads its settings from elsewhere', async () => {
    const redirection =
      '<configuration><configurationRedirection enabled="true" path="\\\\server\\share" /></configuration>'
    const { changes, left } = await planFor(Buffer.from(small), { redirection })
    expect([changes.length, left[0]?.reason.en]).toEqual([0, expect.stringContaining('redirection.config')])
  })

  it('leaves everything where there is no IIS', async () => {
    const asked = {
      findings: findings(Buffer.from(small), office),
      policy: office,
      language: 'de',
      keepAccess: [],
    } as const
    const { left } = await iisPlanner.plan({ ...asked, reach: { readFile: async () => Buffer.from('') } })
    expect(left[0]?.reason.de).toContain('kein IIS')
  })
})

/** What may be different afterwards, and nothing else: nothing of LabTech, nothing for the whole site. */
const application = String.raw`\[default web site\/(cwa|legacyccasmx|wcc2)\]`
const rule = String.raw`<add ipAddress=[\d.]+( subnetMask=[\d.]+)? allowed=true>`
const wanted: readonly RegExp[] = [
  new RegExp(`location${application}/.*ipSecurity @allowUnlisted false$`, 'i'),
  new RegExp(`location${application}/.*ipSecurity \\+ ${rule}$`, 'i'),
  new RegExp(
    `location${application}.* \\+ (<system.webServer>)?(<security>)?<ipSecurity allowUnlisted=false><clear>(${rule})+$`,
    'i',
  ),
  new RegExp(
    `configuration \\+ <location path=default web site/(cwa|legacyccasmx|wcc2)><system.webServer><security><ipSecurity allowUnlisted=false><clear>(${rule})+$`,
    'i',
  ),
]

describe('generated files of applicationHost.config', () => {
  it.each(shapes)('in $encoding with line ending $ending are edited in the wanted places only', async (shape) => {
    for (let seed = 1; seed <= 10; seed += 1) {
      const before = generatedApplicationHost(seed * 100 + shapes.indexOf(shape), shape)
      const planned = await planFor(before)
      expect(planned.changes.length, `seed ${seed}: ${JSON.stringify(planned.left)}`).toBe(1)
      const result = edited(before, planned)
      const told = differences(before, result).map((difference) => difference.join(' '))
      expect(
        told.filter((line) => !wanted.some((pattern) => pattern.test(line))),
        `seed ${seed}`,
      ).toEqual([])
      const [steps] = planned.changes.map((change) => change.steps)
      expect(undone(result, steps ?? []).equals(before), `seed ${seed}`).toBe(true)
      expect(failing(result), `seed ${seed}`).toEqual([])
      expect((await planFor(result)).changes, `seed ${seed}`).toEqual([])
    }
  })
})

function address(text: string) {
  const parsed = parseAddress(text)
  if (!parsed.ok) throw new Error(parsed.problem.en)
  return parsed.value
}

function closed(until: string): Policy['attestations'][number] {
  return {
    control: 'reverse-proxy.origin-direct',
    version: 1,
    server: 'automate',
    answer: 'pass',
    by: 'M. Huber',
    since: '2026-01-01',
    until,
    note: 'Firewall',
  }
}
