import { automateAdministrators } from './accounts/automate-administrators.ts'
import { automateAudits } from './accounts/automate-audits.ts'
import { automateDormant } from './accounts/automate-dormant.ts'
import { automateIntegrators } from './accounts/automate-integrators.ts'
import { automateLockout } from './accounts/automate-lockout.ts'
import { automateSecondFactor } from './accounts/automate-mfa.ts'
import { automatePermissions } from './accounts/automate-permissions.ts'
import { automateLocalLogin } from './accounts/automate-sso-local-login.ts'
import { automateWitnessesAgree } from './accounts/automate-witnesses-agree.ts'
import { automateAdvisories } from './automate-current/advisories.ts'
import { agentTemplates } from './automate-current/agent-templates.ts'
import { automateAgents } from './automate-current/agents.ts'
import { automatePlugins } from './automate-current/plugins.ts'
import { automateRelease } from './automate-current/release.ts'
import type { Control } from './control.ts'
import { agentAddresses } from './control-center-restricted/agent-addresses.ts'
import { agentsReachable } from './control-center-restricted/agents-reachable.ts'
import { solutionCenter } from './control-center-restricted/solution-center.ts'
import { controlCenterTechnicianAreas } from './control-center-restricted/technician-areas.ts'
import { databaseAccounts } from './database-patched/accounts.ts'
import { databaseAdvisories } from './database-patched/advisories.ts'
import { databaseEncryption } from './database-patched/encryption.ts'
import { databasePrivileges } from './database-patched/privileges.ts'
import { databaseRelease } from './database-patched/release.ts'
import { databaseSettings } from './database-patched/settings.ts'
import { databaseUpgradeBlockers } from './database-patched/upgrade-blockers.ts'
import { databaseWitnessesAgree } from './database-patched/witnesses-agree.ts'
import { databaseLine } from './database-supported/line.ts'
import { endpointProtectionCurrent } from './endpoint-protection/current.ts'
import { endpointProtectionInstalled } from './endpoint-protection/installed.ts'
import { foreignRefused } from './geoblocking/foreign-refused.ts'
import { isolatedManagementPorts } from './isolated-network/management-ports.ts'
import { isolatedSegment } from './isolated-network/segment.ts'
import { expectedPortsOpen } from './ports-minimal/expected-open.ts'
import { heartbeatPort } from './ports-minimal/heartbeat.ts'
import { plainHttp } from './ports-minimal/plain-http.ts'
import { tcpPorts } from './ports-minimal/tcp.ts'
import { publicCertificate } from './reverse-proxy/certificate.ts'
import { proxyInFront } from './reverse-proxy/in-front.ts'
import { originDirect } from './reverse-proxy/origin-direct.ts'
import { productBanner } from './reverse-proxy/product-banner.ts'
import { offeredTlsVersions } from './reverse-proxy/tls-versions.ts'
import { screenconnectAdvisories } from './screenconnect-current/advisories.ts'
import { screenconnectClients } from './screenconnect-current/clients.ts'
import { screenconnectExtensions } from './screenconnect-current/extensions.ts'
import { screenconnectRelease } from './screenconnect-current/release.ts'
import { screenconnectSetupClosed } from './screenconnect-current/setup-closed.ts'
import { screenconnectListsEnforced } from './screenconnect-ip-lists/enforced.ts'
import { screenconnectListsNative } from './screenconnect-ip-lists/native.ts'
import { uacValues } from './uac/values.ts'
import { windowsFirewallProfiles } from './windows-firewall/profiles.ts'
import { windowsFirewallRules } from './windows-firewall/rules.ts'

/** Every control, in the order of the guidance. The list is explicit; `index.test.ts` proves that it equals the folders. */
export const controls: readonly Control[] = [
  automateRelease,
  automateAdvisories,
  automateAgents,
  agentTemplates,
  automatePlugins,
  databaseLine,
  databaseRelease,
  databaseAdvisories,
  databaseSettings,
  databaseAccounts,
  databasePrivileges,
  databaseEncryption,
  databaseUpgradeBlockers,
  databaseWitnessesAgree,
  screenconnectRelease,
  screenconnectAdvisories,
  screenconnectClients,
  screenconnectExtensions,
  screenconnectSetupClosed,
  automateSecondFactor,
  automateLocalLogin,
  automateAdministrators,
  automateDormant,
  automatePermissions,
  automateIntegrators,
  automateLockout,
  automateAudits,
  automateWitnessesAgree,
  controlCenterTechnicianAreas,
  solutionCenter,
  agentsReachable,
  agentAddresses,
  foreignRefused,
  windowsFirewallProfiles,
  windowsFirewallRules,
  uacValues,
  isolatedSegment,
  isolatedManagementPorts,
  tcpPorts,
  expectedPortsOpen,
  heartbeatPort,
  plainHttp,
  endpointProtectionInstalled,
  endpointProtectionCurrent,
  screenconnectListsEnforced,
  screenconnectListsNative,
  publicCertificate,
  proxyInFront,
  originDirect,
  productBanner,
  offeredTlsVersions,
]
