import { automateAdministrators } from './accounts/automate-administrators.ts'
import { automateAudits } from './accounts/automate-audits.ts'
import { automateDormant } from './accounts/automate-dormant.ts'
import { automateIntegrators } from './accounts/automate-integrators.ts'
import { automateLockout } from './accounts/automate-lockout.ts'
import { automateSecondFactor } from './accounts/automate-mfa.ts'
import { automatePermissions } from './accounts/automate-permissions.ts'
import { automateLocalLogin } from './accounts/automate-sso-local-login.ts'
import { automateWitnessesAgree } from './accounts/automate-witnesses-agree.ts'
import { screenconnectAdministrators } from './accounts/screenconnect-administrators.ts'
import { screenconnectAlerts } from './accounts/screenconnect-alerts.ts'
import { screenconnectClientSettings } from './accounts/screenconnect-client-settings.ts'
import { screenconnectDormant } from './accounts/screenconnect-dormant.ts'
import { screenconnectForeign } from './accounts/screenconnect-foreign.ts'
import { screenconnectGuessing } from './accounts/screenconnect-guessing.ts'
import { screenconnectKeys } from './accounts/screenconnect-keys.ts'
import { screenconnectLockout } from './accounts/screenconnect-lockout.ts'
import { screenconnectSecondFactor } from './accounts/screenconnect-mfa.ts'
import { screenconnectPasswords } from './accounts/screenconnect-passwords.ts'
import { screenconnectPermissions } from './accounts/screenconnect-permissions.ts'
import { screenconnectSessions } from './accounts/screenconnect-sessions.ts'
import { windowsAdministrators } from './accounts/windows-administrators.ts'
import { windowsSensitiveRights } from './accounts/windows-sensitive-rights.ts'
import { windowsStoredSecrets } from './accounts/windows-stored-secrets.ts'
import { automateAdvisories } from './automate-current/advisories.ts'
import { agentTemplates } from './automate-current/agent-templates.ts'
import { automateAgents } from './automate-current/agents.ts'
import { automatePlugins } from './automate-current/plugins.ts'
import { automateRelease } from './automate-current/release.ts'
import { automateVersionsAgree } from './automate-current/witnesses-agree.ts'
import type { Control } from './control.ts'
import { agentAddresses } from './control-center-restricted/agent-addresses.ts'
import { agentsReachable } from './control-center-restricted/agents-reachable.ts'
import { iisRestriction } from './control-center-restricted/iis.ts'
import { solutionCenter } from './control-center-restricted/solution-center.ts'
import { controlCenterTechnicianAreas } from './control-center-restricted/technician-areas.ts'
import { restrictionWitnessesAgree } from './control-center-restricted/witnesses-agree.ts'
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
import { endpointDetection } from './endpoint-protection/detection.ts'
import { endpointExclusions } from './endpoint-protection/exclusions.ts'
import { endpointHealth } from './endpoint-protection/health.ts'
import { endpointProtectionInstalled } from './endpoint-protection/installed.ts'
import { systemPatched } from './endpoint-protection/system-patched.ts'
import { systemSupported } from './endpoint-protection/system-supported.ts'
import { foreignRefused } from './geoblocking/foreign-refused.ts'
import { isolatedDomain } from './isolated-network/domain.ts'
import { fileSharing } from './isolated-network/file-sharing.ts'
import { managementListeners } from './isolated-network/management-listeners.ts'
import { isolatedManagementPorts } from './isolated-network/management-ports.ts'
import { remoteDesktop } from './isolated-network/remote-desktop.ts'
import { isolatedSegment } from './isolated-network/segment.ts'
import { expectedPortsOpen } from './ports-minimal/expected-open.ts'
import { heartbeatPort } from './ports-minimal/heartbeat.ts'
import { innerListeners } from './ports-minimal/listeners.ts'
import { plainHttp } from './ports-minimal/plain-http.ts'
import { tcpPorts } from './ports-minimal/tcp.ts'
import { portWitnessesAgree } from './ports-minimal/witnesses-agree.ts'
import { publicCertificate } from './reverse-proxy/certificate.ts'
import { proxyInFront } from './reverse-proxy/in-front.ts'
import { originDirect } from './reverse-proxy/origin-direct.ts'
import { productBanner } from './reverse-proxy/product-banner.ts'
import { offeredTlsVersions } from './reverse-proxy/tls-versions.ts'
import { tlsWitnessesAgree } from './reverse-proxy/witnesses-agree.ts'
import { screenconnectAdvisories } from './screenconnect-current/advisories.ts'
import { screenconnectClients } from './screenconnect-current/clients.ts'
import { screenconnectExtensionFiles } from './screenconnect-current/extension-files.ts'
import { screenconnectExtensions } from './screenconnect-current/extensions.ts'
import { screenconnectIndicators } from './screenconnect-current/indicators.ts'
import { screenconnectLeftovers } from './screenconnect-current/leftovers.ts'
import { screenconnectRelease } from './screenconnect-current/release.ts'
import { screenconnectSetupClosed } from './screenconnect-current/setup-closed.ts'
import { screenconnectSetupState } from './screenconnect-current/setup-state.ts'
import { screenconnectTriggers } from './screenconnect-current/triggers.ts'
import { screenconnectVersionsAgree } from './screenconnect-current/witnesses-agree.ts'
import { screenconnectListsEnforced } from './screenconnect-ip-lists/enforced.ts'
import { screenconnectListsNative } from './screenconnect-ip-lists/native.ts'
import { screenconnectListsAgree } from './screenconnect-ip-lists/witnesses-agree.ts'
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
  automateVersionsAgree,
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
  screenconnectExtensionFiles,
  screenconnectSetupState,
  screenconnectLeftovers,
  screenconnectTriggers,
  screenconnectIndicators,
  screenconnectVersionsAgree,
  automateSecondFactor,
  automateLocalLogin,
  automateAdministrators,
  automateDormant,
  automatePermissions,
  automateIntegrators,
  automateLockout,
  automateAudits,
  automateWitnessesAgree,
  windowsAdministrators,
  windowsSensitiveRights,
  windowsStoredSecrets,
  screenconnectSecondFactor,
  screenconnectAdministrators,
  screenconnectForeign,
  screenconnectDormant,
  screenconnectPermissions,
  screenconnectLockout,
  screenconnectPasswords,
  screenconnectSessions,
  screenconnectKeys,
  screenconnectGuessing,
  screenconnectAlerts,
  screenconnectClientSettings,
  controlCenterTechnicianAreas,
  iisRestriction,
  solutionCenter,
  agentsReachable,
  agentAddresses,
  restrictionWitnessesAgree,
  foreignRefused,
  windowsFirewallProfiles,
  windowsFirewallRules,
  uacValues,
  isolatedSegment,
  isolatedManagementPorts,
  managementListeners,
  isolatedDomain,
  remoteDesktop,
  fileSharing,
  tcpPorts,
  expectedPortsOpen,
  heartbeatPort,
  plainHttp,
  innerListeners,
  portWitnessesAgree,
  endpointProtectionInstalled,
  endpointHealth,
  endpointProtectionCurrent,
  endpointExclusions,
  endpointDetection,
  systemSupported,
  systemPatched,
  screenconnectListsEnforced,
  screenconnectListsNative,
  screenconnectListsAgree,
  publicCertificate,
  proxyInFront,
  originDirect,
  productBanner,
  offeredTlsVersions,
  tlsWitnessesAgree,
]
