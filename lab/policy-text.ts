import { type LabAddresses, type LabPorts, labHosts } from './addresses.ts'

/** The policy of the lab's operator as `bollwerk.yaml`. It is the same text for a neglected and a hardened site. */
export function policyText(addresses: LabAddresses, ports: LabPorts): string {
  const { networks } = addresses
  return `# The site of the Bollwerk lab. Every address lies on this machine.
site: Lab
language: de
technicians: [${networks.technicians}]
countries: [DE, AT, CH]
servers:
  automate:
    host: ${labHosts.automate}
    addresses: [${addresses.automate}]
    origin: https://${addresses.automateOrigin}${ports.https === 443 ? '' : `:${ports.https}`}
  screenconnect:
    host: ${labHosts.screenconnect}
    addresses: [${addresses.screenconnect}]
    origin: http://${addresses.screenconnectOrigin}:${ports.web}
    relay: tcp://${addresses.screenconnectOrigin}:${ports.relay}
geo:
  overrides:
    - { prefix: ${networks.technicians}, country: DE }
    - { prefix: ${networks.office}, country: DE }
    - { prefix: ${networks.internet}, country: DE }
    - { prefix: ${networks.abroad}, country: BR }
`
}
