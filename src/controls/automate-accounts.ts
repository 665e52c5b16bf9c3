import type {
  AskedBy,
  AutomateUser,
  AutomateUserClass,
  AutomateUserClassesFact,
  AutomateUsersFact,
} from '../evidence/automate/facts.ts'
import type { Seen } from '../model/evidence.ts'
import { say, type Text } from '../model/text.ts'
import { automateLooks, automateUnseen } from './automate-look.ts'
import type { Judgement, Question } from './control.ts'
import { quotation } from './quotation.ts'

/** A user of Automate with its classes. */
export interface AutomateAccount {
  readonly user: AutomateUser
  readonly classes: readonly AutomateUserClass[]
  /** Null where a class is not known or does not tell. */
  readonly superAdmin: boolean | null
}

export interface KnownAccounts {
  readonly known: true
  readonly by: AskedBy
  readonly accounts: readonly AutomateAccount[]
  readonly classes: readonly AutomateUserClass[]
  readonly evidence: readonly Seen<AutomateUsersFact | AutomateUserClassesFact>[]
}

export interface UnknownAccounts {
  readonly known: false
  readonly why: Judgement
}

const dayMs = 86_400_000

/** Users and classes as one and the same way of asking shows them: API before database unless that is a day newer. */
export function automateAccounts(question: Question): KnownAccounts | UnknownAccounts {
  const [byApi, bySql] = [accountsBy(question, 'api'), accountsBy(question, 'sql')]
  const best = byApi && bySql ? newer(byApi, bySql) : (byApi ?? bySql)
  if (best) return best
  const fact = automateLooks(question, 'automate.users').length > 0 ? 'automate.user-classes' : 'automate.users'
  return { known: false, why: automateUnseen(question, fact) }
}

/** What one way of asking shows; undefined unless it saw both users and classes. */
export function accountsBy(question: Question, by: AskedBy): KnownAccounts | undefined {
  const users = automateLooks(question, 'automate.users').find(({ value }) => value.by === by)
  const classes = automateLooks(question, 'automate.user-classes').find(({ value }) => value.by === by)
  if (!users || !classes) return undefined
  const known = new Map(classes.value.classes.map((one) => [one.id, one]))
  return {
    known: true,
    by,
    accounts: users.value.users.map((user) => account(user, known)),
    classes: classes.value.classes,
    evidence: [users, classes],
  }
}

function account(user: AutomateUser, known: ReadonlyMap<string, AutomateUserClass>): AutomateAccount {
  const ids = user.classes ?? []
  const classes = ids.flatMap((id) => known.get(id) ?? [])
  const isWhole = user.classes !== null && classes.length === ids.length
  const told = classes.every(({ superAdmin }) => superAdmin !== null)
  const superAdmin = classes.some((one) => one.superAdmin === true) || (isWhole && told ? false : null)
  return { user, classes, superAdmin }
}

function newer(byApi: KnownAccounts, bySql: KnownAccounts): KnownAccounts {
  return timeOf(bySql) - timeOf(byApi) > dayMs ? bySql : byApi
}

function timeOf({ evidence }: KnownAccounts): number {
  return Math.min(...evidence.map(({ at }) => Date.parse(at)))
}

const mostNames = 10

/** `admin, support and 3 more`: names fit for a sentence. */
export function namesInWords(names: readonly string[]): Text {
  const shown = names.slice(0, mostNames).map(quotation).join(', ')
  const more = names.length - mostNames
  return more > 0 ? say(`${shown} und ${more} weitere`, `${shown} and ${more} more`) : say(shown, shown)
}

/** Put behind an answer that rests on bit 0 of the database's bit mask. */
export const superAdminInferred: Text = say(
  'Wer Super Admin ist, wurde aus der Datenbank erschlossen; bitte bestätigen Sie es im Control Center.',
  'Who is Super Admin was inferred from the database; please confirm it in the Control Center.',
)
