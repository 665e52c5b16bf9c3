import type { AutomateAuthenticationFact, AutomateUser } from '../../evidence/automate/facts.ts'
import type { Evidence, Seen } from '../../model/evidence.ts'
import { say, type Text } from '../../model/text.ts'
import { namesInWords } from '../automate-accounts.ts'
import { automateLook, automateLooks, automateUnseen } from '../automate-look.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { unknownBecause } from '../open-question.ts'
import { quotation } from '../quotation.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/**
 * Everyone signs in to Automate with a second factor (automate.md §5). The API tells it of the account that asks, and
 * of those who can only come through single sign-on; of all others only a person can.
 */
export const automateSecondFactor: Control = {
  id: 'accounts.automate-mfa',
  version: 1,
  measure: 'accounts',
  title: say(
    'Alle Benutzer von Automate melden sich mit zweitem Faktor an',
    'All users of Automate sign in with a second factor',
  ),
  reason: say(
    'Ein erratenes oder gestohlenes Kennwort öffnet sonst jeden Rechner der Kunden.',
    'Otherwise one guessed or stolen password opens every machine of the customers.',
  ),
  looksAt: say(
    'Ob die REST-Schnittstelle vom fragenden Konto einen zweiten Faktor verlangte, und welche Konten sich nur über Single Sign-on anmelden können.',
    'Whether the REST interface wanted a second factor from the account that asked, and which accounts can only sign in through single sign-on.',
  ),
  servers: ['automate'],
  witnesses: ['inside'],
  severity: 'critical',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Schalten Sie den zweiten Faktor für alle Benutzer von Automate ein.',
      'Switch the second factor on for all users of Automate.',
    ),
    steps: [
      say(
        'Öffnen Sie im Control Center Dashboard > Config > Integration > Google und haken Sie „Enable Web Control Center Protection“ und „Enable Control Center Protection“ an; prüfen Sie dort, für welche Benutzer der Schutz gilt.',
        'In the Control Center open Dashboard > Config > Integration > Google and tick "Enable Web Control Center Protection" and "Enable Control Center Protection"; check there for which users it holds.',
      ),
      say(
        'Lassen Sie jeden Benutzer seinen zweiten Faktor einrichten, solange ein zweiter Administrator angemeldet bleibt.',
        'Have each user set up the second factor while a second administrator stays signed in.',
      ),
      say(
        'Mit Single Sign-on: Verlangen Sie den zweiten Faktor dort, und schalten Sie unter Dashboard > Config > Authentication lokale Anmeldungen ab.',
        'With single sign-on: require the second factor there, and switch local logins off under Dashboard > Config > Authentication.',
      ),
      say(
        'Bestätigen Sie danach, dass es für jeden Benutzer gilt; Automate selbst sagt das nur von dem Konto, das fragt.',
        'Then confirm that it holds for every user; Automate itself tells it only of the account that asks.',
      ),
    ],
    automatic: false,
    rollback: say(
      'Nehmen Sie die beiden Haken wieder weg; ein zweiter Administrator sollte dabei angemeldet sein.',
      'Untick both boxes again; a second administrator should be signed in meanwhile.',
    ),
    downtime: say('Keine; offene Sitzungen bleiben.', 'None; open sessions stay.'),
  },
  references: [upkeepSources.automateSecondFactor, upkeepSources.automateSignIn, upkeepSources.connectwiseAnnouncement],
  mappings: mappingsOf('accounts'),
  judge,
}

function judge(question: Question): readonly Judgement[] {
  const signIn = automateLook(question, 'automate.authentication')
  if (!signIn) return [automateUnseen(question, 'automate.authentication')]
  const users = automateLooks(question, 'automate.users').find(({ value }) => value.by === 'api')
  const evidence = users ? [signIn, users] : [signIn]
  if (signIn.value.secondFactor === null) return [unknownBecause(notTold, evidence)]
  if (!signIn.value.secondFactor) return [withoutFactor(signIn, users?.value.users, evidence)]
  return [withFactor(signIn, users?.value.users, evidence)]
}

function withoutFactor(
  { value: { account } }: Seen<AutomateAuthenticationFact>,
  users: readonly AutomateUser[] | undefined,
  evidence: readonly Evidence[],
): Judgement {
  const integrator = users?.find((user) => isSame(user.name, account))?.integrator
  const name = quotation(account)
  if (integrator === true) return { outcome: 'manual', detail: askedAsIntegrator(name), evidence }
  const fact = say(
    `${name} kam allein mit dem Kennwort an die REST-Schnittstelle.`,
    `${name} got to the REST interface with the password alone.`,
  )
  if (integrator === false) return { item: `account:${account}`, outcome: 'fail', detail: fact, evidence }
  const open = say(
    `${fact.de} Ob es ein Konto für Schnittstellen ist, das keinen zweiten Faktor braucht, ist nicht bekannt.`,
    `${fact.en} Whether it is an account for integrations, which needs no second factor, is not known.`,
  )
  return unknownBecause(open, evidence)
}

function withFactor(
  { value: { account, services } }: Seen<AutomateAuthenticationFact>,
  users: readonly AutomateUser[] | undefined,
  evidence: readonly Evidence[],
): Judgement {
  if (!users) return { outcome: 'manual', detail: onlyOne(quotation(account)), evidence }
  const enabled = (services ?? []).filter((service) => service.enabled !== false)
  const onlySso = enabled.length > 0 && enabled.every(({ localLogin }) => localLogin === false)
  const open = users.filter(
    (user) => user.integrator !== true && !isSame(user.name, account) && !(onlySso && user.singleSignOn === true),
  )
  if (open.length > 0) {
    const names = namesInWords(open.map(({ name }) => name))
    return { outcome: 'manual', detail: othersOpen(quotation(account), names), evidence }
  }
  return { outcome: 'pass', detail: everyone(quotation(account)), evidence }
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

const notTold = say(
  'Die Schnittstelle sagte nicht, ob sie einen zweiten Faktor verlangt.',
  'The interface did not say whether it wants a second factor.',
)

function askedAsIntegrator(name: string): Text {
  return say(
    `Gefragt hat ${name}, ein Konto für Schnittstellen; solche Konten brauchen keinen zweiten Faktor. Für die Personen sagt das nichts: Bitte prüfen Sie es im Control Center.`,
    `${name} asked, an account for integrations; such accounts need no second factor. That tells nothing of the persons: please check it in the Control Center.`,
  )
}

function onlyOne(name: string): Text {
  return say(
    `Von ${name} wurde ein zweiter Faktor verlangt; die übrigen Benutzer sind nicht bekannt. Bitte prüfen Sie sie im Control Center.`,
    `A second factor was wanted from ${name}; the other users are not known. Please check them in the Control Center.`,
  )
}

function othersOpen(name: string, others: Text): Text {
  return say(
    `Von ${name} wurde ein zweiter Faktor verlangt. Ob das auch für diese Benutzer gilt, sagt Automate nicht: ${others.de}. Bitte prüfen Sie sie im Control Center.`,
    `A second factor was wanted from ${name}. Automate does not tell whether that holds for these users, too: ${others.en}. Please check them in the Control Center.`,
  )
}

function everyone(name: string): Text {
  return say(
    `Von ${name} wurde ein zweiter Faktor verlangt, und alle anderen Personen kommen nur über Single Sign-on herein. Dass der Anmeldedienst einen zweiten Faktor verlangt, stellen Sie bitte dort sicher.`,
    `A second factor was wanted from ${name}, and all other persons come in through single sign-on only. Please make sure that the sign-in service itself wants a second factor.`,
  )
}
