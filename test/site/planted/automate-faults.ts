import { classesInDatabase, user, userInDatabase, users } from '../../../src/controls/automate-fixture.ts'
import type { AutomateUser } from '../../../src/evidence/automate/facts.ts'
import type { Facts } from '../../../src/evidence/facts.ts'
import { added, both, changed, type Fault, type Plant } from './fault.ts'

function moreUsers(...more: readonly AutomateUser[]): Plant {
  return changed('automate.users', (value) => ({ ...value, users: [...value.users, ...more] }))
}

function technicianClass(permission: string): Plant {
  return changed('automate.user-classes', (value) => ({
    ...value,
    classes: value.classes.map((one) =>
      one.name === 'Technik' ? { ...one, permissions: [...(one.permissions ?? []), permission] } : one,
    ),
  }))
}

function template(change: Partial<Facts['automate.agent-templates']['templates'][number]>): Plant {
  return changed('automate.agent-templates', (value) => ({
    ...value,
    templates: value.templates.map((one) => ({ ...one, ...change })),
  }))
}

function plugin(change: Partial<Facts['automate.plugins']['plugins'][number]>): Plant {
  return changed('automate.plugins', (value) => ({
    ...value,
    plugins: value.plugins.map((one) => ({ ...one, ...change })),
  }))
}

/** The version everywhere where it is told. */
function release(server: string, agent: string): Plant {
  return both(
    changed('automate.patch-level', {
      webServer: server,
      databaseAgent: server,
      controlCenter: server,
      windowsAgent: agent,
    }),
    changed('windows.automate', { serverVersion: `${server}.0`, agentVersion: agent }),
    changed('outside.version', { text: agent }, (piece) => piece.server === 'automate'),
  )
}

const person = { singleSignOn: true } as const

export const automateFaults: readonly Fault[] = [
  {
    fault: 'Automate 24.0',
    plant: release('24.0.100', '240.100'),
    finds: 'automate-current.release/automate',
    also: ['automate-current.advisories/automate/*'],
  },
  {
    fault: 'Automate of 2020',
    plant: release('20.0.100', '200.100'),
    finds: 'automate-current.release/automate',
    also: ['automate-current.advisories/automate/*'],
  },
  {
    fault: 'Automate with CVE-2025-11492',
    plant: release('24.0.300', '240.300'),
    finds: 'automate-current.advisories/automate/CVE-2025-11492',
    also: ['automate-current.advisories/automate/*', 'automate-current.release/automate'],
  },
  {
    fault: 'agents with CVE-2025-11492',
    plant: changed('automate.agents', { versions: [{ version: '250.200', total: 240, recent: 240 }] }),
    finds: 'automate-current.agents/automate/behind',
  },
  {
    fault: 'one file of Automate of another release',
    plant: changed('windows.automate', { serverVersion: '25.0.300.0' }),
    finds: 'automate-current.witnesses-agree/automate',
    also: ['automate-current.advisories/automate', 'automate-current.release/automate'],
  },
  {
    fault: 'the web server of Automate of another release',
    plant: changed('automate.patch-level', { webServer: '25.0.300' }),
    finds: 'automate-current.witnesses-agree/automate',
    also: ['automate-current.advisories/automate', 'automate-current.release/automate'],
  },
  {
    fault: 'agents are sent to http',
    plant: template({ addresses: ['http://automate.muster-msp.de'] }),
    finds: 'automate-current.agent-templates/automate/http:Default',
  },
  {
    fault: 'agents accept bad certificates',
    plant: template({ acceptsBadCertificates: ['IgnoreCertificateErrors'] }),
    finds: 'automate-current.agent-templates/automate/certificate:Default',
  },
  {
    fault: 'agents are sent to another host',
    plant: template({ addresses: ['https://rmm.example.net'] }),
    finds: 'control-center-restricted.agent-addresses/automate/template:Default',
  },
  {
    fault: 'a plug-in that is switched off',
    plant: plugin({ enabled: false }),
    finds: 'automate-current.plugins/automate/plugin:Report Manager',
  },
  {
    fault: 'a plug-in of somebody else',
    plant: plugin({ author: 'Fremd GmbH' }),
    finds: 'automate-current.plugins/automate/authors',
    outcome: 'manual',
  },

  {
    fault: 'the account that looked had no second factor',
    plant: changed('automate.authentication', { secondFactor: false }),
    finds: 'accounts.automate-mfa/automate/account:rmm-audit',
  },
  {
    fault: 'passwords of Automate beside single sign-on',
    plant: changed('automate.authentication', { services: [{ name: 'Entra ID', enabled: true, localLogin: true }] }),
    finds: 'accounts.automate-sso-local-login/automate/service:Entra ID',
    also: ['accounts.automate-mfa/automate'],
  },
  {
    fault: 'no single sign-on, so that nobody knows of second factors',
    plant: changed('automate.users', (value) => ({
      ...value,
      users: value.users.map((one) => ({ ...one, singleSignOn: false })),
    })),
    finds: 'accounts.automate-mfa/automate',
    outcome: 'manual',
  },
  {
    fault: 'eight super administrators',
    plant: moreUsers(
      ...['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => user(`chef-${name}`, { classes: ['1'], ...person })),
    ),
    finds: 'accounts.automate-administrators/automate/count',
  },
  {
    fault: 'a super administrator named admin',
    plant: moreUsers(user('admin', { classes: ['1'], ...person })),
    finds: 'accounts.automate-administrators/automate/account:admin',
  },
  {
    fault: 'a user who has not come for a year',
    plant: moreUsers(user('weggang', { lastSignIn: '2025-11-01T08:00:00.000Z', ...person })),
    finds: 'accounts.automate-dormant/automate/account:weggang',
  },
  {
    fault: 'a user who never came',
    plant: moreUsers(user('praktikant', { lastSignIn: 'never', ...person })),
    finds: 'accounts.automate-dormant/automate/account:praktikant',
  },
  {
    fault: 'technicians may run SQL',
    plant: technicianClass('DatabaseExecute'),
    finds: 'accounts.automate-permissions/automate/class:Technik',
  },
  {
    fault: 'technicians may change classes',
    plant: technicianClass('UserClassUpdate'),
    finds: 'accounts.automate-permissions/automate/class:Technik',
  },
  {
    fault: 'technicians may show passwords',
    plant: technicianClass('ShowPasswords'),
    finds: 'accounts.automate-permissions/automate/class:Technik',
  },
  {
    fault: 'an integrator with super admin',
    plant: moreUsers(user('psa-sync', { classes: ['1'], integrator: true })),
    finds: 'accounts.automate-integrators/automate/account:psa-sync',
  },
  {
    fault: 'an account with the legacy interface',
    plant: moreUsers(user('alt', { legacyApi: true, ...person })),
    finds: 'accounts.automate-integrators/automate/legacy:alt',
  },
  {
    fault: 'the log of Automate is silent',
    plant: changed('automate.audits', {
      oldest: '2025-01-01T00:00:00.000Z',
      newest: '2025-01-01T00:00:00.000Z',
      actions: [],
    }),
    finds: 'accounts.automate-audits/automate/silent',
  },
  {
    fault: 'somebody acted who is no user',
    plant: changed('automate.audits', (value) => ({
      ...value,
      actions: [
        ...value.actions,
        { user: 'geist', action: 'Delete', from: 'Dienst', count: 3, newest: '2026-11-22T08:00:00.000Z' },
      ],
    })),
    finds: 'accounts.automate-audits/automate/account:geist',
    outcome: 'manual',
  },
  {
    fault: 'a user only the database knows',
    plant: added(
      users(
        [
          ...['gross', 'emuster', 'rmm-audit', 'ticket-hook'].map((name) =>
            userInDatabase(name, [name === 'gross' ? '1' : name === 'emuster' ? '2' : '3']),
          ),
          userInDatabase('schatten', ['1']),
        ],
        'sql',
      ),
      classesInDatabase(),
    ),
    finds: 'accounts.automate-witnesses-agree/automate/only-sql',
  },
  {
    fault: 'an administrator only the database knows',
    plant: added(
      users(
        ['gross', 'emuster', 'rmm-audit', 'ticket-hook'].map((name) =>
          userInDatabase(name, [name === 'gross' || name === 'emuster' ? '1' : '3']),
        ),
        'sql',
      ),
      classesInDatabase(),
    ),
    finds: 'accounts.automate-witnesses-agree/automate/administrators',
  },
]
