import type { Reference } from '../model/assessment.ts'

type SourceName =
  | 'automateLeastPrivilege'
  | 'automateFix'
  | 'automateIntegrators'
  | 'automateSecondFactor'
  | 'automateSignIn'
  | 'connectwiseAnnouncement'
  | 'connectwiseDisclosures'
  | 'defenderStatus'
  | 'exploited'
  | 'firewallProfiles'
  | 'mysqlEnd'
  | 'mysqlReleases'
  | 'mysqlUpgrade'
  | 'networkHardening'
  | 'screenconnectDownload'
  | 'screenconnectBulletin'
  | 'serverHardening'
  | 'setupBulletin'
  | 'uacSettings'

/** The public sources behind the controls of versions, accounts and the Windows servers themselves. */
export const upkeepSources: Readonly<Record<SourceName, Reference>> = {
  automateLeastPrivilege: {
    title: 'Neo Agent: creating an Automate API user with least privilege',
    url: 'https://docs.neoagent.io/integrations/rmm/connectwise-automate/creating-api-user',
  },
  automateFix: {
    title: 'ConnectWise: Automate 2025.9 Security Fix',
    url: 'https://www.connectwise.com/company/trust/security-bulletins/connectwise-automate-2025.9-security-fix',
  },
  automateIntegrators: {
    title: 'N-able Passportal: Automate user account (integrator flag)',
    url: 'https://documentation.n-able.com/passportal/userguide/Content/rmm-integ/con-auto1-user-account.htm',
  },
  automateSecondFactor: {
    title: 'DPC Technology: two-factor authentication for Automate',
    url: 'https://www.dpctechnology.com/twofactorauthentication/',
  },
  automateSignIn: {
    title: 'ProVal: Automate users with ConnectWise SSO',
    url: 'https://www.provaltech.com/2022/07/how-to-set-up-automate-users-to-use-connectwise-sso/',
  },
  connectwiseAnnouncement: {
    title: 'ConnectWise: Security Public Service Announcement, 2020-10-31',
    url: 'https://www.connectwise.com/company/trust/security-bulletins/2020-10-31-connectwise-security-public-service-announcement',
  },
  connectwiseDisclosures: {
    title: 'ConnectWise: advisories on GitHub',
    url: 'https://github.com/ConnectWise-Advisories/Disclosures',
  },
  defenderStatus: {
    title: 'Microsoft: Get-MpComputerStatus',
    url: 'https://learn.microsoft.com/en-us/powershell/module/defender/get-mpcomputerstatus',
  },
  exploited: {
    title: 'CISA: Known Exploited Vulnerabilities Catalog',
    url: 'https://www.cisa.gov/known-exploited-vulnerabilities-catalog',
  },
  firewallProfiles: {
    title: 'Microsoft: Get-NetFirewallProfile',
    url: 'https://learn.microsoft.com/en-us/powershell/module/netsecurity/get-netfirewallprofile',
  },
  mysqlEnd: { title: 'endoflife.date: MySQL', url: 'https://endoflife.date/mysql' },
  mysqlReleases: {
    title: 'Oracle: MySQL 8.4 Release Notes',
    url: 'https://dev.mysql.com/doc/relnotes/mysql/8.4/en/',
  },
  mysqlUpgrade: {
    title: 'Oracle: MySQL upgrade paths',
    url: 'https://dev.mysql.com/doc/refman/8.4/en/upgrade-paths.html',
  },
  networkHardening: {
    title: 'ProVal: Hardening ConnectWise Automate',
    url: 'https://content.provaltech.com/docs/b356a7ff-5336-480e-830c-476bee44cb98',
  },
  screenconnectDownload: { title: 'ScreenConnect: downloads', url: 'https://www.screenconnect.com/download' },
  screenconnectBulletin: {
    title: 'ConnectWise: ScreenConnect bulletin, 2026-09-08',
    url: 'https://www.connectwise.com/company/trust/security-bulletins/2026-09-08-screenconnect-bulletin',
  },
  serverHardening: {
    title: 'BSI: IT-Grundschutz-Kompendium (SYS.1.2.3 Windows Server)',
    url: 'https://www.bsi.bund.de/DE/Themen/Unternehmen-und-Organisationen/Standards-und-Zertifizierung/IT-Grundschutz/IT-Grundschutz-Kompendium/it-grundschutz-kompendium_node.html',
  },
  setupBulletin: {
    title: 'ConnectWise: responding to the ScreenConnect vulnerability of February 2024',
    url: 'https://www.connectwise.com/blog/company-updates/responding-to-screenconnect-vulnerability',
  },
  uacSettings: {
    title: 'Microsoft: User Account Control settings and configuration',
    url: 'https://learn.microsoft.com/en-us/windows/security/application-security/application-control/user-account-control/settings-and-configuration',
  },
}
