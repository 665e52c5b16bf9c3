import { areaDefinition } from '../catalog/index.ts'
import type { Evidence } from '../model/evidence.ts'
import { joined, say, type Text } from '../model/text.ts'
import { type Admit, admission, published } from '../policy/intent.ts'
import { admitsCountry } from './admitted-country.ts'
import type { Question } from './control.ts'
import { boundAdmissions, isShutOut } from './foreign-look.ts'
import { isTurnedAway } from './port-speech.ts'
import { publishedAt } from './published-ports.ts'
import { quotation } from './quotation.ts'
import { openPorts, type Sighting } from './scanned-ports.ts'
import { newest, seenOnly, vantageKey, vantageOf, whence } from './vantage-evidence.ts'
import { doubtAbout, webLooks } from './web-look.ts'

/** Something that answered a place that the policy shuts out. */
export interface ForeignAnswer {
  /** The area or the port. */
  readonly item: string
  /** Whether the answer proves that somebody gets through. */
  readonly proves: boolean
  readonly text: Text
  readonly evidence: readonly Evidence[]
}

/** Everything that answered abroad: areas by their paths, ports by their scan, the heartbeat. */
export function foreignAnswers(question: Question): readonly ForeignAnswer[] {
  const bound = boundAdmissions(question)
  return [
    ...bound.flatMap((admit) => pathAnswers(admit, question)),
    ...portAnswers(question, bound),
    ...heartbeatAnswers(question, bound),
  ]
}

function pathAnswers({ area, countries }: Admit, question: Question): readonly ForeignAnswer[] {
  const abroad = webLooks(question).filter(
    ({ vantage }) => vantage.place === 'internet' && admitsCountry(countries, vantage) === 'no',
  )
  const answers = abroad.flatMap((look) =>
    look.paths
      .filter(({ value }) => value.area === area && value.answer !== 'refused')
      .map((path) => ({ path, doubt: path.value.answer === 'failing' ? fault : doubtAbout(path, look) })),
  )
  const proven = answers.filter(({ doubt }) => doubt === undefined)
  const counted = proven.length > 0 ? proven : answers
  if (counted.length === 0) return []
  const evidence = counted.map(({ path }) => path)
  const from = whence(evidence)
  const paths = [...new Set(evidence.map(({ value }) => quotation(value.path)))].join(', ')
  const { title } = areaDefinition(question.catalog, area)
  const answered = say(
    `Der Bereich „${title.de}“ antwortet ${from.de} (${paths}).`,
    `The area "${title.en}" answers ${from.en} (${paths}).`,
  )
  const [reason] = counted.flatMap(({ doubt }) => (doubt ? [doubt] : []))
  return [{ item: area, proves: proven.length > 0, text: joined(reason ? [answered, reason] : [answered]), evidence }]
}

function portAnswers(question: Question, bound: readonly Admit[]): readonly ForeignAnswer[] {
  const { evidence, server } = question
  const scans = seenOnly(evidence.about(server.kind, 'outside.tcp-ports')).filter((scan) => isShutOut(scan, bound))
  const speech = evidence.about(server.kind, 'outside.port-speaks')
  return [...openPorts(scans)].flatMap(([port, open]) => {
    const shut = open.filter((sighting) => !isMeant(sighting, question) && !isTurnedAway(sighting, speech))
    const proven = shut.filter((sighting) => !isWebPort(port, question) || webSilence(sighting, question) === 'unasked')
    const counted = proven.length > 0 ? proven : shut.filter((sighting) => webSilence(sighting, question) === 'broken')
    if (counted.length === 0) return []
    const seen = counted.map(({ scan }) => scan)
    const from = whence(seen)
    const accepts = say(`TCP ${port} nimmt ${from.de} Verbindungen an.`, `TCP ${port} accepts connections ${from.en}.`)
    const proves = proven.length > 0
    return [{ item: `${port}`, proves, text: proves ? accepts : joined([accepts, noWebAnswer]), evidence: seen }]
  })
}

/** The port carries an area that admits this place, or belongs to the other server at the same address. */
function isMeant({ port, scan }: Sighting, question: Question): boolean {
  const { intents, server } = question
  const own = published(intents, server.kind, 'tcp').find((publish) => publish.port === port)
  if (!own) return publishedAt(question, scan.value.address).has(port)
  return own.areas.some((area) => {
    const admit = admission(intents, area)
    return admit?.audience === 'everyone' && admitsCountry(admit.countries, vantageOf(scan)) !== 'no'
  })
}

function isWebPort(port: number, { intents, server, catalog }: Question): boolean {
  const own = published(intents, server.kind, 'tcp').find((publish) => publish.port === port)
  return own?.areas.some((area) => areaDefinition(catalog, area).transport === 'http') ?? false
}

/** At a web port the paths decide. `broken`: they were asked and nothing came; `unasked`: nobody asked. */
function webSilence({ scan }: Sighting, { evidence, server }: Question): 'paths' | 'broken' | 'unasked' {
  const from = vantageKey(scan)
  const here = (piece: Evidence) => vantageKey(piece) === from
  const paths = evidence.about(server.kind, 'outside.path').filter(here)
  if (seenOnly(paths).length > 0) return 'paths'
  const identity = evidence.about(server.kind, 'outside.identity').filter(here)
  return paths.length + identity.length > 0 ? 'broken' : 'unasked'
}

function heartbeatAnswers({ evidence, server }: Question, bound: readonly Admit[]): readonly ForeignAnswer[] {
  const admit = bound.filter(({ area }) => area === 'automate.heartbeat')
  const known = seenOnly(newest(evidence.about(server.kind, 'outside.heartbeat'), ({ address }) => address))
  const seen = known.filter((piece) => piece.value.answer === 'answered' && isShutOut(piece, admit))
  if (seen.length === 0) return []
  const from = whence(seen)
  const ports = [...new Set(seen.map(({ value }) => value.port))].join(', ')
  const text = say(`UDP ${ports} antwortet ${from.de}.`, `UDP ${ports} answers ${from.en}.`)
  return [{ item: 'automate.heartbeat', proves: true, text, evidence: seen }]
}

const fault: Text = say(
  'Es ist nur ein Serverfehler; ob das Produkt dahinter antworten würde, ist offen.',
  'It is a server fault only; whether the product behind it would answer is open.',
)

const noWebAnswer: Text = say(
  'Eine Antwort auf HTTP-Anfragen kam aber nicht; die Sperre greift vielleicht erst nach dem Verbindungsaufbau.',
  'But requests over HTTP got no answer; the block may act only after the connection is made.',
)
