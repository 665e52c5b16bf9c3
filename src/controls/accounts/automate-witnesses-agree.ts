import { say, type Text } from '../../model/text.ts'
import { type AutomateAccount, accountsBy, type KnownAccounts, namesInWords } from '../automate-accounts.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { notApplicable, unknownBecause } from '../open-question.ts'
import { upkeepSources } from '../upkeep-sources.ts'

const dayMs = 86_400_000

/** The REST API and the database tell the same of the accounts. An account that only one of them shows is hidden. */
export const automateWitnessesAgree: Control = {
  id: 'accounts.automate-witnesses-agree',
  version: 1,
  measure: 'accounts',
  title: say(
    'REST-Schnittstelle und Datenbank von Automate zeigen dieselben Konten',
    'REST interface and database of Automate show the same accounts',
  ),
  reason: say(
    'Ein Konto, das nur in der Datenbank steht, hat vielleicht jemand an Automate vorbei angelegt.',
    'An account that stands in the database only was perhaps created by somebody who went past Automate.',
  ),
  looksAt: say(
    'Benutzer und Super Admins aus GET /Users und GET /UserClasses neben denen aus den Tabellen users und userclasses.',
    'Users and Super Admins from GET /Users and GET /UserClasses beside those from the tables users and userclasses.',
  ),
  servers: ['automate'],
  witnesses: ['inside'],
  severity: 'high',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Klären Sie, warum ein Konto nur an einer Stelle steht.',
      'Find out why an account stands in one place only.',
    ),
    steps: [
      say(
        'Sammeln Sie beide Belege am selben Tag neu: bollwerk collect automate, einmal ohne und einmal mit --database.',
        'Collect both anew on the same day: bollwerk collect automate, once without and once with --database.',
      ),
      say(
        'Prüfen Sie, ob das fragende Konto der REST-Schnittstelle alle Benutzer sehen darf.',
        'Check whether the account that asks the REST interface may see all users.',
      ),
      say(
        'Bleibt der Unterschied, sehen Sie im Control Center und mit SELECT UserID, Name, ClientID, Last_User, Last_Date FROM users; nach, wer das Konto zuletzt geändert hat.',
        'If the difference stays, look in the Control Center and with SELECT UserID, Name, ClientID, Last_User, Last_Date FROM users; who changed the account last.',
      ),
    ],
    automatic: false,
    rollback: say('Es wird nichts geändert.', 'Nothing is changed.'),
    downtime: say('Keine.', 'None.'),
  },
  references: [upkeepSources.connectwiseAnnouncement],
  mappings: mappingsOf('accounts'),
  judge,
}

function judge(question: Question): readonly Judgement[] {
  const [byApi, bySql] = [accountsBy(question, 'api'), accountsBy(question, 'sql')]
  if (!byApi || !bySql) return [notApplicable(nothingToCompare, (byApi ?? bySql)?.evidence ?? [])]
  const evidence = [...byApi.evidence, ...bySql.evidence]
  const times = evidence.map(({ at }) => Date.parse(at))
  if (Math.max(...times) - Math.min(...times) > dayMs) return [unknownBecause(tooFarApart, evidence)]
  const found = [...onlyIn('api', byApi, bySql), ...onlyIn('sql', bySql, byApi), ...otherAdministrators(byApi, bySql)]
  if (found.length > 0) return found.map((one) => ({ ...one, outcome: 'fail', evidence }))
  return [{ outcome: 'pass', detail: same(byApi.accounts.length), evidence }]
}

type Found = Pick<Judgement, 'item' | 'severity' | 'detail'>

function onlyIn(place: 'api' | 'sql', here: KnownAccounts, there: KnownAccounts): readonly Found[] {
  const known = new Set(there.accounts.map(keyOf))
  const names = here.accounts.filter((account) => !known.has(keyOf(account))).map(({ user }) => user.name)
  if (names.length === 0) return []
  const shown = namesInWords(names)
  const words: Readonly<Record<typeof place, Text>> = {
    api: say(
      `Nur die REST-Schnittstelle zeigt: ${shown.de}. In der Tabelle users fehlen sie.`,
      `Only the REST interface shows: ${shown.en}. The table users lacks them.`,
    ),
    sql: say(
      `Nur die Datenbank zeigt: ${shown.de}. In der REST-Schnittstelle sind sie nicht zu sehen.`,
      `Only the database shows: ${shown.en}. They cannot be seen in the REST interface.`,
    ),
  }
  return [{ item: `only-${place}`, detail: words[place] }]
}

/** Rests on bit 0 of the bit mask, which is inferred: therefore medium. */
function otherAdministrators(byApi: KnownAccounts, bySql: KnownAccounts): readonly Found[] {
  const inDatabase = new Map(bySql.accounts.map((account) => [keyOf(account), account.superAdmin]))
  const names = byApi.accounts
    .filter((account) => {
      const other = inDatabase.get(keyOf(account)) ?? null
      return account.superAdmin !== null && other !== null && account.superAdmin !== other
    })
    .map(({ user }) => user.name)
  if (names.length === 0) return []
  const shown = namesInWords(names)
  return [
    {
      item: 'administrators',
      severity: 'medium',
      detail: say(
        `Ob diese Konten Super Admin sind, sagen beide verschieden: ${shown.de}. Aus der Datenbank ist es nur erschlossen.`,
        `The two differ on whether these accounts are Super Admin: ${shown.en}. From the database it is only inferred.`,
      ),
    },
  ]
}

function keyOf({ user }: AutomateAccount): string {
  return user.name.toLowerCase()
}

function same(count: number): Text {
  return say(
    `REST-Schnittstelle und Datenbank zeigen dieselben ${count} Konten und dieselben Super Admins.`,
    `REST interface and database show the same ${count} accounts and the same Super Admins.`,
  )
}

const nothingToCompare = say(
  'Es wurde nicht auf beiden Wegen nachgesehen; es gibt nichts zu vergleichen.',
  'There was no look in both ways; there is nothing to compare.',
)

const tooFarApart = say(
  'Die beiden Blicke liegen mehr als einen Tag auseinander. Bitte sammeln Sie beide am selben Tag.',
  'The two looks are more than a day apart. Please collect both on the same day.',
)
