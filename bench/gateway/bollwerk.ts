import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Gateway, Site } from './gateway.ts'
import { cores, PinnedProcess } from './pinned-process.ts'
import { foreignNetwork, homeNetwork } from './policy.ts'

const program = resolve(import.meta.dirname, '../../bin/bollwerk.js')

/** Bollwerk with the policy as an operator writes it. Countries, areas and virtual patches are its own. */
export const bollwerk: Gateway = {
  name: 'bollwerk',
  program: process.execPath,
  leftOut: ['the block list and the patterns of paths (the policy file has neither)'],
  start: (site) => {
    const file = join(site.folder, 'bollwerk.yaml')
    writeFileSync(file, policyText(site))
    const command = [process.execPath, program, 'gateway', '--policy', file, ...listeners(site)]
    return new PinnedProcess(cores.gateway, command).listening(site.plainPort, site.tlsPort)
  },
}

/** The plain port serves the policy too; it does not redirect. */
function listeners({ plainPort, tlsPort, certificate, key }: Site): readonly string[] {
  const plain = ['--plain', `127.0.0.1:${plainPort}`]
  return [...plain, '--tls', `127.0.0.1:${tlsPort}`, '--certificate', certificate, '--key', key]
}

function policyText({ policy, originPort }: Pick<Site, 'policy' | 'originPort'>): string {
  const overrides = [homeNetwork, foreignNetwork].map(
    ({ prefix, country }) => `    - { prefix: ${prefix}, country: ${country} }`,
  )
  return `site: Benchmark
technicians:
${policy.technicians.map((prefix) => `  - "${prefix}"`).join('\n')}
countries: [DE, AT, CH]
servers:
  automate:
    host: localhost.example
    addresses: [127.0.0.1]
    origin: http://127.0.0.1:${originPort}
geo:
  overrides:
${overrides.join('\n')}
`
}
