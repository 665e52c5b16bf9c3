import { type Catalog, compareVersions, parseVersion, type Version, verdictOn } from '../catalog/index.ts'
import type { AutomateAgentsFact } from '../evidence/automate/facts.ts'
import type { Evidence, Seen } from '../model/evidence.ts'
import { joined, say, type Text } from '../model/text.ts'
import { advisorySeverity } from './advisory-severity.ts'
import { weightInWords } from './advisory-words.ts'
import { automateLook } from './automate-look.ts'
import type { Judgement, Question } from './control.ts'
import { unknownBecause } from './open-question.ts'
import { quotation } from './quotation.ts'
import { ifCatalogIsFresh } from './release-judgement.ts'

/** Agents of one version that Bollwerk can read. */
interface Group {
  readonly version: Version
  readonly total: number
  /** In contact within 30 days. */
  readonly recent: number
}

type Counted = NonNullable<AutomateAgentsFact['versions']>

/** Up to this share of agents that lag behind is what an update leaves for a while; the number is ours. */
const usualShare = 0.1

/** What the versions tell that the agents report; undefined where nobody counted them by version. */
export function agentVersionJudgements(question: Question): readonly Judgement[] | undefined {
  const look = automateLook(question, 'automate.agents')
  const counted = look?.value.versions
  if (!look || !counted) return undefined
  const groups = counted.flatMap(({ version, total, recent }): readonly Group[] => {
    const read = parseVersion('automate', version)
    return read.ok ? [{ version: read.value, total, recent: recent ?? total }] : []
  })
  if (groups.length === 0) return [unknownBecause(noVersions, [look])]
  const answers = [
    ...affected(question.catalog, groups, look),
    ...behind(question, groups, look),
    ...unreadable(counted, look),
  ]
  return answers.length > 0 ? answers : [{ ...ifCatalogIsFresh(question, allCurrent(groups)), evidence: [look] }]
}

function affected(
  { products }: Catalog,
  groups: readonly Group[],
  look: Seen<AutomateAgentsFact>,
): readonly Judgement[] {
  const advisories = products.automate.advisories.filter(({ part }) => part === 'client')
  return advisories.flatMap((advisory): readonly Judgement[] => {
    const verdicts = groups.map((group) => ({ group, verdict: verdictOn(advisory, group.version) }))
    const hit = verdicts.filter(({ verdict }) => verdict === 'affected').map(({ group }) => group)
    const unclear = verdicts.filter(({ verdict }) => verdict === 'unclear').map(({ group }) => group)
    const base = {
      item: advisory.id,
      severity: advisorySeverity(advisory),
      title: say(`${advisory.id}: ${advisory.title.de}`, `${advisory.id}: ${advisory.title.en}`),
      references: [{ title: advisory.id, url: advisory.url }],
      evidence: [look],
    }
    if (hit.length > 0)
      return [{ ...base, outcome: 'fail', detail: joined([areAffected(hit), ...weightInWords(advisory)]) }]
    return unclear.length > 0 ? [{ ...base, outcome: 'unknown', detail: perhapsAffected(unclear) }] : []
  })
}

function areAffected(groups: readonly Group[]): Text {
  const [count, versions] = summed(groups)
  return say(
    `${count} Agenten sind betroffen (Version ${versions}).`,
    `${count} agents are affected (version ${versions}).`,
  )
}

function perhapsAffected(groups: readonly Group[]): Text {
  const [count, versions] = summed(groups)
  return say(
    `Ob ${count} Agenten der Version ${versions} betroffen sind, lässt sich aus der Version nicht entscheiden. Bitte aktualisieren Sie sie.`,
    `Whether ${count} agents of version ${versions} are affected cannot be decided from the version. Please update them.`,
  )
}

function summed(groups: readonly Group[]): readonly [number, string] {
  const versions = groups.map(({ version }) => version.text)
  return [groups.reduce((sum, { total }) => sum + total, 0), [...new Set(versions)].slice(0, 10).join(', ')]
}

/** Agents in contact that are older than the one the server hands out. Silent machines cannot be updated and are not counted. */
function behind(question: Question, groups: readonly Group[], look: Seen<AutomateAgentsFact>): readonly Judgement[] {
  const patches = automateLook(question, 'automate.patch-level')
  const text = patches?.value.windowsAgent ?? patches?.value.webServer
  const handedOut = parseVersion('automate', text ?? '')
  if (!patches || !handedOut.ok) return [{ item: 'behind', ...unknownBecause(nothingToCompare, [look]) }]
  const evidence: readonly Evidence[] = [look, patches]
  const active = groups.reduce((sum, { recent }) => sum + recent, 0)
  const old = groups.filter(({ version, recent }) => recent > 0 && compareVersions(version, handedOut.value) < 0)
  if (old.length === 0) return []
  const count = old.reduce((sum, { recent }) => sum + recent, 0)
  const [, versions] = summed(old)
  const severity = count / active > usualShare ? 'medium' : 'low'
  const current = handedOut.value.text
  const detail = say(
    `${count} von ${active} Agenten, die sich melden, sind älter als der Stand des Servers ${current} (${versions}).`,
    `${count} of ${active} agents that report are older than the server's ${current} (${versions}).`,
  )
  return [{ item: 'behind', outcome: 'fail', severity, detail, evidence }]
}

function unreadable(counted: Counted, look: Seen<AutomateAgentsFact>): readonly Judgement[] {
  const odd = counted.filter(({ version }) => !parseVersion('automate', version).ok)
  if (odd.length === 0) return []
  const count = odd.reduce((sum, { total }) => sum + total, 0)
  const shown = odd
    .slice(0, 5)
    .map(({ version }) => quotation(version))
    .join(', ')
  const detail = say(
    `${count} Agenten melden eine Version, die nicht zu lesen ist (${shown}).`,
    `${count} agents report a version that cannot be read (${shown}).`,
  )
  return [{ item: 'unreadable', ...unknownBecause(detail, [look]) }]
}

function allCurrent(groups: readonly Group[]): Text {
  const [count, versions] = summed(groups)
  return say(
    `Alle ${count} Agenten haben den Stand des Servers oder melden sich nicht mehr; keine bekannte Sicherheitslücke betrifft sie (${versions}).`,
    `All ${count} agents are as new as the server or no longer report; no known vulnerability affects them (${versions}).`,
  )
}

const noVersions = say(
  'Automate nannte zu keinem Agenten eine lesbare Version.',
  'Automate gave no readable version for any agent.',
)

const nothingToCompare = say(
  'Welche Version der Server an die Agenten ausgibt, ist nicht bekannt; ob Agenten zurückliegen, bleibt offen.',
  'Which version the server hands out to the agents is not known; whether agents lag behind stays open.',
)
