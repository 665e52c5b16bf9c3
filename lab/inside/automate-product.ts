import { allowRule, type InstalledProduct, listener, service } from './well-kept-windows.ts'

const httpSys = { processId: 4, process: 'System' }
const agent = { processId: 4_104, process: 'LTAgent.exe', services: ['LTAgent'] }

/** Automate in the lists of Windows; neglected it also opens what nobody outside needs. */
export function automateProduct(version: string, { open }: { readonly open: boolean }): InstalledProduct {
  const web = allowRule({ id: 'Automate web', protocol: 6, port: 443 })
  const heartbeat = allowRule({ id: 'Automate heartbeat', protocol: 17, port: 75 })
  const further = [80, 8484, 12_413].map((port) => allowRule({ id: `Automate ${port}`, protocol: 6, port }))
  return {
    services: [
      service('W3SVC', { program: String.raw`C:\Windows\system32\svchost.exe`, processId: 1_800 }),
      service('LTAgent', { program: String.raw`C:\Program Files\LabTech\LTAgent.exe`, processId: agent.processId }),
    ],
    listeners: [
      listener('tcp', 443, httpSys),
      listener('udp', 75, agent),
      ...(open
        ? [
            listener('tcp', 80, httpSys),
            listener('tcp', 8484, { processId: 4_300, process: 'SolutionCenter.exe' }),
            listener('tcp', 12_413, agent),
          ]
        : []),
    ],
    rules: open ? [web, heartbeat, ...further] : [web, heartbeat],
    programs: [{ name: 'ConnectWise Automate', version, publisher: 'ConnectWise, LLC' }],
  }
}
