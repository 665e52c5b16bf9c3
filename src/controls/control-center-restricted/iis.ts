import type { IisFact } from '../../evidence/windows/facts.ts'
import type { Evidence, Seen } from '../../model/evidence.ts'
import { say } from '../../model/text.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { sources } from '../exposure-sources.ts'
import { type Expected, faultsOf, isRestricting } from '../iis-judgement.ts'
import { agentPlaces, effectiveRules, type IisPlace, rulesBelow, technicianPlaces } from '../iis-restriction.ts'
import { isAbsent, lacking, type Machine, onEveryMachine } from '../inside-look.ts'
import { addressesOf } from '../machine-networks.ts'
import { mappingsOf } from '../mappings.ts'
import { notApplicable } from '../open-question.ts'
import { quotation } from '../quotation.ts'
import { windowsSources } from '../windows-sources.ts'

type Piece = Seen<IisFact>

/** The address rules of IIS on the technicians' applications (EBERTLANG a1267; automate.md §2, assessment.md §5.6). */
export const iisRestriction: Control = {
  id: 'control-center-restricted.iis',
  version: 1,
  measure: 'control-center-restricted',
  title: say(
    'IIS lässt an das Control Center nur die Netze der Techniker',
    "IIS lets only the technicians' networks reach the Control Center",
  ),
  reason: say(
    'Die Regeln in IIS gelten auch dann, wenn Firewall oder Proxy davor einmal offen stehen. Der häufigste Fehler: Einträge, die nichts sperren.',
    'The rules in IIS hold even when the firewall or proxy in front stands open. The most frequent mistake: entries that deny nothing.',
  ),
  looksAt: say(
    'ipSecurity für cwa, LegacyCCASMX, WCC2 und LabTech in der applicationHost.config, geerbt wie in IIS, und ob der Rollendienst dafür da ist; verglichen mit technicians der Richtlinie.',
    'ipSecurity of cwa, LegacyCCASMX, WCC2 and LabTech in applicationHost.config, inherited as in IIS, and whether the role service for it is there; compared with technicians of the policy.',
  ),
  servers: ['automate'],
  witnesses: ['inside'],
  severity: 'high',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Lassen Sie in IIS auf cwa, LegacyCCASMX und WCC2 nur die Netze Ihrer Techniker zu, und auf LabTech alle.',
      "In IIS allow only your technicians' networks on cwa, LegacyCCASMX and WCC2, and everybody on LabTech.",
    ),
    steps: [
      say(
        'Sichern Sie %windir%\\System32\\inetsrv\\config\\applicationHost.config und halten Sie die Konsole des Hypervisors bereit.',
        'Back up %windir%\\System32\\inetsrv\\config\\applicationHost.config and have the console of the hypervisor at hand.',
      ),
      say(
        'Installieren Sie den Rollendienst, falls er fehlt: Install-WindowsFeature Web-IP-Security',
        'Install the role service if it is missing: Install-WindowsFeature Web-IP-Security',
      ),
      say(
        'Öffnen Sie im IIS-Manager je Anwendung „Einschränkungen für IP-Adressen und Domänen“: ein Zulassungseintrag je Netz der Techniker, dazu 127.0.0.1 und die Adresse des Servers, dann „Featureeinstellungen bearbeiten“ > nicht angegebene Clients: Verweigern.',
        'In IIS Manager open "IP Address and Domain Restrictions" for each application: an allow entry for each network of the technicians, also 127.0.0.1 and the address of the server, then "Edit Feature Settings" > unspecified clients: Deny.',
      ),
      say(
        'In PowerShell für eine Anwendung: Set-WebConfigurationProperty -PSPath IIS:\\ -Location "Default Web Site/cwa" -Filter system.webServer/security/ipSecurity -Name allowUnlisted -Value $false',
        'In PowerShell for one application: Set-WebConfigurationProperty -PSPath IIS:\\ -Location "Default Web Site/cwa" -Filter system.webServer/security/ipSecurity -Name allowUnlisted -Value $false',
      ),
      say(
        'Beschränken Sie LabTech nie, auch nicht durch eine Regel für die ganze Website: Sonst melden sich die Agenten nicht mehr.',
        'Never restrict LabTech, not by a rule for the whole site either: else the agents stop reporting.',
      ),
      say(
        'Steht ein Proxy davor, beschränken Sie dort. enableProxyMode hilft nur, wenn niemand am Proxy vorbeikommt, denn X-Forwarded-For schreibt der Client.',
        'With a proxy in front restrict there. enableProxyMode helps only if nobody gets past the proxy, because the client writes X-Forwarded-For.',
      ),
    ],
    automatic: true,
    rollback: say(
      'Spielen Sie die gesicherte applicationHost.config zurück; IIS liest sie sofort.',
      'Put the saved applicationHost.config back; IIS reads it at once.',
    ),
    downtime: say(
      'Keine für Agenten. Techniker außerhalb der genannten Netze verlieren sofort den Zugang.',
      'None for agents. Technicians outside of the named networks lose access at once.',
    ),
  },
  references: [sources.automateAccess, sources.automateAccessLimits, windowsSources.ipSecurity],
  mappings: mappingsOf('control-center-restricted'),
  judge,
}

function judge(question: Question): readonly Judgement[] {
  const judgements = onEveryMachine(question, (machine) => judged(machine, question))
  const deciding = judgements.filter(({ outcome }) => outcome !== 'not-applicable')
  return deciding.length > 0 ? deciding : judgements
}

function judged(machine: Machine, { policy }: Question): readonly Judgement[] {
  const piece = machine.seen('windows.iis')
  if (!piece) return [isAbsent(machine, 'windows.iis') ? notApplicable(noIis) : lacking(machine, 'windows.iis')]
  const places = technicianPlaces(piece.value)
  const interfaces = machine.seen('windows.interfaces')
  const expected: Expected = { policy, own: interfaces && addressesOf(interfaces.value) }
  const evidence = [piece, ...(interfaces ? [interfaces] : [])]
  const agents = agentsLockedOut(piece)
  if (places.length === 0) return agents.length > 0 ? agents : [notApplicable(noControlCenter, evidence)]
  const faults = places.flatMap((place) => aboutPlace(place, piece, { expected, evidence }))
  const judgements = [...agents, ...moduleMissing(piece), ...faults]
  return judgements.length > 0 ? judgements : [restricted(places, evidence)]
}

interface Look {
  readonly expected: Expected
  readonly evidence: readonly Evidence[]
}

function aboutPlace(place: IisPlace, { value }: Piece, { expected, evidence }: Look): readonly Judgement[] {
  const below = rulesBelow(value, place).flatMap((rules) =>
    faultsOf({ site: place.site, path: rules.from.slice(place.site.length) }, rules, expected),
  )
  return [...faultsOf(place, effectiveRules(value, place), expected), ...below].map(
    ({ item, outcome, severity, text }) => ({ item, outcome, severity, detail: text, evidence }),
  )
}

/** Without the module IIS ignores the section or answers 500.19; either way nothing is restricted as it is written. */
function moduleMissing(piece: Piece): readonly Judgement[] {
  if (piece.value.restrictionModule || piece.value.places.length === 0) return []
  const detail = say(
    'In IIS stehen Regeln für IP-Adressen, aber der Rollendienst „IP- und Domäneneinschränkungen“ fehlt; sie wirken nicht.',
    'IIS has rules for IP addresses, but the role service "IP and Domain Restrictions" is missing; they have no effect.',
  )
  return [{ item: 'module', outcome: 'fail', severity: 'high', detail, evidence: [piece] }]
}

function agentsLockedOut(piece: Piece): readonly Judgement[] {
  return agentPlaces(piece.value).flatMap((place): Judgement[] => {
    const effective = effectiveRules(piece.value, place)
    if (!effective || !isRestricting(effective)) return []
    const where =
      effective.from === ''
        ? say('beim ganzen Server', 'at the whole server')
        : say(`bei ${quotation(effective.from)}`, `at ${quotation(effective.from)}`)
    const detail = say(
      `Für LabTech gelten die Adressregeln, die ${where.de} stehen. Agenten außerhalb der genannten Netze erreichen Automate nicht mehr.`,
      `The address rules that stand ${where.en} hold for LabTech. Agents outside of the named networks no longer reach Automate.`,
    )
    return [{ item: 'LabTech', outcome: 'fail', severity: 'critical', detail, evidence: [piece] }]
  })
}

function restricted(places: readonly IisPlace[], evidence: readonly Evidence[]): Judgement {
  const names = places.map(({ path }) => quotation(path.replace(/^\//, ''))).join(', ')
  const detail = say(
    `IIS lässt an ${names} nur die Netze der Techniker und den Server selbst.`,
    `IIS lets only the technicians' networks and the server itself reach ${names}.`,
  )
  return { outcome: 'pass', detail, evidence }
}

const noIis = say('Auf dieser Maschine gibt es kein IIS.', 'There is no IIS on this machine.')

const noControlCenter = say(
  'IIS hat hier keine Anwendung des Control Centers.',
  'IIS has no application of the Control Center here.',
)
