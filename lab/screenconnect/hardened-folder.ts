import { daysBefore, type FolderSituation, type ScreenConnectFolderState } from './folder-state.ts'
import type { WebConfigSettings } from './web-config.ts'

const day = 86_400_000

/** A folder that nothing is wrong with. */
export function hardenedFolder({ now, proxy, version }: FolderSituation): ScreenConnectFolderState {
  return {
    webConfig: hardenedWebConfig(proxy),
    clientSettings: { AllowGuestInitiatedFileTransfer: 'false', SupportShowUnderControlBanner: 'true' },
    ...hardenedAccounts(now),
    extensions: [
      {
        id: 'fc234f0e-2e8e-4a1f-b977-ba41b14031f7',
        name: 'ConnectWise Automate',
        version: '4.4.0.16',
        signed: true,
        enabled: true,
      },
    ],
    strays: [],
    securityTriggers: [
      {
        name: 'Gesperrt',
        disabled: false,
        action: 'mail',
        filter: "Event.EventType = 'LoginAttempt' AND Event.OperationResult = 'LockedOut'",
      },
      {
        name: 'Anmeldung',
        disabled: false,
        action: 'mail',
        filter: "Event.EventType = 'LoginAttempt' AND Event.OperationResult = 'Success'",
      },
    ],
    sessionTriggers: [],
    leftovers: [],
    version,
    clientVersion: version,
    signIns: [
      { at: now - 200 * day, name: 'm.huber', result: 1, from: '203.0.113.20' },
      { at: now - 2 * day, name: 's.graf', result: 1, from: '203.0.113.21' },
      { at: now - day, name: 'm.huber', result: 7, from: '203.0.113.20' },
      { at: now - day + 60_000, name: 'm.huber', result: 1, from: '203.0.113.20' },
    ],
    sessionEvents: [
      { at: now - day, type: 30, by: 1 },
      { at: now - day, type: 70, by: 2, data: 'ipconfig' },
    ],
  }
}

export function hardenedWebConfig(proxy: string): WebConfigSettings {
  const listed = { RestrictToIPs: proxy, BlockIPs: '', MinAuthenticationFactorCount: '0' }
  return {
    settings: {
      AccessTokenExpireSeconds: '7200',
      AllowPasswordAutoComplete: 'false',
      AllowRemoteSetup: 'false',
      AuditLevel: 'Basic',
      AutoReinstallOldVersionClient: 'true',
      CookieSameSiteMode: 'Lax',
      DisableAutoPortForwarding: 'true',
      HostClientDeviceFingerprintValidationLevel: 'None',
      InputIdleDisconnectTimeSeconds: '3600',
      IsSetup: 'true',
      RelayListenUri: 'relay://+:8041/',
      ShouldRevalidateAccessToken: 'true',
      TrustDeviceExpireDays: '7',
      UsePersistentTicketCookie: 'false',
      WebServerListenUri: 'http://+:8040/',
    },
    locations: {
      'Login.aspx': { ...listed, MaxLongestTicketReissueIntervalSeconds: '0' },
      'Host.aspx': { ...listed, MinAuthenticationFactorCount: '2', MaxLongestTicketReissueIntervalSeconds: '36000' },
      'Administration.aspx': {
        ...listed,
        MinAuthenticationFactorCount: '2',
        MaxLongestTicketReissueIntervalSeconds: '1800',
      },
      Services: { ...listed, MaxLongestTicketReissueIntervalSeconds: '1800' },
      'Services/PageService.ashx': { ...listed },
      'Services/MailService.ashx': { ...listed },
    },
    internalUsers: {
      enabled: 'true',
      minRequiredPasswordLength: '14',
      minRequiredNonAlphanumericCharacters: '0',
      maxInvalidPasswordWindowAttempts: '5',
      passwordAttemptWindow: '10',
      maxInvalidPasswordAbsoluteAttempts: '20',
    },
    otherSources: [],
    secrets: false,
  }
}

function hardenedAccounts(now: number): Pick<ScreenConnectFolderState, 'users' | 'roles'> {
  return {
    users: [
      {
        name: 'm.huber-admin',
        roles: ['Verwaltung'],
        factor: 'ms',
        created: '2024-01-10T09:00:00',
        lastLogin: daysBefore(now, 1),
        mail: 'm.huber@muster-msp.de',
      },
      {
        name: 'm.huber',
        roles: ['Technik'],
        factor: 'ms',
        created: '2024-01-10T09:05:00',
        lastLogin: daysBefore(now, 1),
        mail: 'm.huber@muster-msp.de',
      },
      {
        name: 's.graf',
        roles: ['Technik'],
        factor: 'ms',
        created: '2025-03-01T10:00:00',
        lastLogin: daysBefore(now, 2),
        mail: 's.graf@muster-msp.de',
      },
    ],
    roles: [
      { name: 'Verwaltung', global: ['Administer'], session: [] },
      {
        name: 'Technik',
        global: ['CreateSupportSession'],
        session: ['ViewSessionGroup', 'JoinSession', 'AddNoteToSession'],
      },
    ],
  }
}
