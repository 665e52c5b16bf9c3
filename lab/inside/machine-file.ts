/** A fact of the collector: what was seen, or why it could not be. */
export type LabFact =
  | { readonly value: object }
  | { readonly missing: { readonly reason: string; readonly detail: string } }

export type LabFacts = Readonly<Record<string, LabFact>>

export type LabServer = 'automate' | 'screenconnect'

/** One machine of the lab as a witness within sees it. */
export interface LabMachine {
  readonly name: string
  /** The products that it carries. */
  readonly servers: readonly LabServer[]
  readonly facts: LabFacts
}

/** An evidence file by the name that the witness gives it. */
export interface LabEvidenceFile {
  readonly name: string
  readonly text: string
}

/** Every fact that was seen, in short. */
export function seen(values: Readonly<Record<string, object>>): LabFacts {
  return Object.fromEntries(Object.entries(values).map(([fact, value]) => [fact, { value }]))
}

/** What is not on this machine. */
export const notThere: LabFact = { missing: { reason: 'absent', detail: 'not-there' } }

/** One machine's `bollwerk.evidence/1`: a fact of a machine that carries both products is written once for each. */
export function machineFile(
  { name, servers, facts }: LabMachine,
  { site, at, witness }: { readonly site: string; readonly at: number; readonly witness: string },
): LabEvidenceFile {
  const evidence = Object.entries(facts).flatMap(([fact, content]) =>
    servers.map((server) => ({
      fact,
      witness: 'inside',
      server,
      source: `${name}: ${sources[fact] ?? fact}`,
      at: new Date(at).toISOString(),
      ...content,
    })),
  )
  const file = { schema: 'bollwerk.evidence/1', site, tool: { version: 'lab' }, evidence }
  return { name: `${witness}-${name}.json`, text: `${JSON.stringify(file, undefined, 1)}\n` }
}

/** What stands behind the machine's name, as the collectors write it. */
const sources: Readonly<Record<string, string>> = {
  'windows.collector': 'bollwerk-windows.ps1',
  'windows.system': String.raw`HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion`,
  'windows.firewall-profiles': 'Get-NetFirewallProfile -PolicyStore ActiveStore',
  'windows.firewall-rules': String.raw`HKLM\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy\FirewallRules`,
  'windows.uac': String.raw`HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System`,
  'windows.services': 'Win32_Service',
  'windows.drivers': 'Win32_SystemDriver',
  'windows.defender': 'MSFT_MpComputerStatus, MSFT_MpPreference',
  'windows.listeners': 'MSFT_NetTCPConnection, MSFT_NetUDPEndpoint, Win32_Process, Win32_Service',
  'windows.interfaces': 'MSFT_NetIPAddress, MSFT_NetRoute, MSFT_NetConnectionProfile',
  'windows.membership': 'Win32_ComputerSystem',
  'windows.iis': String.raw`%windir%\System32\inetsrv\config\applicationHost.config, web.config`,
  'windows.tls': String.raw`HKLM\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL`,
  'windows.remote-desktop': String.raw`HKLM\SYSTEM\CurrentControlSet\Control\Terminal Server`,
  'windows.smb': 'Get-SmbServerConfiguration',
  'windows.administrators': 'S-1-5-32-544',
  'windows.programs': String.raw`HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall`,
  'windows.automate': String.raw`LTAgent.exe, HKLM\SOFTWARE\LabTech`,
  'windows.screenconnect': 'ScreenConnect.Service.exe, Win32_Service',
  'windows.database': 'Win32_Service, my.ini',
  'windows.rights': 'Get-Acl',
  'windows.shares': 'MSFT_SmbShare',
  'mysql.version': 'mysql://127.0.0.1:3306 VERSION()',
  'mysql.settings': 'mysql://127.0.0.1:3306 SHOW GLOBAL VARIABLES',
  'mysql.accounts': 'mysql://127.0.0.1:3306 mysql.user',
  'mysql.privileges': 'mysql://127.0.0.1:3306 mysql.user, mysql.db',
  'mysql.encryption': 'mysql://127.0.0.1:3306 SHOW SESSION STATUS',
  'mysql.databases': 'mysql://127.0.0.1:3306 information_schema.SCHEMATA',
  'mysql.plugins': 'mysql://127.0.0.1:3306 information_schema.PLUGINS',
}
