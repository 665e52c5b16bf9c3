import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Gateway, Site } from './gateway.ts'
import { cores, PinnedProcess } from './pinned-process.ts'
import { foreignNetwork, homeNetwork, hosts } from './policy.ts'

const program = resolve(import.meta.dirname, '../../bin/bollwerk.js')

/** Bollwerk with the policy as an operator writes it, in one thread. Areas and virtual patches are its own. */
export const bollwerk: Gateway = {
  name: 'bollwerk',
  program: process.execPath,
  leftOut: ['the patterns of paths (the policy file has none)'],
  start: (site) => {
    const file = join(site.folder, 'bollwerk.yaml')
    writeFileSync(file, policyText(site))
    const flags = ['--policy', file, '--threads', '1', '--state-folder', join(site.folder, 'state')]
    const gateway = new PinnedProcess(cores.gateway, [process.execPath, program, 'gateway', ...flags])
    return gateway.listening(site.plainPort, site.tlsPort)
  },
}

/** The plain port serves by the policy too instead of leading on to TLS. */
function policyText(site: Site): string {
  const { policy, originPort } = site
  const overrides = [homeNetwork, foreignNetwork].map(
    ({ prefix, country }) => `    - { prefix: ${prefix}, country: ${country} }`,
  )
  return `site: Benchmark
technicians: ${list(policy.technicians)}
countries: [DE, AT, CH]
servers:
${server('automate', originPort)}
${server('screenconnect', originPort)}
areas:
  automate.agents: { rate: { perMinute: ${policy.mostPerSecond * 60}, burst: ${policy.mostPerSecond} } }
geo:
  overrides:
${overrides.join('\n')}
gateway:
  blocked: ${list(policy.blocked)}
  listen: { addresses: [127.0.0.1], https: ${site.tlsPort}, http: ${site.plainPort}, plain: serve }
  tls: { certificates: [{ certificate: ${site.certificate}, key: ${site.key} }] }
`
}

function server(kind: keyof typeof hosts, originPort: number): string {
  return `  ${kind}: { host: ${hosts[kind]}, addresses: [127.0.0.1], origin: 'http://127.0.0.1:${originPort}' }`
}

function list(prefixes: readonly string[]): string {
  return `[${prefixes.map((prefix) => `"${prefix}"`).join(', ')}]`
}
