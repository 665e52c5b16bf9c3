import type { NeededRule } from './needed-rules.ts'

/** The one place where a text becomes part of a PowerShell line: between single quotes nothing is read but the quote. */
function quoted(text: string): string {
  return `'${text.replaceAll(/['\u2018-\u201b]/g, '$&$&')}'`
}

/** Admits everyone to a port. */
export function admitLine({ protocol, port }: Pick<NeededRule, 'protocol' | 'port'>): string {
  const upper = protocol.toUpperCase()
  return `New-NetFirewallRule -DisplayName ${quoted(`Bollwerk ${upper} ${port}`)} -Direction Inbound -Action Allow -Protocol ${upper} -LocalPort ${port}`
}

/** Admits some networks to the desktop of the server. */
export function remoteDesktopLine(networks: readonly string[]): string {
  return `New-NetFirewallRule -DisplayName ${quoted('Bollwerk RDP')} -Direction Inbound -Action Allow -Protocol TCP -LocalPort 3389 -RemoteAddress ${networks.map(quoted).join(',')}`
}

/** Lets a rule that is there hold for some networks only; without any it is switched off. */
export function narrowLine(rule: string, networks: readonly string[]): string {
  return networks.length > 0
    ? `Set-NetFirewallRule -Name ${quoted(rule)} -RemoteAddress ${networks.map(quoted).join(',')}`
    : `Disable-NetFirewallRule -Name ${quoted(rule)}`
}
