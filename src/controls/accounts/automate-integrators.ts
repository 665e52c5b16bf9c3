import type { AutomateAuditsFact } from '../../evidence/automate/facts.ts'
import type { Seen } from '../../model/evidence.ts'
import type { Severity } from '../../model/outcome.ts'
import { say, type Text } from '../../model/text.ts'
import { type AutomateAccount, automateAccounts, type KnownAccounts, namesInWords } from '../automate-accounts.ts'
import { automateLook, onlyByDatabase } from '../automate-look.ts'
import { dangerousAmong } from '../automate-permissions.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { unknownBecause } from '../open-question.ts'
import { quotation } from '../quotation.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/** Accounts that skip the second factor can do little (automate.md §5; that integrators skip it is derived). */
export const automateIntegrators: Control = {
  id: 'accounts.automate-integrators',
  version: 1,
  measure: 'accounts',
  title: say(
    'Konten für Schnittstellen zu Automate sind eng begrenzt',
    'Accounts for integrations with Automate are narrowly limited',
  ),
  reason: say(
    'Konten mit dem Haken Integrator melden sich ohne zweiten Faktor an; mit vielen Rechten sind sie die schwächste Stelle.',
    'Accounts with the integrator flag sign in without a second factor; with many permissions they are the weakest spot.',
  ),
  looksAt: say(
    'IsIntegrator, AllowLegacyApiAccess und die Rechte der Benutzerklassen jedes Benutzers, dazu das Protokoll der Benutzer.',
    'IsIntegrator, AllowLegacyApiAccess and the permissions of the user classes of each user, and the audit log of the users.',
  ),
  servers: ['automate'],
  witnesses: ['inside'],
  severity: 'high',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Geben Sie jeder Schnittstelle ein eigenes Konto mit genau den Rechten, die sie braucht.',
      'Give each integration an account of its own with exactly the permissions that it needs.',
    ),
    steps: [
      say(
        'Öffnen Sie im Control Center die Benutzerverwaltung (je nach Version System > Users and Contacts) und notieren Sie zu jedem Konto mit dem Haken Integrator, welcher Dienst es benutzt; die Anleitung des Dienstes nennt die nötigen Rechte.',
        "In the Control Center open the users (System > Users and Contacts, depending on the version) and note for each account with the integrator flag which service uses it; the service's manual names the permissions that it needs.",
      ),
      say(
        'Legen Sie im Control Center eine Benutzerklasse nur mit diesen Rechten an, ohne Super Admin und ohne Show Passwords, und geben Sie sie dem Konto statt der bisherigen.',
        'In the Control Center create a user class with these permissions only, without Super Admin and without Show Passwords, and give it to the account instead of the one so far.',
      ),
      say(
        'Schalten Sie je Benutzer den Zugriff über die alte Schnittstelle ab (in der REST-Schnittstelle AllowLegacyApiAccess), wenn ihn kein Dienst braucht; probieren Sie das zuerst mit einem Konto.',
        'Switch off access through the legacy interface for each user (AllowLegacyApiAccess in the REST interface) if no service needs it; try that with one account first.',
      ),
      say('Prüfen Sie danach, ob der Dienst noch abgleicht.', 'Then check whether the service still synchronises.'),
    ],
    automatic: false,
    rollback: say(
      'Geben Sie dem Konto seine frühere Benutzerklasse zurück.',
      'Give the account its former user class back.',
    ),
    downtime: say(
      'Fehlt ein Recht, steht der Abgleich des Dienstes, bis Sie es geben.',
      'If a permission is missing, the synchronisation of the service stands until you grant it.',
    ),
  },
  references: [upkeepSources.automateIntegrators, upkeepSources.automateLeastPrivilege],
  mappings: mappingsOf('accounts'),
  judge,
}

function judge(question: Question): readonly Judgement[] {
  const known = automateAccounts(question)
  if (!known.known) return [known.why]
  if (known.by === 'sql') return [onlyByDatabase(known.evidence)]
  const audits = automateLook(question, 'automate.audits')
  const judged = [
    ...known.accounts.flatMap(aboutAccount).map((one): Judgement => ({ ...one, evidence: known.evidence })),
    ...(audits ? usedByPerson(known, audits) : []),
  ]
  const open = unclear(known)
  if (judged.length > 0 || open.length > 0) return [...judged, ...open]
  return [limited(known)]
}

type Found = Omit<Judgement, 'evidence'>

function aboutAccount({ user, classes, superAdmin }: AutomateAccount): readonly Found[] {
  const name = quotation(user.name)
  const item = `account:${user.name}`
  const fail = (severity: Severity, detail: Text): Found => ({ item, outcome: 'fail', severity, detail })
  const dangerous = dangerousAmong(classes.flatMap(({ permissions }) => permissions ?? []))
  const legacy: readonly Found[] =
    user.legacyApi === true ? [{ ...fail('medium', legacyAllowed(name)), item: `legacy:${user.name}` }] : []
  if (user.integrator !== true) return legacy
  if (superAdmin === true) return [fail('high', almighty(name)), ...legacy]
  if (dangerous.length > 0) return [fail('medium', tooMuch(name, dangerous.join(', '))), ...legacy]
  return legacy
}

function almighty(name: string): Text {
  return say(
    `Das Konto ${name} ist für eine Schnittstelle, braucht keinen zweiten Faktor und ist Super Admin.`,
    `The account ${name} is for an integration, needs no second factor and is Super Admin.`,
  )
}

function tooMuch(name: string, permissions: string): Text {
  return say(
    `Das Konto ${name} ist für eine Schnittstelle, braucht keinen zweiten Faktor und hat gefährliche Rechte: ${permissions}.`,
    `The account ${name} is for an integration, needs no second factor and has dangerous permissions: ${permissions}.`,
  )
}

function legacyAllowed(name: string): Text {
  return say(
    `Das Konto ${name} darf die alte Schnittstelle benutzen (AllowLegacyApiAccess).`,
    `The account ${name} may use the legacy interface (AllowLegacyApiAccess).`,
  )
}

/** How the log names the places that people use is not documented; so only a person can say what it means. */
const placesOfPeople = /control ?center|web|desktop/i

function usedByPerson(known: KnownAccounts, audits: Seen<AutomateAuditsFact>): readonly Judgement[] {
  return known.accounts
    .filter(({ user }) => user.integrator === true)
    .flatMap(({ user: { name } }) => {
      const acts = audits.value.actions.filter(
        ({ user, from }) => user.toLowerCase() === name.toLowerCase() && placesOfPeople.test(from),
      )
      const [first] = acts
      if (!first) return []
      const evidence = [...known.evidence, audits]
      return [{ item: `person:${name}`, outcome: 'manual' as const, detail: perhapsPerson(name, first.from), evidence }]
    })
}

function perhapsPerson(name: string, from: string): Text {
  return say(
    `Das Konto ${quotation(name)} ist für eine Schnittstelle, steht im Protokoll aber mit „${quotation(from)}“. Bitte prüfen Sie, ob eine Person es benutzt.`,
    `The account ${quotation(name)} is for an integration, but stands in the log with "${quotation(from)}". Please check whether a person uses it.`,
  )
}

function unclear({ accounts, evidence }: KnownAccounts): readonly Judgement[] {
  const names = accounts
    .filter(
      ({ user, superAdmin, classes }) =>
        user.integrator === null ||
        user.legacyApi === null ||
        (user.integrator && (superAdmin === null || classes.some(({ permissions }) => permissions === null))),
    )
    .map(({ user }) => user.name)
  if (names.length === 0) return []
  const shown = namesInWords(names)
  return [
    unknownBecause(
      say(
        `Bei diesen Konten nannte die Schnittstelle nicht alles: ${shown.de}.`,
        `The interface did not tell everything of these accounts: ${shown.en}.`,
      ),
      evidence,
    ),
  ]
}

function limited({ accounts, evidence }: KnownAccounts): Judgement {
  if (accounts.length === 0) return unknownBecause(nobodySeen, evidence)
  const names = accounts.filter(({ user }) => user.integrator === true).map(({ user }) => user.name)
  const shown = namesInWords(names)
  const detail =
    names.length === 0
      ? say('Kein Konto trägt den Haken Integrator.', 'No account has the integrator flag.')
      : say(
          `Die Konten für Schnittstellen haben keine gefährlichen Rechte: ${shown.de}.`,
          `The accounts for integrations hold no dangerous permissions: ${shown.en}.`,
        )
  return { outcome: 'pass', detail, evidence }
}

const nobodySeen = say(
  'Die Schnittstelle zeigte keine Benutzer; das fragende Konto darf sie vermutlich nicht sehen.',
  'The interface showed no users; the account that asks probably may not see them.',
)
