import { type LabAddresses, type LabPorts, labHosts } from './addresses.ts'
import { gatewayFiles } from './gateway-folder.ts'

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

/** The same for a gateway that takes the public addresses. Its file names are those of `writeGatewayFolder`. */
export function gatewayPolicyText(addresses: LabAddresses, ports: LabPorts): string {
  const { automate, screenconnect, automateOrigin } = gatewayFiles
  return `${policyText(addresses, ports)}gateway:
  listen:
    addresses: [${addresses.automate}, ${addresses.screenconnect}]
    https: ${ports.https}
    http: false
    heartbeat: ${ports.heartbeat}
  # One address of the lab is one visitor; in the world a whole office may stand behind one.
  connections: { perSource: 64 }
  originCertificates: { automate: ${automateOrigin} }
  tls:
    certificates:
      - { certificate: ${automate.certificate}, key: ${automate.key} }
      - { certificate: ${screenconnect.certificate}, key: ${screenconnect.key} }
`
}
