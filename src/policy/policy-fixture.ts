import type { Policy } from './policy.ts'
import { readPolicy } from './read.ts'

/** The smallest useful policy file. */
export const smallest = `site: Muster-MSP
language: de
technicians: [203.0.113.0/24, buero.muster-msp.de]
countries: [DE, AT, CH]
servers:
  automate:
    host: automate.muster-msp.de
    origin: https://10.20.0.10
  screenconnect:
    host: support.muster-msp.de
    origin: http://10.20.0.11:8040
    relay: tcp://10.20.0.11:8041
support: { name: Muster-Support, booking: https://support.muster-msp.de/termin }
`

/** A policy file that says everything that can be said. */
export const fullest = `site: "Muster: MSP"
language: en
technicians: [203.0.113.7, 2001:db8:1::/48, buero.muster-msp.de]
countries: [DE, "NO"]
fixedNetworks: [198.51.100.0/24]
servers:
  automate:
    host: automate.muster-msp.de
    addresses: [192.0.2.10, "2001:db8::10"]
    origin: https://[fd00::10]:8443
  screenconnect:
    host: 192.0.2.11
    origin: http://sc.intern:8040
    relay: tcp://10.20.0.11:8041
    relayPort: 443
areas:
  automate.agents: { rate: { perMinute: 24000, burst: 8000 } }
  automate.installer: { audience: technicians }
  automate.heartbeat: { audience: nobody }
  screenconnect.guests: { countries: any, mode: observe }
  screenconnect.hosts: { audience: everyone }
  screenconnect.setup: { audience: nobody, mode: enforce }
geo:
  overrides:
    - { prefix: 127.0.0.0/8, country: DE }
    - { prefix: 198.51.100.0/24, country: AT }
  unknown: admit
  private: refuse
  disagreement: refuse
  database: geo/laender.mmdb
gateway:
  listen:
    addresses: [10.20.0.5, "fd00::5"]
    https: 8443
    http: false
    plain: serve
    heartbeat: 8443
  proxies: { networks: [10.20.0.2, "fd00::2"], tell: x-forwarded-for }
  monitors: [192.0.2.80, "2001:db8:2::/48", monitor.muster-msp.de]
  blocked: [192.0.2.128/25, "2001:db8:bad::/48"]
  blockLists:
    - { name: spamhaus-drop, file: lists/drop.txt }
    - { name: own-2, file: "C:\\\\lists\\\\own.json" }
  opened:
    - { area: screenconnect.setup, address: 203.0.113.7, until: 2026-11-25T12:30:00+01:00 }
    - { area: screenconnect.setup, address: "2001:db8::7", until: 2026-11-25T11:30Z }
  observe: [rate, block-list]
  originCertificates: { automate: tls/automate-ca.pem }
  relayProxyProtocol: v2
  connections: { total: 5000, perSource: 500 }
  retention: { refusals: 30, traffic: 7 }
  tls:
    profile: old-agents
    certificates:
      - { hosts: [automate.muster-msp.de], certificate: tls/fullchain.pem, key: tls/key.pem }
      - { certificate: 'C:\\tls\\chain.pem', key: "C:\\\\tls\\\\key.pem" }
    acme:
      directory: https://acme-staging-v02.api.letsencrypt.org/directory
      email: technik@muster-msp.de
      agreeTerms: true
      challenges: [tls-alpn-01]
exceptions:
  - control: ports-minimal.tcp
    server: automate
    item: 8080
    reason: "Umzug: läuft # noch"
    owner: A. Muster
    approver: B. Muster
    since: 2026-11-23
    until: 2027-11-23
  - { control: accounts.mfa, version: 2, reason: Ein Grund, owner: A, approver: B, since: 2028-02-29, until: 2029-02-28 }
attestations:
  - control: isolated-network.segment
    version: 1
    server: automate
    item: RMM01
    answer: pass
    by: C. Muster
    note: VLAN 20 besichtigt
    attachment: { file: vlan.pdf, sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 }
    since: 2026-11-23
    until: 2027-05-31
disputes:
  - { control: ports-minimal.tcp, server: screenconnect, item: 22, reason: anderes Gerät, since: 2026-11-23, until: 2026-12-31 }
support: { name: Muster-Support }
`

/** The policy of a file that is known to be right. */
export function policyOf(text: string): Policy {
  const reading = readPolicy(text)
  if (reading.ok) return reading.policy
  throw new Error(reading.problems.map(({ line, column, message }) => `${line}:${column} ${message.en}`).join('\n'))
}

const { gateway, geoClasses, attestations, disputes } = policyOf(smallest)

/** What a policy has of the keys that no test outside of this folder is about, for policies that are built by hand. */
export const usualSettings: Pick<Policy, 'gateway' | 'geoClasses' | 'attestations' | 'disputes'> = {
  gateway,
  geoClasses,
  attestations,
  disputes,
}
