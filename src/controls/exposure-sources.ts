import type { Reference } from '../model/assessment.ts'

type SourceName =
  | 'announcement2020'
  | 'automatePorts'
  | 'automateAccess'
  | 'automateAccessLimits'
  | 'automateProxy'
  | 'automateSecurityFix'
  | 'germanPorts'
  | 'heartbeat'
  | 'iisAddressLists'
  | 'serviceIdentity'
  | 'rfc8996'
  | 'screenconnectProxy'
  | 'screenconnectRouter'
  | 'segmentation'
  | 'tlsGuideline'

/** The public sources behind the controls that look at what a server shows to the network. */
export const sources: Readonly<Record<SourceName, Reference>> = {
  announcement2020: {
    title: 'ConnectWise: Security Public Service Announcement, 2020-10-31',
    url: 'https://www.connectwise.com/company/trust/security-bulletins/2020-10-31-connectwise-security-public-service-announcement',
  },
  automatePorts: {
    title: 'Automation Theory: ConnectWise Automate firewall ports',
    url: 'https://automationtheory.com/?p=8570',
  },
  automateAccess: {
    title: 'EBERTLANG: IP-Beschränkungen für den Zugriff via Control Center einrichten',
    url: 'https://helpdesk.ebertlang.com/kb/a1267/ip-beschraenkungen-fuer-den-zugriff-via-control-center-einrichten.aspx',
  },
  automateAccessLimits: {
    title: 'Automation Theory: ConnectWise Automate IP Restrictions',
    url: 'https://automationtheory.com/connectwise-automate-ip-restrictions-the-good-bad-and-ugly/',
  },
  automateProxy: {
    title: 'Automation Theory: Reverse Proxy Implementation Guide',
    url: 'https://automationtheory.com/docs/reverse-proxy-implementation-guide/',
  },
  automateSecurityFix: {
    title: 'ConnectWise: Automate 2025.9 Security Fix',
    url: 'https://www.connectwise.com/company/trust/security-bulletins/connectwise-automate-2025.9-security-fix',
  },
  germanPorts: {
    title: 'EBERTLANG: Port-Freigaben für ConnectWise Automate',
    url: 'https://help.ebertlang.com/kb/a428/port-freigaben-fuer-connectwise-automate.aspx',
  },
  heartbeat: {
    title: 'Gavsto: Your Automate heartbeat may be broken',
    url: 'https://www.gavsto.com/agent-response-slow-tired-of-waiting-to-interact-with-agents-offline-server-alerts-flaky-your-heartbeat-may-be-broken/',
  },
  iisAddressLists: {
    title: 'Microsoft: IIS configuration reference, ipSecurity',
    url: 'https://learn.microsoft.com/en-us/iis/configuration/system.webserver/security/ipsecurity',
  },
  serviceIdentity: { title: 'RFC 9525: Service Identity in TLS', url: 'https://www.rfc-editor.org/rfc/rfc9525' },
  rfc8996: { title: 'RFC 8996: Deprecating TLS 1.0 and TLS 1.1', url: 'https://www.rfc-editor.org/rfc/rfc8996' },
  screenconnectProxy: {
    title: 'Automation Theory: Protecting ScreenConnect with a WAF',
    url: 'https://automationtheory.com/protecting-screenconnect-with-a-waf/',
  },
  screenconnectRouter: {
    title: 'ConnectWise Control Router setup (web and relay on one port)',
    url: 'https://github.com/slinak/ConnectWiseControlRouterSetup',
  },
  segmentation: {
    title: 'BSI: IT-Grundschutz NET.1.1 Netzarchitektur und -design',
    url: 'https://www.bsi.bund.de/DE/Themen/Unternehmen-und-Organisationen/Standards-und-Zertifizierung/IT-Grundschutz/IT-Grundschutz-Kompendium/it-grundschutz-kompendium_node.html',
  },
  tlsGuideline: {
    title: 'BSI TR-02102-2: Verwendung von TLS',
    url: 'https://www.bsi.bund.de/DE/Themen/Unternehmen-und-Organisationen/Standards-und-Zertifizierung/Technische-Richtlinien/TR-nach-Thema-sortiert/tr02102/tr02102_node.html',
  },
}
