import type { Reference } from '../model/assessment.ts'

type SourceName = 'apiModule' | 'blockList' | 'hardening' | 'hunting' | 'intrusionRules' | 'securityTriggers'

/** The public sources behind what is judged from the folder of ScreenConnect. */
export const screenconnectSources: Readonly<Record<SourceName, Reference>> = {
  apiModule: {
    title: 'ConnectWiseControlAPI: PowerShell module (roles, users, one-time passwords)',
    url: 'https://github.com/christaylorcodes/ConnectWiseControlAPI',
  },
  blockList: {
    title: 'ScreenConnect_BlockList: failed sign-ins in Security.db',
    url: 'https://github.com/Nimda11/ScreenConnect_BlockList',
  },
  hardening: {
    title: 'ProVal: Hardening ConnectWise ScreenConnect',
    url: 'https://github.com/ProVal-Tech/proval-docs/blob/main/docs/cwa/howto/hardening-connectwise-screenconnect.md',
  },
  hunting: {
    title: 'Sophos Rapid Response: queries for ScreenConnect',
    url: 'https://github.com/SophosRapidResponse/OSQuery',
  },
  intrusionRules: {
    title: 'Sigma: rules for attacks on ScreenConnect (CVE-2024-1708, CVE-2024-1709)',
    url: 'https://github.com/SigmaHQ/sigma',
  },
  securityTriggers: {
    title: 'Security event triggers for ScreenConnect',
    url: 'https://github.com/slinak/ConnectWiseScreenConnectSecurityEventTriggers',
  },
}
