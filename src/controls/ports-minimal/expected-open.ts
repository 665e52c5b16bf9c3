import { joined, say, type Text } from '../../model/text.ts'
import { type Admit, admission, type Publish, published } from '../../policy/intent.ts'
import { admitsCountry } from '../admitted-country.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { sources } from '../exposure-sources.ts'
import { notOnTheInternet } from '../internet-name.ts'
import { mappingsOf } from '../mappings.ts'
import { notApplicable, notSettledFrom, unknownBecause } from '../open-question.ts'
import { isTurnedAway } from '../port-speech.ts'
import { type Sighting, sightings, somebodyAnswered } from '../scanned-ports.ts'
import { fromPlace, seenOnly, vantageOf, whence } from '../vantage-evidence.ts'

const plainWeb = 80

/** The counterpart of closing ports: what agents, guests and clients need is open. */
export const expectedPortsOpen: Control = {
  id: 'ports-minimal.expected-open',
  version: 2,
  measure: 'ports-minimal',
  title: say('Die vorgesehenen Ports sind erreichbar', 'The intended ports can be reached'),
  reason: say(
    'Ist beim Schließen ein Port zu viel geschlossen worden, melden sich Agenten nicht mehr und Sitzungen kommen nicht zustande.',
    'If one port too many was closed, agents stop reporting and sessions do not come about.',
  ),
  looksAt: say(
    'Ob die TCP-Ports, die die Richtlinie für alle öffnet, aus dem Internet antworten.',
    'Whether the TCP ports that the policy opens to everyone answer the internet.',
  ),
  servers: ['automate', 'screenconnect'],
  witnesses: ['outside', 'paper'],
  severity: 'medium',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Leiten Sie den Port an der Firewall wieder auf das Gateway oder den Server.',
      'At the firewall forward the port to the gateway or the server again.',
    ),
    steps: [
      say(
        'Prüfen Sie, ob der Dienst läuft: bei Automate IIS und die Anwendung LabTech, bei ScreenConnect die Dienste „ScreenConnect Web Server“ und „ScreenConnect Relay“. Auf dem Server zeigt das: Get-Service W3SVC, ScreenConnect* | Format-Table Name, Status.',
        'Check that the service runs: for Automate IIS and the application LabTech, for ScreenConnect the services "ScreenConnect Web Server" and "ScreenConnect Relay". On the server this shows it: Get-Service W3SVC, ScreenConnect* | Format-Table Name, Status.',
      ),
      say(
        'Prüfen Sie die Weiterleitung an der Firewall, deren Geoblocking und die Windows-Firewall des Servers.',
        "Check the forward at the firewall, its geoblocking and the server's Windows firewall.",
      ),
      say(
        'Stimmt der Port in der Richtlinie nicht (relay), berichtigen Sie ihn dort.',
        'If the port in the policy is wrong (relay), correct it there.',
      ),
    ],
    automatic: false,
    rollback: say('Stellen Sie die vorige Regel der Firewall wieder her.', "Restore the firewall's previous rule."),
    downtime: say('Keine; der Port ist bereits unerreichbar.', 'None; the port cannot be reached already.'),
  },
  references: [sources.automatePorts, sources.germanPorts],
  mappings: mappingsOf('ports-minimal'),
  judge,
}

function judge(question: Question): readonly Judgement[] {
  const { intents, evidence, server } = question
  const wanted = published(intents, server.kind, 'tcp')
    .filter(({ port }) => port !== plainWeb)
    .flatMap((publish) => {
      const admits = admitsOf(question, publish)
      return admits.length > 0 ? [{ port: publish.port, admits }] : []
    })
  if (wanted.length === 0) return [notApplicable(forFixedNetworks)]
  const known = evidence.about(server.kind, 'outside.tcp-ports')
  const scans = fromPlace(seenOnly(known), 'internet')
  if (scans.length === 0) return [notOnTheInternet(question) ?? notSettledFrom('internet', known)]
  const speech = evidence.about(server.kind, 'outside.port-speaks')
  return wanted.map(({ port, admits }) => {
    const found = sightings(scans, port).map((sighting): Sighting => {
      return isTurnedAway(sighting, speech) ? { ...sighting, state: 'closed' } : sighting
    })
    return aboutPort(port, found, admits)
  })
}

/** The areas behind a port that are for everyone, from somewhere on the internet. */
function admitsOf({ intents }: Question, { areas }: Publish): readonly Admit[] {
  return areas.flatMap((area) => {
    const admit = admission(intents, area)
    return admit && admit.audience === 'everyone' && admit.countries !== 'fixed-networks' ? [admit] : []
  })
}

function aboutPort(port: number, found: readonly Sighting[], admits: readonly Admit[]): Judgement {
  const scans = found.map(({ scan }) => scan)
  const open = found.filter(({ state }) => state === 'open')
  const shut = found.filter((sighting) => sighting.state !== 'open' && isMeantFor(sighting, admits))
  const lost = shut.filter(({ state, scan }) => state === 'closed' || somebodyAnswered(scan))
  if (lost.length > 0) return unreachable(port, lost, open)
  const from = whence(open.map(({ scan }) => scan))
  if (open.length > 0)
    return {
      outcome: 'pass',
      detail: say(`TCP ${port} ist ${from.de} offen.`, `TCP ${port} is open ${from.en}.`),
      evidence: open.map(({ scan }) => scan),
    }
  return { item: `${port}`, ...unknownBecause(whyOpen(port, found, shut), scans) }
}

function isMeantFor({ scan }: Sighting, admits: readonly Admit[]): boolean {
  return admits.some(({ countries }) => admitsCountry(countries, vantageOf(scan)) === 'yes')
}

function unreachable(port: number, lost: readonly Sighting[], open: readonly Sighting[]): Judgement {
  const scans = lost.map(({ scan }) => scan)
  const from = whence(scans)
  const there = whence(open.map(({ scan }) => scan))
  const addresses = [...new Set(scans.map(({ value }) => value.address))].join(', ')
  const [state] = new Set(lost.map((sighting) => sighting.state))
  const how = state === 'closed' ? say('lehnt ab', 'refuses') : say('schweigt', 'keeps silent')
  const split = say(`Anderswo (${there.de}) war er offen.`, `Elsewhere (${there.en}) it was open.`)
  return {
    item: `${port}`,
    outcome: 'fail',
    title: say(`TCP ${port} ist aus dem Internet nicht erreichbar`, `TCP ${port} cannot be reached from the internet`),
    detail: joined([
      say(
        `TCP ${port} an ${addresses} ${how.de} ${from.de}; Agenten, Gäste oder Clients kommen dort nicht durch.`,
        `TCP ${port} at ${addresses} ${how.en} when asked ${from.en}; agents, guests or clients do not get through there.`,
      ),
      ...(open.length > 0 ? [split] : []),
    ]),
    evidence: [...scans, ...open.map(({ scan }) => scan)],
  }
}

function whyOpen(port: number, found: readonly Sighting[], shut: readonly Sighting[]): Text {
  if (found.length === 0)
    return say(`TCP ${port} wurde aus dem Internet nicht gefragt.`, `TCP ${port} was not asked from the internet.`)
  if (shut.length > 0)
    return say(
      `TCP ${port} und alle anderen Ports schweigen; der Server war vielleicht nicht da.`,
      `TCP ${port} and all other ports keep silent; the server may have been away.`,
    )
  return say(
    `TCP ${port} war nicht offen, aber der Blick kam nicht nachweislich aus einem erlaubten Land; das kann am Geoblocking liegen. Nennen Sie das Land mit --country.`,
    `TCP ${port} was not open, but the look did not demonstrably come from an admitted country; that may be geoblocking. Name the country with --country.`,
  )
}

const forFixedNetworks: Text = say(
  'Die Richtlinie öffnet dem Internet keinen Port für jedermann; dass Unbekannte nichts erreichen, ist gewollt.',
  'The policy opens no port to everyone on the internet; that strangers reach nothing is wanted.',
)
