import { windowsSample } from '../src/evidence/windows/sample-fixture.ts'
import type { Evidence } from '../src/model/evidence.ts'

/**
 * Everything that the Windows collector brings of one server, in the size of a real one: 400 firewall rules, 200
 * services, 150 drivers, 150 programs, 100 listeners. Every second one carries ScreenConnect, the others Automate; every second
 * of each kind is neglected.
 */
export function machineEvidence(number: number): readonly Evidence[] {
  const neglected = number % 4 < 2
  const server = number % 2 === 0 ? 'automate' : 'screenconnect'
  const where = { machine: `SRV${String(number).padStart(2, '0')}`, servers: [server], at: anHourAgo } as const
  const usual = windowsSample(
    {
      'windows.firewall-rules': { rules: Array.from({ length: 400 }, (_, at) => rule(at, neglected)) },
      'windows.services': { services: Array.from({ length: 200 }, (_, at) => service(at)) },
      'windows.drivers': {
        drivers: Array.from({ length: 150 }, (_, at) => ({ name: `drv${at}`, state: 'Running', startMode: 'Boot' })),
      },
      'windows.programs': {
        programs: Array.from({ length: 150 }, (_, at) => ({
          name: `Programm ${at}`,
          version: `1.${at}`,
          publisher: 'Muster GmbH',
        })),
      },
      'windows.listeners': { listeners: Array.from({ length: 100 }, (_, at) => listener(at)) },
      ...(neglected ? { 'windows.uac': { EnableLUA: 0 }, 'windows.smb': { version1: true } } : {}),
    },
    where,
  )
  return usual
}

const anHourAgo = new Date(Date.now() - 3_600_000).toISOString()

function rule(at: number, neglected: boolean) {
  const from = neglected && at % 20 === 0 ? '' : 'RA4=LocalSubnet|'
  const text = `v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=${at % 2 === 0 ? 6 : 17}|Profile=Private|LPort=${5000 + at}|${from}App=C:\\Windows\\system32\\svchost.exe|Svc=svc${at % 200}|Name=@FirewallAPI.dll,-${28_000 + at}|`
  return { id: `Rule-${at}-In`, text, from: 'local' as const }
}

function service(at: number) {
  return {
    name: at === 0 ? 'MpsSvc' : `svc${at}`,
    state: at % 3 === 0 ? 'Stopped' : 'Running',
    startMode: 'Auto',
    program: String.raw`C:\Windows\system32\svchost.exe`,
    account: 'LocalSystem',
    processId: 1000 + at,
  }
}

function listener(at: number) {
  return {
    protocol: at % 2 === 0 ? ('tcp' as const) : ('udp' as const),
    address: at % 5 === 0 ? '127.0.0.1' : '0.0.0.0',
    port: at === 0 ? 443 : 5000 + at,
    processId: 1000 + at,
    process: 'svchost.exe',
    services: [`svc${at}`],
  }
}
