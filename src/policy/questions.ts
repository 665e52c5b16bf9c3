import { parseCountry } from '../model/country.ts'
import { type Endpoint, parseEndpoint } from '../model/endpoint.ts'
import { parseHost } from '../model/host.ts'
import { parseLine } from '../model/line.ts'
import { parseLink } from '../model/link.ts'
import { accepted, type Parsed, rejected } from '../model/parsed.ts'
import { quoted } from '../model/quoted.ts'
import { type Language, languages, say, type Text } from '../model/text.ts'
import { parseTechnicianNetwork } from './network.ts'
import type { TechnicianNetwork } from './policy.ts'

/** What a new policy is written from. A server without a host is not part of the site. */
export interface PolicyAnswers {
  readonly site: string
  readonly language: Language
  readonly technicians: readonly TechnicianNetwork[]
  readonly countries: readonly string[]
  readonly automateHost?: string
  readonly automateOrigin?: Endpoint
  readonly screenconnectHost?: string
  readonly screenconnectOrigin?: Endpoint
  readonly screenconnectRelay?: Endpoint
  readonly supportName?: string
  readonly supportBooking?: string
}

export type AnswerKey = keyof PolicyAnswers

/** The answer to a question when it is not left out. */
export type Answer<Key extends AnswerKey> = Exclude<PolicyAnswers[Key], undefined>

/** One question of `bollwerk init`. */
export interface Question<Key extends AnswerKey = AnswerKey> {
  readonly key: Key
  /** The flag that answers it, without dashes. */
  readonly flag: string
  readonly question: Text
  readonly example: string
  /** Taken when nothing is answered. A question without it and without `optional` must be answered. */
  readonly fallback?: string
  readonly optional: boolean
  /** Only asked when that question was answered. */
  readonly after?: AnswerKey
  readonly parse: (text: string) => Parsed<Answer<Key>>
}

const byKey: { readonly [Key in AnswerKey]: Question<Key> } = {
  site: {
    key: 'site',
    flag: 'site',
    question: say('Wie heißt Ihr Standort oder Betrieb?', 'What is the name of your site or business?'),
    example: 'Muster-MSP',
    optional: false,
    parse: (text) => parseLine(text),
  },
  language: {
    key: 'language',
    flag: 'language',
    question: say(
      'In welcher Sprache sollen Berichte erscheinen (de oder en)?',
      'In which language shall reports appear (de or en)?',
    ),
    example: 'de',
    fallback: 'de',
    optional: false,
    parse: parseLanguage,
  },
  technicians: {
    key: 'technicians',
    flag: 'technicians',
    question: say(
      'Von welchen Adressen, Netzen oder Rechnernamen arbeiten Ihre Techniker (mit Komma getrennt)? Ohne Angabe erreicht niemand ihre Oberflächen.',
      'From which addresses, networks or host names do your technicians work (separated by commas)? Without any, nobody reaches their interfaces.',
    ),
    example: '203.0.113.0/24, buero.muster-msp.de',
    fallback: '',
    optional: false,
    parse: (text) => parseList(text, parseTechnicianNetwork),
  },
  countries: {
    key: 'countries',
    flag: 'countries',
    question: say(
      'In welchen Ländern stehen die Rechner Ihrer Kunden (Kürzel, mit Komma getrennt)?',
      "In which countries are your customers' machines (codes, separated by commas)?",
    ),
    example: 'DE, AT, CH',
    fallback: 'DE, AT, CH',
    optional: false,
    parse: parseCountries,
  },
  automateHost: {
    key: 'automateHost',
    flag: 'automate-host',
    question: say(
      'Unter welchem öffentlichen Namen ist Automate erreichbar? Leer, wenn es keines gibt.',
      'Under which public name is Automate reached? Empty if there is none.',
    ),
    example: 'automate.muster-msp.de',
    optional: true,
    parse: parseHost,
  },
  automateOrigin: {
    key: 'automateOrigin',
    flag: 'automate-origin',
    question: say(
      'Wo lauscht Automate selbst, im internen Netz?',
      'Where does Automate itself listen, in the internal network?',
    ),
    example: 'https://10.20.0.10',
    optional: false,
    after: 'automateHost',
    parse: (text) => parseEndpoint(text, ['http', 'https']),
  },
  screenconnectHost: {
    key: 'screenconnectHost',
    flag: 'screenconnect-host',
    question: say(
      'Unter welchem öffentlichen Namen ist ScreenConnect erreichbar? Leer, wenn es keines gibt.',
      'Under which public name is ScreenConnect reached? Empty if there is none.',
    ),
    example: 'support.muster-msp.de',
    optional: true,
    parse: parseHost,
  },
  screenconnectOrigin: {
    key: 'screenconnectOrigin',
    flag: 'screenconnect-origin',
    question: say(
      'Wo lauscht ScreenConnect selbst, im internen Netz?',
      'Where does ScreenConnect itself listen, in the internal network?',
    ),
    example: 'http://10.20.0.11:8040',
    optional: false,
    after: 'screenconnectHost',
    parse: (text) => parseEndpoint(text, ['http', 'https']),
  },
  screenconnectRelay: {
    key: 'screenconnectRelay',
    flag: 'screenconnect-relay',
    question: say(
      'Wo lauscht das Relay von ScreenConnect? Leer, wenn es nicht von außen erreichbar sein soll.',
      'Where does the relay of ScreenConnect listen? Empty if it shall not be reached from outside.',
    ),
    example: 'tcp://10.20.0.11:8041',
    optional: true,
    after: 'screenconnectHost',
    parse: (text) => parseEndpoint(text, ['tcp']),
  },
  supportName: {
    key: 'supportName',
    flag: 'support-name',
    question: say(
      'Wer hilft Ihnen bei Aktualisierungen? Leer, wenn niemand.',
      'Who helps you with upgrades? Empty if nobody.',
    ),
    example: 'Muster-Support',
    optional: true,
    parse: (text) => parseLine(text),
  },
  supportBooking: {
    key: 'supportBooking',
    flag: 'support-booking',
    question: say('Auf welcher Seite bucht man dort einen Termin?', 'On which page is an appointment booked there?'),
    example: 'https://support.muster-msp.de/termin',
    optional: true,
    after: 'supportName',
    parse: parseLink,
  },
}

/** The questions in the order in which to ask them. */
export const questions: readonly Question[] = Object.values(byKey)

/** The question that an answer belongs to. */
export function questionOf<Key extends AnswerKey>(key: Key): Question<Key> {
  return byKey[key]
}

function parseLanguage(text: string): Parsed<Language> {
  const language = languages.find((known) => known === text.trim().toLowerCase())
  if (language) return accepted(language)
  return rejected(
    say(
      `${quoted(text)} ist keine Sprache, die Bollwerk spricht; erlaubt sind de und en.`,
      `${quoted(text)} is not a language that Bollwerk speaks; allowed are de and en.`,
    ),
  )
}

function parseCountries(text: string): Parsed<readonly string[]> {
  const countries = parseList(text.toUpperCase(), parseCountry)
  if (!countries.ok || countries.value.length > 0) return countries
  return rejected(say('Nennen Sie mindestens ein Land, zum Beispiel DE.', 'Name at least one country, for example DE.'))
}

/** Items separated by commas; blanks around them and empty items go, and so does what was said twice. */
function parseList<Item>(text: string, parse: (item: string) => Parsed<Item>): Parsed<readonly Item[]> {
  const items: Item[] = []
  for (const part of new Set(text.split(',').map((piece) => piece.trim()))) {
    if (part === '') continue
    const item = parse(part)
    if (!item.ok) return item
    items.push(item.value)
  }
  return accepted(items)
}
