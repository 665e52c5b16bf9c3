import type { Reference } from '../model/assessment.ts'

type SourceName =
  | 'administrators'
  | 'exclusions'
  | 'firewallGrammar'
  | 'ipSecurity'
  | 'lifecycle'
  | 'remoteDesktop'
  | 'schannel'
  | 'smb1'
  | 'tamper'
  | 'updates'

/** The public sources behind the controls that look inside Windows. */
export const windowsSources: Readonly<Record<SourceName, Reference>> = {
  administrators: {
    title: 'Microsoft: local accounts',
    url: 'https://learn.microsoft.com/en-us/windows/security/identity-protection/access-control/local-accounts',
  },
  exclusions: {
    title: 'Microsoft: common mistakes with Defender exclusions',
    url: 'https://learn.microsoft.com/en-us/defender-endpoint/common-exclusion-mistakes-microsoft-defender-antivirus',
  },
  firewallGrammar: {
    title: 'Microsoft: [MS-GPFAS] 2.2.2.19, firewall rules',
    url: 'https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-gpfas/2efe0b76-7b4a-41ff-9050-1023f8196d16',
  },
  ipSecurity: {
    title: 'Microsoft: IIS configuration reference, ipSecurity',
    url: 'https://learn.microsoft.com/en-us/iis/configuration/system.webserver/security/ipsecurity',
  },
  lifecycle: {
    title: 'endoflife.date: Windows Server',
    url: 'https://endoflife.date/windows-server',
  },
  remoteDesktop: {
    title: 'Microsoft: Network Level Authentication for Remote Desktop',
    url: 'https://learn.microsoft.com/en-us/windows-server/remote/remote-desktop-services/clients/remote-desktop-allow-access',
  },
  schannel: {
    title: 'Microsoft: TLS registry settings',
    url: 'https://learn.microsoft.com/en-us/windows-server/security/tls/tls-registry-settings',
  },
  smb1: {
    title: 'Microsoft: detect, enable and disable SMBv1, SMBv2 and SMBv3',
    url: 'https://learn.microsoft.com/en-us/windows-server/storage/file-server/troubleshoot/detect-enable-and-disable-smbv1-v2-v3',
  },
  tamper: {
    title: 'Microsoft: protect security settings with tamper protection',
    url: 'https://learn.microsoft.com/en-us/defender-endpoint/prevent-changes-to-security-settings-with-tamper-protection',
  },
  updates: {
    title: 'Microsoft: Windows Server release information',
    url: 'https://learn.microsoft.com/en-us/windows/release-health/windows-server-release-info',
  },
}
