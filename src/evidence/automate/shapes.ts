import { flag, integer, listOf, oneOf, orNull, record, type Shape, text } from '../shape.ts'
import type {
  AutomateAgentsFact,
  AutomateAgentTemplatesFact,
  AutomateAuditsFact,
  AutomateAuthenticationFact,
  AutomateFacts,
  AutomatePatchLevelFact,
  AutomatePlugin,
  AutomatePluginsFact,
  AutomateUser,
  AutomateUserClass,
  AutomateUserClassesFact,
  AutomateUsersFact,
} from './facts.ts'

const by = oneOf(['api', 'sql'])
const name = text(300)
const instant = text(40)
const count = integer(0, 100_000_000)
const maybe = orNull(flag)

const user = record<AutomateUser>({
  id: name,
  name,
  classes: orNull(listOf(name, 1_000)),
  integrator: maybe,
  locked: maybe,
  legacyApi: maybe,
  lastSignIn: orNull(instant),
  singleSignOn: maybe,
})

const userClass = record<AutomateUserClass>({
  id: name,
  name,
  superAdmin: maybe,
  permissions: orNull(listOf(name, 1_000)),
})

const plugin = record<AutomatePlugin>({
  name,
  version: orNull(name),
  author: orNull(name),
  enabled: maybe,
  loadedInServer: maybe,
  loadedInWebServer: maybe,
  onAgents: maybe,
})

/** What the facts of the Automate witness look like in a stored file. */
export const automateShapes: { readonly [Name in keyof AutomateFacts]: Shape<AutomateFacts[Name]> } = {
  'automate.users': record<AutomateUsersFact>({ by, users: listOf(user, 20_000) }),
  'automate.user-classes': record<AutomateUserClassesFact>({ by, classes: listOf(userClass, 20_000) }),
  'automate.authentication': record<AutomateAuthenticationFact>({
    by,
    services: orNull(
      listOf(
        record<NonNullable<AutomateAuthenticationFact['services']>[number]>({
          name,
          enabled: maybe,
          localLogin: maybe,
        }),
        100,
      ),
    ),
    account: name,
    secondFactor: maybe,
    tokenMinutes: orNull(count),
    longestTokenMinutes: orNull(count),
  }),
  'automate.agent-templates': record<AutomateAgentTemplatesFact>({
    by,
    templates: listOf(
      record<AutomateAgentTemplatesFact['templates'][number]>({
        id: name,
        name,
        addresses: listOf(name, 50),
        acceptsBadCertificates: listOf(name, 10),
        heartbeat: maybe,
        cachePassword: maybe,
      }),
      20_000,
    ),
  }),
  'automate.patch-level': record<AutomatePatchLevelFact>({
    by,
    webServer: orNull(name),
    databaseAgent: orNull(name),
    controlCenter: orNull(name),
    windowsAgent: orNull(name),
    linuxAgent: orNull(name),
    macAgent: orNull(name),
    patchedAt: orNull(instant),
    schema: orNull(name),
  }),
  'automate.plugins': record<AutomatePluginsFact>({ by, plugins: listOf(plugin, 20_000) }),
  'automate.audits': record<AutomateAuditsFact>({
    by,
    oldest: orNull(instant),
    newest: orNull(instant),
    entries: count,
    actions: listOf(
      record<AutomateAuditsFact['actions'][number]>({ user: name, action: name, from: name, count, newest: instant }),
      20_000,
    ),
  }),
  'automate.agents': record<AutomateAgentsFact>({
    by,
    total: count,
    recent: orNull(count),
    versions: orNull(
      listOf(
        record<NonNullable<AutomateAgentsFact['versions']>[number]>({
          version: name,
          total: count,
          recent: orNull(count),
        }),
        5_000,
      ),
    ),
  }),
}
