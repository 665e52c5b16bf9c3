import { describe, expect, it } from 'vitest'
import { admitLine, narrowLine, remoteDesktopLine } from './powershell.ts'

describe('a line for PowerShell', () => {
  it('admits a port', () => {
    expect(admitLine({ protocol: 'udp', port: 75 })).toBe(
      "New-NetFirewallRule -DisplayName 'Bollwerk UDP 75' -Direction Inbound -Action Allow -Protocol UDP -LocalPort 75",
    )
  })

  it('names several networks one by one', () => {
    expect(remoteDesktopLine(['203.0.113.0/24', '2001:db8::/32'])).toMatch(
      / -RemoteAddress '203\.0\.113\.0\/24','2001:db8::\/32'$/,
    )
  })

  it('switches a rule off where there is no network to limit it to', () => {
    expect(narrowLine('{A}', [])).toBe("Disable-NetFirewallRule -Name '{A}'")
  })

  it.each(["'", '\u2018', '\u2019', '\u201a', '\u201b'])('lets no name end its quotes with %s', (quote) => {
    expect(narrowLine(`a${quote}; Remove-Item C:\\`, [])).toBe(
      `Disable-NetFirewallRule -Name 'a${quote}${quote}; Remove-Item C:\\'`,
    )
  })
})
