import { areaDefinition } from '../../catalog/index.ts'
import type { PathFact } from '../../evidence/outside/facts.ts'
import type { Seen } from '../../model/evidence.ts'
import { joined, say, type Text } from '../../model/text.ts'
import { type Admit, admission } from '../../policy/intent.ts'
import { type Asked, isLost, whyUnsettled } from '../agent-path.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { sources } from '../exposure-sources.ts'
import { mappingsOf } from '../mappings.ts'
import { notApplicable, notSettledFrom, unknownBecause } from '../open-question.ts'
import { quotation } from '../quotation.ts'
import { whence } from '../vantage-evidence.ts'
import { doubtAbout, type WebLook, webLooks } from '../web-look.ts'

/** The other side of the restriction: what the agents need stays open, or every customer's machine is lost. */
export const agentsReachable: Control = {
  id: 'control-center-restricted.agents-reachable',
  version: 1,
  measure: 'control-center-restricted',
  title: say('Agenten erreichen ihren Server', 'Agents reach their server'),
  reason: say(
    'Gilt die Beschränkung aus Versehen auch für die Anwendung LabTech, melden sich die Agenten nicht mehr und lassen sich aus der Ferne nicht zurückholen.',
    'If the restriction covers the application LabTech by mistake, agents stop reporting and cannot be brought back from afar.',
  ),
  looksAt: say(
    'Die Antworten der Agenten-Pfade von Automate (unter /LabTech) auf Anfragen aus dem Internet.',
    'The answers of the paths of the agents (below /LabTech) to requests from the internet.',
  ),
  servers: ['automate'],
  witnesses: ['outside', 'inside'],
  severity: 'medium',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Nehmen Sie jede IP-Beschränkung von der IIS-Anwendung LabTech und von der Website darüber.',
      'Remove every address restriction from the IIS application LabTech and from the site above it.',
    ),
    steps: [
      say(
        'Sichern Sie %windir%\\System32\\inetsrv\\config\\applicationHost.config.',
        'Back up %windir%\\System32\\inetsrv\\config\\applicationHost.config.',
      ),
      say(
        'Öffnen Sie im IIS-Manager die Anwendung LabTech > „Einschränkungen für IP-Adressen und Domänen“, entfernen Sie die Einträge und stellen Sie nicht angegebene Clients auf „Zulassen“. Prüfen Sie dasselbe an der Website, von der LabTech erbt.',
        'In IIS Manager open the application LabTech > "IP Address and Domain Restrictions", remove the entries and set unspecified clients to "Allow". Check the same at the site that LabTech inherits from.',
      ),
      say(
        'Steht ein Proxy oder eine Firewall mit Pfadregeln davor, lassen Sie /LabTech/ für alle erlaubten Länder durch.',
        'If a proxy or a firewall with rules for paths stands in front, let /LabTech/ through for every admitted country.',
      ),
    ],
    automatic: false,
    rollback: say(
      'Spielen Sie die gesicherte applicationHost.config zurück.',
      'Put the saved applicationHost.config back.',
    ),
    downtime: say('Keine; IIS übernimmt die Änderung sofort.', 'None; IIS takes the change over at once.'),
  },
  references: [sources.automateAccess, sources.germanPorts],
  mappings: mappingsOf('control-center-restricted'),
  judge,
}

function judge(question: Question): readonly Judgement[] {
  const { intents, evidence, server } = question
  const agents = admission(intents, 'automate.agents')
  if (agents?.audience !== 'everyone' || agents.countries === 'fixed-networks') return [notApplicable(closedByPolicy)]
  const looks = webLooks(question).filter(({ vantage }) => vantage.place === 'internet')
  const asked = looks.flatMap((look) => agentPaths(look).map((path) => ({ look, path })))
  const paths = evidence.about(server.kind, 'outside.path')
  if (asked.length === 0) return [notSettledFrom('internet', paths)]
  const probes = areaDefinition(question.catalog, 'automate.agents').probes.map(({ path }) => path)
  const seen = [...new Set([...probes, ...asked.map(({ path }) => path.value.path)])]
  return seen.flatMap((path) =>
    aboutPath(
      path,
      asked.filter((one) => one.path.value.path === path),
      agents,
    ),
  )
}

const closedByPolicy: Text = say(
  'Die Richtlinie lässt nicht jeden zu den Agenten-Pfaden; dass Unbekannte abgewiesen werden, ist gewollt.',
  'The policy does not let everyone reach the paths of the agents; that strangers are refused is wanted.',
)

function agentPaths({ paths }: WebLook): readonly Seen<PathFact>[] {
  return paths.filter(({ value }) => value.area === 'automate.agents')
}

function aboutPath(path: string, asked: readonly Asked[], { countries }: Admit): readonly Judgement[] {
  const evidence = asked.map((one) => one.path)
  const shown = quotation(path)
  const lost = asked.filter((one) => isLost(one, countries))
  if (lost.length > 0) return [refused(path, lost, asked)]
  const answered = asked.filter(
    ({ look, path: piece }) => piece.value.answer === 'answered' && !doubtAbout(piece, look),
  )
  if (answered.length > 0) {
    const from = whence(answered.map((one) => one.path))
    return [
      { outcome: 'pass', detail: say(`${shown} antwortet ${from.de}.`, `${shown} answers ${from.en}.`), evidence },
    ]
  }
  const reasons = asked.map((one) => doubtAbout(one.path, one.look) ?? whyUnsettled(one, countries))
  const once = [...new Map(reasons.map((reason) => [reason.en, reason])).values()]
  return [{ item: path, ...unknownBecause(once.length > 0 ? joined(once) : notAsked(shown), evidence) }]
}

function refused(path: string, lost: readonly Asked[], asked: readonly Asked[]): Judgement {
  const from = whence(lost.map((one) => one.path))
  const [first] = lost
  const status = first?.path.value.status
  const how = status === undefined ? '' : ` (HTTP ${status})`
  const shown = `${quotation(path)}${how}`
  return {
    item: path,
    outcome: 'fail',
    detail: say(
      `${shown} wird ${from.de} abgewiesen, während der Server andere Anfragen beantwortet: Agenten melden sich von dort nicht mehr.`,
      `${shown} is refused ${from.en} while the server answers other requests: agents no longer report from there.`,
    ),
    evidence: asked.flatMap((one) => (one.look.identity ? [one.path, one.look.identity] : [one.path])),
  }
}

function notAsked(path: string): Text {
  return say(
    `${path} wurde noch nicht aus dem Internet nachgesehen.`,
    `Nobody has looked at ${path} from the internet yet.`,
  )
}
