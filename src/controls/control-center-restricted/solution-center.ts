import { joined, say, type Text } from '../../model/text.ts'
import { admission } from '../../policy/intent.ts'
import { isForeign } from '../admitted-country.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { sources } from '../exposure-sources.ts'
import { mappingsOf } from '../mappings.ts'
import { notApplicable, notSettledFrom, unknownBecause } from '../open-question.ts'
import { speechAt, speechTexts } from '../port-speech.ts'
import { type Sighting, sightings, somebodyAnswered } from '../scanned-ports.ts'
import { fromPlace, seenOnly, vantageOf, whence } from '../vantage-evidence.ts'

const solutionCenterPort = 8484

/** Port 8484 carries the Control Center to the Solution Center service; only technicians' machines need it. */
export const solutionCenter: Control = {
  id: 'control-center-restricted.solution-center',
  version: 1,
  measure: 'control-center-restricted',
  title: say(
    'Das Solution Center (TCP 8484) ist aus dem Internet nicht erreichbar',
    'The Solution Center (TCP 8484) does not answer the internet',
  ),
  reason: say(
    'Über TCP 8484 spricht nur das Control Center mit dem Server. Agenten brauchen den Port nicht, Angreifer gewinnen einen weiteren Dienst.',
    'Only the Control Center talks to the server on TCP 8484. Agents do not need the port, attackers gain one more service.',
  ),
  looksAt: say(
    'Ob TCP 8484 an der öffentlichen Adresse auf Verbindungen aus dem Internet antwortet.',
    'Whether TCP 8484 at the public address answers connections from the internet.',
  ),
  servers: ['automate'],
  witnesses: ['outside', 'paper'],
  severity: 'high',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Entfernen Sie die Weiterleitung von TCP 8484 oder lassen Sie an der Firewall nur die Netze Ihrer Techniker als Quelle zu.',
      "Remove the forward of TCP 8484, or let only your technicians' networks in as its source at the firewall.",
    ),
    steps: [
      say(
        'Suchen Sie in der Firewall die Regel (Port-Weiterleitung, DNAT), die TCP 8484 auf den Automate-Server leitet, und notieren Sie ihre Einstellungen.',
        'In the firewall find the rule (port forward, DNAT) that leads TCP 8484 to the Automate server and note its settings.',
      ),
      say(
        'Löschen Sie die Regel, wenn Techniker über VPN oder aus dem eigenen Netz arbeiten; sonst tragen Sie ihre festen Netze als einzige Quelle ein.',
        'Delete the rule if technicians work over VPN or from your own network; otherwise enter their fixed networks as the only source.',
      ),
      say(
        'Öffnen Sie im Control Center das Solution Center aus einem Netz der Techniker und sehen Sie danach erneut aus dem Internet nach: bollwerk assess --from internet.',
        'Open the Solution Center in the Control Center from a network of the technicians, then look from the internet again: bollwerk assess --from internet.',
      ),
    ],
    automatic: false,
    rollback: say('Legen Sie die notierte Regel wieder an.', 'Set the noted rule up again.'),
    downtime: say(
      'Keine für Agenten; Techniker außerhalb der zugelassenen Netze öffnen das Solution Center nicht mehr.',
      'None for agents; technicians outside of the admitted networks can no longer open the Solution Center.',
    ),
  },
  references: [sources.germanPorts, sources.automatePorts],
  mappings: mappingsOf('control-center-restricted'),
  judge,
}

function judge({ evidence, server, policy, intents }: Question): readonly Judgement[] {
  const technicians = admission(intents, 'automate.technicians')
  if (technicians && technicians.audience === 'everyone') return [notApplicable(openToEveryone)]
  const known = evidence.about(server.kind, 'outside.tcp-ports')
  const scans = fromPlace(seenOnly(known), 'internet')
  const found = sightings(scans, solutionCenterPort)
  if (found.length === 0) return [notSettledFrom('internet', known)]
  const open = found.filter(({ state }) => state === 'open')
  if (open.length > 0)
    return [reachable(open, found, speechAt(open, evidence.about(server.kind, 'outside.port-speaks')))]
  const home = found.filter(({ scan }) => somebodyAnswered(scan) && !isForeign(vantageOf(scan), policy))
  const scanned = found.map(({ scan }) => scan)
  return [home.length > 0 ? closed(home) : unknownBecause(onlySilence, scanned)]
}

const openToEveryone: Text = say(
  'Die Richtlinie öffnet den Bereich der Techniker für alle; eine Beschränkung ist nicht gewollt.',
  'The policy opens the area of the technicians to everyone; no restriction is wanted.',
)

const onlySilence: Text = say(
  'Kein Port hat aus einem erlaubten Land geantwortet; vielleicht war der Server nicht erreichbar. Das belegt nicht, dass TCP 8484 gesperrt ist.',
  'No port answered a look from an admitted country; the server may have been away. That does not prove that TCP 8484 is closed.',
)

function reachable(
  open: readonly Sighting[],
  found: readonly Sighting[],
  speech: ReturnType<typeof speechAt>,
): Judgement {
  const scans = open.map(({ scan }) => scan)
  const from = whence(scans)
  const others = found.filter(({ state }) => state !== 'open').map(({ scan }) => scan)
  const elsewhere = whence(others)
  const split = say(
    `Ein anderer Blick ${elsewhere.de} fand den Port nicht offen; die Sperre gilt also nicht überall.`,
    `Another look ${elsewhere.en} did not find the port open; so the restriction does not hold everywhere.`,
  )
  return {
    item: `${solutionCenterPort}`,
    outcome: 'fail',
    detail: joined([
      say(`TCP 8484 ist ${from.de} offen.`, `TCP 8484 is open ${from.en}.`),
      ...speechTexts(speech),
      ...(others.length > 0 ? [split] : []),
    ]),
    evidence: [...scans, ...others, ...speech],
  }
}

function closed(found: readonly Sighting[]): Judgement {
  const scans = found.map(({ scan }) => scan)
  const from = whence(scans)
  return {
    outcome: 'pass',
    detail: say(`TCP 8484 ist ${from.de} nicht erreichbar.`, `TCP 8484 cannot be reached ${from.en}.`),
    evidence: scans,
  }
}
