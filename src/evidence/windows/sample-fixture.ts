import type { Evidence, Missing } from '../../model/evidence.ts'
import type { ServerKind } from '../../model/server.ts'
import type { WindowsFacts } from './facts.ts'
import { hardenedServer } from './hardened-server-fixture.ts'

/** What a test changes of a fact: some of its fields, or that it could not be had; `null` leaves the piece out. */
export type WindowsChanges = {
  readonly [Name in keyof WindowsFacts]?: Partial<WindowsFacts[Name]> | { readonly missing: Missing } | null
}

/** Where and when, and for which servers, the collector ran. */
export interface SampleMachine {
  readonly machine?: string
  readonly servers?: readonly ServerKind[]
  readonly at?: string
}

/**
 * Everything that the Windows collector brings of one hardened server (`RMM01`, Automate, Windows Server 2022), with
 * whatever the test changes: `windowsSample({ 'windows.uac': { EnableLUA: 0 } })`.
 */
export function windowsSample(
  changes: WindowsChanges = {},
  { machine = 'RMM01', servers = ['automate'], at = '2026-11-23T11:00:00.000Z' }: SampleMachine = {},
): readonly Evidence[] {
  const names = Object.keys(hardenedServer) as readonly (keyof WindowsFacts)[]
  return names.flatMap((fact) => {
    const content = changed(fact, machine, changes)
    if (content === undefined) return []
    const source = `${machine}: ${sources[fact] ?? fact}`
    return servers.map((server) => ({ fact, witness: 'inside' as const, server, source, at, ...content }))
  })
}

function changed(
  fact: keyof WindowsFacts,
  machine: string,
  changes: WindowsChanges,
): { value: unknown } | { missing: Missing } | undefined {
  const change = changes[fact]
  if (change === null) return undefined
  if (change !== undefined && 'missing' in change) return { missing: change.missing }
  const named = fact === 'windows.collector' ? { machine } : {}
  return { value: { ...hardenedServer[fact], ...named, ...change } }
}

/** What stands behind the machine's name; the rest is called by its fact. */
const sources: Partial<Record<keyof WindowsFacts, string>> = {
  'windows.system': String.raw`HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion`,
  'windows.uac': String.raw`HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System`,
  'windows.firewall-profiles': 'Get-NetFirewallProfile -PolicyStore ActiveStore',
  'windows.services': 'Win32_Service',
  'windows.drivers': 'Win32_SystemDriver',
}

/** RMM01, Windows Server 2019 in English, carries Automate with its database. */
export const english2019: readonly Evidence[] = windowsSample({
  'windows.system': {
    productName: 'Windows Server 2019 Standard',
    build: 17763,
    revision: 8027,
    displayVersion: null,
  },
  'windows.collector': { culture: 'en-US', utcOffsetMinutes: 0 },
})

/** SC01, Windows Server 2022 in German, carries ScreenConnect; its collector had no rights of an administrator. */
export const german2022: readonly Evidence[] = windowsSample(
  {
    'windows.collector': { culture: 'de-DE', utcOffsetMinutes: 60, elevated: false },
    'windows.services': {
      services: [
        {
          name: 'ScreenConnect Web Server',
          state: 'Running',
          startMode: 'Auto',
          program: String.raw`C:\Program Files (x86)\ScreenConnect\Bin\ScreenConnect.Service.exe`,
          account: String.raw`NT-AUTORITÄT\LocalService`,
          processId: 2212,
        },
      ],
    },
    'windows.iis': { missing: { reason: 'denied', detail: 'UnauthorizedAccessException 0x80070005' } },
    'windows.automate': { missing: { reason: 'absent', detail: 'not-there' } },
    'windows.database': { missing: { reason: 'absent', detail: 'not-there' } },
    'windows.administrators': {
      members: [
        {
          sid: 'S-1-5-21-1004336348-1177238915-682003330-500',
          name: String.raw`SC01\Administrator`,
          kind: 'user',
          enabled: false,
        },
        { sid: 'S-1-5-21-3623811015-3361044348-30300820-1013', name: null, kind: 'unknown', enabled: null },
      ],
    },
    'windows.screenconnect': {
      folder: String.raw`C:\Program Files (x86)\ScreenConnect`,
      serverVersion: '26.4.2.9627',
      clients: [],
      service: { state: 'Running', account: String.raw`NT-AUTORITÄT\LocalService` },
    },
    'windows.shares': { shares: [] },
  },
  { machine: 'SC01', servers: ['screenconnect'] },
)

/** ALLES01, Windows Server 2025, carries both products, so that every piece is written twice. */
export const both2025: readonly Evidence[] = windowsSample(
  {
    'windows.system': {
      productName: 'Windows Server 2025 Standard',
      build: 26100,
      revision: 7171,
      displayVersion: '24H2',
    },
    'windows.screenconnect': {
      folder: String.raw`D:\ScreenConnect`,
      serverVersion: '26.4.2.9627',
      clients: [{ name: 'ScreenConnect Client (0123456789abcdef)', version: '26.4.2.9627' }],
      service: { state: 'Running', account: 'LocalSystem' },
    },
  },
  { machine: 'ALLES01', servers: ['automate', 'screenconnect'] },
)
