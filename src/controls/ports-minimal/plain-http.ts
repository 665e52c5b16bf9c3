import type { HttpFact } from '../../evidence/outside/facts.ts'
import type { Evidence, Seen } from '../../model/evidence.ts'
import { joined, say, type Text } from '../../model/text.ts'
import { isForeign } from '../admitted-country.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { sources } from '../exposure-sources.ts'
import { notOnTheInternet } from '../internet-name.ts'
import { mappingsOf } from '../mappings.ts'
import { notSettledFrom, unknownBecause } from '../open-question.ts'
import { publishedAt } from '../published-ports.ts'
import { quotation } from '../quotation.ts'
import { type Sighting, sightings, somebodyAnswered } from '../scanned-ports.ts'
import { fromPlace, newest, seenOnly, vantageOf, whence } from '../vantage-evidence.ts'

const webPort = 80

/** Port 80 is not needed; a redirect to HTTPS is tolerable, anything else travels in the clear. */
export const plainHttp: Control = {
  id: 'ports-minimal.plain-http',
  version: 1,
  measure: 'ports-minimal',
  title: say('Unverschlüsseltes HTTP (TCP 80) ist geschlossen', 'Unencrypted HTTP (TCP 80) is closed'),
  reason: say(
    'Wer eine Verbindung ohne Verschlüsselung mitlesen kann, kann sie auch verändern: Agenten und Techniker holen sich dann Befehle und Downloads vom Angreifer.',
    'Whoever can read a connection without encryption can change it too: agents and technicians then fetch commands and downloads from the attacker.',
  ),
  looksAt: say(
    'Ob TCP 80 an den öffentlichen Adressen offen ist, und was dort auf eine Anfrage antwortet.',
    'Whether TCP 80 of the public addresses is open, and what answers a request there.',
  ),
  servers: ['automate', 'screenconnect'],
  witnesses: ['outside', 'paper'],
  severity: 'medium',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Schließen Sie TCP 80 an der Firewall; 443 TCP genügt.',
      'Close TCP 80 at the firewall; 443 TCP is enough.',
    ),
    steps: [
      say(
        'Prüfen Sie zuerst die Serveradresse in den Agentenvorlagen von Automate: Steht dort noch http://, stellen Sie auf https:// um, an einer neuen Vorlage und mit wenigen Agenten zur Probe.',
        "First check the server address in Automate's agent templates: where it still says http://, change it to https://, in a new template and with a few agents as a trial.",
      ),
      say(
        'Holt der Server Zertifikate über Port 80 (ACME HTTP-01), stellen Sie die Prüfung auf DNS um oder lassen Sie nur die Weiterleitung auf HTTPS und den Prüfpfad zu.',
        'If the server obtains certificates over port 80 (ACME HTTP-01), change the check to DNS, or admit only the redirect to HTTPS and the path of the check.',
      ),
      say(
        'Entfernen Sie an der Firewall die Weiterleitung von TCP 80 und sehen Sie erneut aus dem Internet nach: bollwerk assess --from internet.',
        'At the firewall remove the forward of TCP 80 and look from the internet again: bollwerk assess --from internet.',
      ),
    ],
    automatic: false,
    rollback: say('Legen Sie die Weiterleitung von TCP 80 wieder an.', 'Set the forward of TCP 80 up again.'),
    downtime: say(
      'Keine, sobald alle Agenten https:// benutzen; Agenten mit http:// in ihrer Adresse würden sich nicht mehr melden.',
      'None once all agents use https://; agents with http:// in their address would stop reporting.',
    ),
  },
  references: [sources.automatePorts, sources.germanPorts, sources.automateSecurityFix],
  mappings: mappingsOf('ports-minimal'),
  judge,
}

function judge(question: Question): readonly Judgement[] {
  const { evidence, server, policy } = question
  const known = evidence.about(server.kind, 'outside.tcp-ports')
  const found = sightings(fromPlace(seenOnly(known), 'internet'), webPort)
  if (found.length === 0) return [notOnTheInternet(question) ?? notSettledFrom('internet', known)]
  const open = found.filter(({ state }) => state === 'open')
  if (open.length > 0) return [spoken(question, open, found)]
  const scans = found.map(({ scan }) => scan)
  const home = found.filter(({ scan }) => somebodyAnswered(scan) && !isForeign(vantageOf(scan), policy))
  if (home.length === 0) return [unknownBecause(onlySilence, scans)]
  const from = whence(home.map(({ scan }) => scan))
  const detail = say(`TCP 80 ist ${from.de} nicht offen.`, `TCP 80 is not open ${from.en}.`)
  return [{ outcome: 'pass', detail, evidence: home.map(({ scan }) => scan) }]
}

function spoken(question: Question, open: readonly Sighting[], found: readonly Sighting[]): Judgement {
  const { evidence, server, policy } = question
  const answers = fromPlace(plainAnswers(evidence.about(server.kind, 'outside.http')), 'internet')
  const scans = found.map(({ scan }) => scan)
  const meant = open.every(({ scan }) => publishedAt(question, scan.value.address).has(webPort))
  const seen = [...scans, ...answers]
  const insecure = answers.filter(({ value }) => !redirectsToHttps(value, server.host, policy.gateway.listen.https))
  const [first] = insecure
  if (first) return failure('medium', [openText(open), describe(first.value)], seen)
  if (answers.length === 0)
    return meant
      ? unknownBecause(joined([openText(open), notHeard]), seen)
      : failure('medium', [openText(open), notHeard], seen)
  if (meant) return { outcome: 'pass', detail: joined([openText(open), redirects]), evidence: seen }
  return failure('low', [openText(open), redirects, notNeeded], seen)
}

function failure(severity: 'medium' | 'low', texts: readonly Text[], evidence: readonly Evidence[]): Judgement {
  return { item: `${webPort}`, outcome: 'fail', severity, detail: joined(texts), evidence }
}

/** The newest answers over plain HTTP at port 80, whatever path was asked. */
function plainAnswers(evidence: readonly Evidence<HttpFact>[]): readonly Seen<HttpFact>[] {
  const current = seenOnly(newest(evidence, ({ url }) => url))
  return current.filter(({ value }) => {
    const form = /^http:\/\/[^/?#]*?(?::(\d{1,5}))?(?:[/?#]|$)/i.exec(value.url)
    return form !== null && Number(form[1] ?? webPort) === webPort
  })
}

/** A redirect (RFC 9110, section 15.4) to the same name over HTTPS at the port of the policy. */
function redirectsToHttps({ status, headers }: HttpFact, host: string, port: number): boolean {
  const location = headers['location']?.toLowerCase() ?? ''
  const target = `https://${host}`
  if (![301, 302, 303, 307, 308].includes(status) || !location.startsWith(target)) return false
  const form = /^(?::(\d{1,5}))?(?:$|[/?#])/.exec(location.slice(target.length))
  return form !== null && Number(form[1] ?? 443) === port
}

function openText(open: readonly Sighting[]): Text {
  const from = whence(open.map(({ scan }) => scan))
  return say(`TCP 80 ist ${from.de} offen.`, `TCP 80 is open ${from.en}.`)
}

function describe({ status, headers }: HttpFact): Text {
  const location = headers['location']
  if (location === undefined)
    return say(
      `Der Server antwortet dort ohne Verschlüsselung (HTTP ${status}) und leitet nicht auf HTTPS weiter.`,
      `The server answers there without encryption (HTTP ${status}) and does not redirect to HTTPS.`,
    )
  const target = quotation(location)
  return say(
    `Die Weiterleitung dort (HTTP ${status}) führt nicht auf denselben Namen über HTTPS, sondern nach „${target}“.`,
    `The redirect there (HTTP ${status}) does not lead to the same name over HTTPS but to "${target}".`,
  )
}

const redirects: Text = say(
  'Dort wird nur auf HTTPS unter demselben Namen weitergeleitet.',
  'It only redirects to HTTPS under the same name.',
)
const notNeeded: Text = say('Nötig ist der Port trotzdem nicht.', 'Still, the port is not needed.')
const notHeard: Text = say('Was dort antwortet, war nicht zu sehen.', 'What answers there could not be seen.')
const onlySilence: Text = say(
  'Aus einem erlaubten Land hat kein Port geantwortet; vielleicht war der Server nicht da. Das belegt nicht, dass TCP 80 geschlossen ist.',
  'No port answered a look from an admitted country; the server may have been away. That does not prove that TCP 80 is closed.',
)
