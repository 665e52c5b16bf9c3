import type { LabRole, LabUser } from '../../../lab/screenconnect/accounts.ts'
import type { LabTrigger } from '../../../lab/screenconnect/triggers.ts'
import { both, changed, type Fault, inFolder, on, type Plant } from './fault.ts'

const day = 86_400_000
const now = Date.parse('2026-11-23T11:00:00Z')

function setting(name: string, value: string): Plant {
  return inFolder(({ webConfig }) => ({
    webConfig: { ...webConfig, settings: { ...webConfig.settings, [name]: value } },
  }))
}

function location(path: string, change: Readonly<Record<string, string>>): Plant {
  return inFolder(({ webConfig }) => ({
    webConfig: {
      ...webConfig,
      locations: { ...webConfig.locations, [path]: { ...webConfig.locations[path], ...change } },
    },
  }))
}

function internalUsers(change: Readonly<Record<string, string>>): Plant {
  return inFolder(({ webConfig }) => ({
    webConfig: { ...webConfig, internalUsers: { ...webConfig.internalUsers, ...change } },
  }))
}

function client(name: string, value: string): Plant {
  return inFolder(({ clientSettings }) => ({ clientSettings: { ...clientSettings, [name]: value } }))
}

function moreUsers(...more: readonly Partial<LabUser>[]): Plant {
  const usual: LabUser = {
    name: 'neu',
    roles: ['Technik'],
    factor: 'ms',
    created: '2024-02-01T09:00:00',
    lastLogin: '2026-11-22T09:00:00',
    mail: 'neu@muster-msp.de',
  }
  return inFolder(({ users }) => ({ users: [...users, ...more.map((one) => ({ ...usual, ...one }))] }))
}

/** The version everywhere where it is told. */
function release(version: string): Plant {
  return both(
    inFolder({ version, clientVersion: version }),
    changed('windows.screenconnect', (value) => ({ ...value, serverVersion: version }), on('SC01')),
    changed('outside.version', { text: version }, ({ server }) => server === 'screenconnect'),
  )
}

function technicians(change: (role: LabRole) => Partial<LabRole>): Plant {
  return inFolder(({ roles }) => ({
    roles: roles.map((role) => (role.name === 'Technik' ? { ...role, ...change(role) } : role)),
  }))
}

function session(permission: string): Plant {
  return technicians(({ session: held }) => ({ session: [...held, permission] }))
}

const trigger: LabTrigger = { name: 'Wache', disabled: false, action: 'mail', filter: "Event.EventType = 'Connected'" }

const foreignExtension = '11111111-2222-4333-8444-555555555555'

export const screenconnectFaults: readonly Fault[] = [
  {
    fault: 'ScreenConnect 25.2',
    plant: release('25.2.3.9216'),
    finds: 'screenconnect-current.release/screenconnect',
    also: ['screenconnect-current.advisories/screenconnect/*', 'screenconnect-current.clients/screenconnect/*'],
  },
  {
    fault: 'ScreenConnect with CVE-2024-1709',
    plant: release('23.9.7.8804'),
    finds: 'screenconnect-current.advisories/screenconnect/CVE-2024-1709',
    also: [
      'screenconnect-current.advisories/screenconnect/*',
      'screenconnect-current.clients/screenconnect/*',
      'screenconnect-current.release/screenconnect',
    ],
  },
  {
    fault: 'ScreenConnect with CVE-2025-3935',
    plant: release('25.2.3.9216'),
    finds: 'screenconnect-current.advisories/screenconnect/CVE-2025-3935',
    also: [
      'screenconnect-current.advisories/screenconnect/*',
      'screenconnect-current.clients/screenconnect/*',
      'screenconnect-current.release/screenconnect',
    ],
  },
  {
    fault: 'ScreenConnect hands out clients with CVE-2026-84869',
    plant: release('26.4.2.9627'),
    finds: 'screenconnect-current.clients/screenconnect/CVE-2026-84869',
    also: [
      'screenconnect-current.advisories/screenconnect/*',
      'screenconnect-current.clients/screenconnect/*',
      'screenconnect-current.release/screenconnect',
    ],
  },
  {
    fault: 'only the clients that are handed out are old',
    plant: inFolder({ clientVersion: '26.4.2.9627' }),
    finds: 'screenconnect-current.clients/screenconnect/CVE-2026-84869',
  },
  {
    fault: 'an old client on the server itself',
    plant: changed(
      'windows.screenconnect',
      { clients: [{ name: 'ScreenConnect Client (0123456789abcdef)', version: '26.4.2.9627' }] },
      on('SC01'),
    ),
    finds: 'screenconnect-current.clients/screenconnect/CVE-2026-84869',
  },
  {
    fault: 'the service of ScreenConnect is of another version',
    plant: changed('windows.screenconnect', { serverVersion: '26.4.2.9627' }, on('SC01')),
    finds: 'screenconnect-current.witnesses-agree/screenconnect',
    also: [
      'screenconnect-current.advisories/screenconnect',
      'screenconnect-current.clients/screenconnect',
      'screenconnect-current.release/screenconnect',
    ],
  },
  {
    fault: 'a stray page in App_Extensions',
    plant: inFolder({ strays: ['x.ashx'] }),
    finds: 'screenconnect-current.extension-files/screenconnect/x.ashx',
  },
  {
    fault: 'an extension without a signature',
    plant: inFolder(({ extensions }) => ({
      extensions: [
        ...extensions,
        { id: foreignExtension, name: 'Fremd', version: '1.0', signed: false, enabled: true },
      ],
    })),
    finds: `screenconnect-current.extension-files/screenconnect/${foreignExtension}`,
  },
  {
    fault: 'an extension that nobody registered',
    plant: inFolder(({ extensions }) => ({
      extensions: [...extensions, { id: foreignExtension, name: 'Fremd', version: '1.0', signed: true }],
    })),
    finds: `screenconnect-current.extension-files/screenconnect/${foreignExtension}`,
  },
  {
    fault: 'an extension with an advisory',
    plant: inFolder(({ extensions }) => ({
      extensions: [
        ...extensions,
        { id: foreignExtension, name: 'Certificate Signing', version: '1.0.5', signed: true, enabled: true },
      ],
    })),
    finds: 'screenconnect-current.extensions/screenconnect/CVE-2025-14823',
  },
  {
    fault: 'the setup is not finished',
    plant: setting('IsSetup', 'false'),
    finds: 'screenconnect-current.setup-state/screenconnect/IsSetup',
  },
  {
    fault: 'the setup may be done from afar',
    plant: setting('AllowRemoteSetup', 'true'),
    finds: 'screenconnect-current.setup-state/screenconnect/AllowRemoteSetup',
  },
  {
    fault: 'a copy of web.config with keys',
    plant: inFolder({ leftovers: ['web.config.bak'] }),
    finds: 'screenconnect-current.leftovers/screenconnect/web.config.bak',
  },
  {
    fault: 'a trigger runs a command',
    plant: inFolder({ sessionTriggers: [{ ...trigger, action: 'command' }] }),
    finds: 'screenconnect-current.triggers/screenconnect/Wache',
  },
  {
    fault: 'a trigger calls a stranger',
    plant: inFolder({ sessionTriggers: [{ ...trigger, action: 'call', target: 'hook.example.net' }] }),
    finds: 'screenconnect-current.triggers/screenconnect/Wache',
  },
  {
    fault: 'a known attacker signed in',
    plant: inFolder(({ signIns }) => ({
      signIns: [...signIns, { at: now - 3 * day, name: 'm.huber', result: 1, from: '45.13.237.190' }],
    })),
    finds: 'screenconnect-current.indicators/screenconnect/worm-2026-02',
  },
  {
    fault: 'a file of a known attack in a session',
    plant: inFolder(({ sessionEvents }) => ({
      sessionEvents: [
        ...sessionEvents,
        { at: now - 3 * day, type: 44, by: 1, data: 'powershell -File PyTorchFix.ps1' },
      ],
    })),
    finds: 'screenconnect-current.indicators/screenconnect/worm-2026-10',
  },
  {
    fault: 'a guest had files run',
    plant: changed('screenconnect.sessions', (value) => ({
      ...value,
      counts: [
        ...value.counts,
        {
          event: 'RanFiles',
          by: 'guest',
          count: 2,
          first: '2026-11-20T08:00:00.000Z',
          last: '2026-11-21T08:00:00.000Z',
        },
      ],
    })),
    finds: 'screenconnect-current.indicators/screenconnect/guest-files',
  },

  {
    fault: 'a user without a second factor',
    plant: inFolder(({ users }) => ({
      users: users.map((one, index) =>
        index === 1
          ? { name: one.name, roles: one.roles, created: one.created, lastLogin: '2026-11-22T09:00:00' }
          : one,
      ),
    })),
    finds: 'accounts.screenconnect-mfa/screenconnect/m.huber',
  },
  {
    fault: 'codes by mail',
    plant: moreUsers({ factor: 'email' }),
    finds: 'accounts.screenconnect-mfa/screenconnect/e-mail',
  },
  {
    fault: 'the administration asks for one factor',
    plant: location('Administration.aspx', { MinAuthenticationFactorCount: '1' }),
    finds: 'accounts.screenconnect-mfa/screenconnect/Administration.aspx',
  },
  {
    fault: 'the host page asks for one factor',
    plant: location('Host.aspx', { MinAuthenticationFactorCount: '1' }),
    finds: 'accounts.screenconnect-mfa/screenconnect/Host.aspx',
  },
  {
    fault: 'an administrator named admin',
    plant: moreUsers({ name: 'admin', roles: ['Verwaltung'] }),
    finds: 'accounts.screenconnect-administrators/screenconnect/admin',
  },
  {
    fault: 'eight administrators',
    plant: moreUsers(...[1, 2, 3, 4, 5, 6, 7].map((number) => ({ name: `chef${number}`, roles: ['Verwaltung'] }))),
    finds: 'accounts.screenconnect-administrators/screenconnect/number',
  },
  {
    fault: 'an administrator since yesterday',
    plant: moreUsers({ name: 'n.neu', roles: ['Verwaltung'], created: '2026-11-22T03:00:00' }),
    finds: 'accounts.screenconnect-foreign/screenconnect/n.neu',
  },
  {
    fault: 'an account as the wizard writes it',
    plant: moreUsers({ name: 'cloud', fromWizard: true, factor: 'ms' }),
    finds: 'accounts.screenconnect-foreign/screenconnect/cloud',
    also: ['accounts.screenconnect-mfa/screenconnect/cloud'],
  },
  {
    fault: 'an account with a foreign mail address',
    plant: moreUsers({ name: 'gast', mail: 'x@proton.example' }),
    finds: 'accounts.screenconnect-foreign/screenconnect/gast',
  },
  {
    fault: 'an account that nobody uses',
    plant: moreUsers({ name: 'weg', lastLogin: '2025-11-01T09:00:00' }),
    finds: 'accounts.screenconnect-dormant/screenconnect/weg',
  },
  {
    fault: 'an account that nobody ever used',
    plant: inFolder(({ users }) => ({
      users: [
        ...users,
        { name: 'nie', roles: ['Technik'], factor: 'ms', created: '2024-01-01T00:00:00', mail: 'nie@muster-msp.de' },
      ],
    })),
    finds: 'accounts.screenconnect-dormant/screenconnect/nie',
  },
  {
    fault: 'technicians work unseen in the background',
    plant: session('EnableBackstageLogonSession'),
    finds: 'accounts.screenconnect-permissions/screenconnect/Technik',
  },
  {
    fault: 'technicians run commands outside of sessions',
    plant: session('RunCommandOutsideSession'),
    finds: 'accounts.screenconnect-permissions/screenconnect/Technik',
  },
  {
    fault: 'technicians manage the shared toolbox',
    plant: session('ManageSharedToolbox'),
    finds: 'accounts.screenconnect-permissions/screenconnect/Technik',
  },
  {
    fault: 'accounts are never locked',
    plant: internalUsers({ maxInvalidPasswordWindowAttempts: '0' }),
    finds: 'accounts.screenconnect-lockout/screenconnect/maxInvalidPasswordWindowAttempts',
  },
  {
    fault: 'accounts are locked after a hundred attempts',
    plant: internalUsers({ maxInvalidPasswordWindowAttempts: '100' }),
    finds: 'accounts.screenconnect-lockout/screenconnect/maxInvalidPasswordWindowAttempts',
  },
  {
    fault: 'accounts are never locked for good',
    plant: internalUsers({ maxInvalidPasswordAbsoluteAttempts: '0' }),
    finds: 'accounts.screenconnect-lockout/screenconnect/maxInvalidPasswordAbsoluteAttempts',
  },
  {
    fault: 'passwords of six characters',
    plant: internalUsers({ minRequiredPasswordLength: '6' }),
    finds: 'accounts.screenconnect-passwords/screenconnect/minRequiredPasswordLength',
  },
  {
    fault: 'tokens live for a day',
    plant: setting('AccessTokenExpireSeconds', '86400'),
    finds: 'accounts.screenconnect-sessions/screenconnect/AccessTokenExpireSeconds',
  },
  {
    fault: 'tokens are not checked again',
    plant: setting('ShouldRevalidateAccessToken', 'false'),
    finds: 'accounts.screenconnect-sessions/screenconnect/ShouldRevalidateAccessToken',
  },
  {
    fault: 'devices are trusted for a year',
    plant: setting('TrustDeviceExpireDays', '365'),
    finds: 'accounts.screenconnect-sessions/screenconnect/TrustDeviceExpireDays',
  },
  {
    fault: 'the cookie outlives the browser',
    plant: setting('UsePersistentTicketCookie', 'true'),
    finds: 'accounts.screenconnect-sessions/screenconnect/UsePersistentTicketCookie',
  },
  {
    fault: 'foreign pages send the cookie along',
    plant: setting('CookieSameSiteMode', 'None'),
    finds: 'accounts.screenconnect-sessions/screenconnect/CookieSameSiteMode',
  },
  {
    fault: 'sessions stay open for ever',
    plant: setting('InputIdleDisconnectTimeSeconds', '0'),
    finds: 'accounts.screenconnect-sessions/screenconnect/InputIdleDisconnectTimeSeconds',
  },
  {
    fault: 'browsers keep the password',
    plant: setting('AllowPasswordAutoComplete', 'true'),
    finds: 'accounts.screenconnect-sessions/screenconnect/AllowPasswordAutoComplete',
  },
  {
    fault: 'the administration stays open for a day',
    plant: location('Administration.aspx', { MaxLongestTicketReissueIntervalSeconds: '86400' }),
    finds: 'accounts.screenconnect-sessions/screenconnect/Administration.aspx',
  },
  {
    fault: 'keys in clear',
    plant: inFolder(({ webConfig }) => ({ webConfig: { ...webConfig, secrets: true } })),
    finds: 'accounts.screenconnect-keys/screenconnect/keys',
    also: ['accounts.screenconnect-keys/screenconnect/passwords'],
  },
  {
    fault: 'a stranger guesses passwords',
    plant: inFolder(({ signIns }) => ({
      signIns: [
        ...signIns,
        ...Array.from({ length: 200 }, (_, index) => ({
          at: now - 3 * day + index * 1_000,
          name: `user${index % 20}`,
          result: 2,
          from: '192.0.2.66',
        })),
      ],
    })),
    finds: 'accounts.screenconnect-guessing/screenconnect/192.0.2.66',
  },
  {
    fault: 'nobody hears of failed sign-ins',
    plant: inFolder(({ securityTriggers }) => ({
      securityTriggers: securityTriggers.map((one) => ({ ...one, disabled: true })),
    })),
    finds: 'accounts.screenconnect-alerts/screenconnect/trigger',
  },
  {
    fault: 'guests may send files',
    plant: client('AllowGuestInitiatedFileTransfer', 'true'),
    finds: 'accounts.screenconnect-client-settings/screenconnect/AllowGuestInitiatedFileTransfer',
  },
  {
    fault: 'guests do not see that somebody is there',
    plant: client('SupportShowUnderControlBanner', 'false'),
    finds: 'accounts.screenconnect-client-settings/screenconnect/SupportShowUnderControlBanner',
  },

  {
    fault: 'BlockIPs instead of RestrictToIPs in location Host.aspx',
    plant: location('Host.aspx', { RestrictToIPs: '', BlockIPs: '192.0.2.0/24' }),
    finds: 'screenconnect-ip-lists.native/screenconnect/Host.aspx',
  },
  {
    fault: 'no list at Administration.aspx',
    plant: location('Administration.aspx', { RestrictToIPs: '' }),
    finds: 'screenconnect-ip-lists.native/screenconnect/Administration.aspx',
  },
  {
    fault: 'no list at Services',
    plant: location('Services', { RestrictToIPs: '' }),
    finds: 'screenconnect-ip-lists.native/screenconnect/Services',
  },
  {
    fault: 'no list at the sign-in',
    plant: location('Login.aspx', { RestrictToIPs: '' }),
    finds: 'screenconnect-ip-lists.native/screenconnect/Login.aspx',
  },
  {
    fault: 'a list for the whole internet',
    plant: location('Host.aspx', { RestrictToIPs: '0.0.0.0/0' }),
    finds: 'screenconnect-ip-lists.native/screenconnect/0.0.0.0/0',
  },
  {
    fault: 'a list with a name',
    plant: location('Host.aspx', { RestrictToIPs: '10.20.0.5,buero.muster-msp.de' }),
    finds: 'screenconnect-ip-lists.native/screenconnect/buero.muster-msp.de',
  },
  {
    fault: 'a list at a place that nobody knows',
    plant: location('Host', { RestrictToIPs: '10.20.0.5' }),
    finds: 'screenconnect-ip-lists.native/screenconnect/Host',
  },
  {
    fault: 'lists of networks behind a proxy',
    plant: location('Host.aspx', { RestrictToIPs: '203.0.113.0/24' }),
    finds: 'screenconnect-ip-lists.native/screenconnect/proxy',
  },
  {
    fault: 'a fingerprint of addresses behind a proxy',
    plant: setting('HostClientDeviceFingerprintValidationLevel', 'High'),
    finds: 'screenconnect-ip-lists.native/screenconnect/HostClientDeviceFingerprintValidationLevel',
  },
  {
    fault: 'no module for the lists',
    plant: changed('screenconnect.lists', { module: false }),
    finds: 'screenconnect-ip-lists.native/screenconnect/IPSecurityModule',
  },
  {
    fault: 'a list of technicians, but the page answers',
    plant: both(
      changed('screenconnect.lists', (value) => ({
        ...value,
        places: value.places.map((one) =>
          one.path === 'Host.aspx' ? { ...one, restrictTo: ['203.0.113.0/24'] } : one,
        ),
      })),
      changed('outside.path', (value) =>
        value.path === '/Host' ? { ...value, answer: 'answered', status: 200 } : value,
      ),
    ),
    finds: 'screenconnect-ip-lists.witnesses-agree/screenconnect//Host',
    also: ['screenconnect-ip-lists.enforced/screenconnect//Host', 'screenconnect-ip-lists.native/screenconnect/proxy'],
  },
]
