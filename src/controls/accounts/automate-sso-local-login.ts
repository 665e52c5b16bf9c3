import { say } from '../../model/text.ts'
import { automateLook, automateUnseen } from '../automate-look.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { notApplicable, unknownBecause } from '../open-question.ts'
import { quotation } from '../quotation.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/** Single sign-on cannot be gone round with a password of Automate (automate.md §5: the box "allow local logins"). */
export const automateLocalLogin: Control = {
  id: 'accounts.automate-sso-local-login',
  version: 1,
  measure: 'accounts',
  title: say(
    'Single Sign-on von Automate lässt sich nicht mit einem Kennwort umgehen',
    "Automate's single sign-on cannot be gone round with a password",
  ),
  reason: say(
    'Sind lokale Anmeldungen erlaubt, gilt der zweite Faktor des Anmeldedienstes für niemanden wirklich.',
    'Where local logins are allowed, the second factor of the sign-in service really holds for nobody.',
  ),
  looksAt: say(
    'IsLocalLoginEnabled je Anmeldedienst aus GET /APIToken.',
    'IsLocalLoginEnabled of each sign-in service from GET /APIToken.',
  ),
  servers: ['automate'],
  witnesses: ['inside'],
  severity: 'high',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Schalten Sie lokale Anmeldungen neben Single Sign-on ab.',
      'Switch local logins beside single sign-on off.',
    ),
    steps: [
      say(
        'Prüfen Sie, dass sich mindestens zwei Administratoren über Single Sign-on anmelden können.',
        'Check that at least two administrators can sign in through single sign-on.',
      ),
      say(
        'Öffnen Sie im Control Center Dashboard > Config > Authentication und nehmen Sie beim Ordner der Benutzer den Haken „allow local logins“ weg.',
        'In the Control Center open Dashboard > Config > Authentication and untick "allow local logins" at the folder of the users.',
      ),
      say(
        'Melden Sie sich in einem zweiten Fenster neu an, bevor Sie das erste schließen.',
        'Sign in again in a second window before you close the first.',
      ),
    ],
    automatic: false,
    rollback: say('Setzen Sie den Haken wieder.', 'Tick the box again.'),
    downtime: say('Keine.', 'None.'),
  },
  references: [upkeepSources.automateSignIn],
  mappings: mappingsOf('accounts'),
  judge,
}

function judge(question: Question): readonly Judgement[] {
  const look = automateLook(question, 'automate.authentication')
  if (!look) return [automateUnseen(question, 'automate.authentication')]
  const evidence = [look]
  const { services } = look.value
  if (services === null)
    return [
      unknownBecause(
        say(
          'Der Server nannte seine Anmeldedienste nicht. Bitte sehen Sie unter Dashboard > Config > Authentication nach.',
          'The server did not name its sign-in services. Please look under Dashboard > Config > Authentication.',
        ),
        evidence,
      ),
    ]
  const enabled = services.filter((service) => service.enabled !== false)
  if (enabled.length === 0)
    return [
      notApplicable(
        say('Automate benutzt keinen Dienst für Single Sign-on.', 'Automate uses no service for single sign-on.'),
        evidence,
      ),
    ]
  return enabled.map(({ name, localLogin }) => ({ ...aboutService(name, localLogin), evidence }))
}

function aboutService(service: string, localLogin: boolean | null): Omit<Judgement, 'evidence'> {
  const name = quotation(service)
  const item = `service:${service}`
  if (localLogin === null)
    return {
      item,
      outcome: 'unknown',
      detail: say(
        `Ob neben ${name} Kennwörter von Automate gelten, sagte der Server nicht.`,
        `The server did not say whether passwords of Automate work beside ${name}.`,
      ),
    }
  if (!localLogin)
    return {
      item,
      outcome: 'pass',
      detail: say(
        `Neben ${name} gelten keine Kennwörter von Automate.`,
        `No passwords of Automate work beside ${name}.`,
      ),
    }
  return {
    item,
    outcome: 'fail',
    detail: say(
      `Neben ${name} gelten weiter Kennwörter von Automate: Wer eines kennt, kommt ohne den Anmeldedienst herein.`,
      `Passwords of Automate still work beside ${name}: whoever knows one gets in without the sign-in service.`,
    ),
  }
}
