import { controls } from '../controls/index.ts'
import type { Assessment, Finding } from '../model/assessment.ts'
import type { Language, Text } from '../model/text.ts'
import { say } from '../model/text.ts'
import type { Accepted, Change, Plan, Task } from './change.ts'
import type { Left, Planned } from './planner.ts'

/** What a plan is made of besides the findings themselves. */
export interface PlanOccasion {
  readonly site: string
  readonly language: Language
  readonly toolVersion: string
  /** Milliseconds since 1970. */
  readonly now: number
  readonly keepAccess: readonly string[]
  /** Findings that an exception covers. */
  readonly accepted?: readonly Finding[]
}

/** Everything that is not as it should be and that nobody accepted, the failures first. */
export function openFindings({ findings }: Assessment, only: readonly string[] = []): readonly Finding[] {
  return askedFor(findings, only).filter(({ overlay }) => overlay !== 'waived')
}

/** What an exception covers: it is listed, and nothing is done about it. */
export function acceptedFindings({ findings }: Assessment, only: readonly string[] = []): readonly Finding[] {
  return askedFor(findings, only).filter(({ overlay }) => overlay === 'waived')
}

function askedFor(findings: readonly Finding[], only: readonly string[]): readonly Finding[] {
  return only.length === 0 ? findings : findings.filter(({ control }) => only.includes(control))
}

/**
 * What a planner is asked about: a change answers what is known to be wrong, never what nobody could tell, and not what
 * somebody disputes: a person settles that first.
 */
export function plannable(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ outcome, overlay }) => outcome === 'fail' && overlay === undefined)
}

/** What stays as it is, whatever else is changed: what an exception covers, and what is disputed. */
export function untouchedFindings({ findings }: Assessment): readonly Finding[] {
  return findings.filter(({ overlay }) => overlay === 'waived' || overlay === 'disputed')
}

/**
 * The plan: what the planners offer, and a task for every finding that no change answers, with the reason. Of two changes
 * with one id the first stands.
 */
export function planOf(
  findings: readonly Finding[],
  planned: readonly Planned[],
  { site, language, toolVersion, now, keepAccess, accepted = [] }: PlanOccasion,
): Plan {
  const changes = distinct(planned.flatMap((one) => one.changes))
  const left = new Map(planned.flatMap((one) => one.left.map((piece) => [piece.finding, piece] as const)))
  const answered = new Set(changes.flatMap(({ verify }) => verify.flatMap((asked) => asked.findings)))
  // A change may do a part only: what its planner left of the finding is a task all the same.
  const remaining = findings.filter(({ id }) => !answered.has(id) || left.has(id))
  return {
    schema: 'bollwerk.plan/1',
    site,
    language,
    createdAt: new Date(now).toISOString(),
    tool: { version: toolVersion },
    keepAccess,
    changes,
    tasks: tasksFor(remaining, left, language),
    ...(accepted.length === 0 ? {} : { accepted: accepted.map(acceptedAs) }),
  }
}

function acceptedAs({ id, control, subject, title, exception }: Finding): Accepted {
  const { reason = '', owner = '', until = '' } = exception ?? {}
  return { finding: id, control, subject, title, reason, owner, until }
}

function distinct(changes: readonly Change[]): readonly Change[] {
  const known = new Map<string, Change>()
  for (const change of changes) if (!known.has(change.id)) known.set(change.id, change)
  return [...known.values()]
}

/** One task for each control of a server and each reason, in the order of the findings. */
function tasksFor(findings: readonly Finding[], left: ReadonlyMap<string, Left>, language: Language): readonly Task[] {
  const tasks = new Map<string, Task>()
  for (const finding of findings) {
    const piece = left.get(finding.id)
    const reason = (piece?.reason ?? reasonFor(finding))[language]
    const steps = piece?.steps?.map((step) => step[language]) ?? stepsOf(finding.remedy)
    const { control, subject, remedy } = finding
    const key = JSON.stringify([control, subject, remedy.summary, reason])
    const known = tasks.get(key)
    tasks.set(key, known ? joinedTask(known, { finding, steps, language }) : taskOf(finding, steps, reason))
  }
  return [...tasks.values()]
}

function taskOf({ id, control, version, subject, title }: Finding, steps: readonly string[], reason: string): Task {
  return { control, version, subject, findings: [id], title, steps, reason }
}

interface Joined {
  readonly finding: Finding
  readonly steps: readonly string[]
  readonly language: Language
}

/** A task for several findings that are called differently is called after what its control asks. */
function joinedTask(task: Task, { finding: { id, title }, steps, language }: Joined): Task {
  const control = controls.find((known) => known.id === task.control)
  const name = title === task.title ? title : (control?.title[language] ?? task.title)
  const all = [...new Set([...task.steps, ...steps])]
  return { ...task, findings: [...task.findings, id], title: name, steps: all }
}

function stepsOf({ summary, steps }: Finding['remedy']): readonly string[] {
  return steps.length > 0 ? steps : [summary]
}

/** Why Bollwerk does not do it, where no planner said so itself. */
function reasonFor({ outcome, overlay }: Finding): Text {
  if (overlay === 'stale') return tooOld
  if (overlay === 'disputed') return disputed
  if (outcome === 'unknown') return nobodyKnows
  if (outcome === 'manual') return person
  if (outcome === 'error') return broken
  return noAutomatic
}

const noAutomatic = say(
  'Bollwerk nimmt diese Änderung nicht selbst vor. Bitte gehen Sie die Schritte durch.',
  'Bollwerk does not make this change by itself. Please go through the steps.',
)
const nobodyKnows = say(
  'Ob hier etwas zu ändern ist, zeigt noch kein Beleg. Bitte sehen Sie zuerst nach.',
  'No evidence shows yet whether anything has to be changed here. Please look first.',
)
const person = say('Das kann nur eine Person beurteilen.', 'Only a person can tell this.')
const tooOld = say(
  'Die Belege dazu sind zu alt, um danach etwas zu ändern. Bitte erheben Sie sie neu.',
  'The evidence is too old to change anything by it. Please collect it again.',
)
const disputed = say(
  'Dieses Ergebnis ist umstritten. Bollwerk ändert danach nichts; bitte klären Sie zuerst, ob es stimmt.',
  'This result is disputed. Bollwerk changes nothing by it; please settle first whether it is right.',
)
const broken = say(
  'Die Prüfung selbst ist gescheitert; bitte melden Sie das und sehen Sie von Hand nach.',
  'The control itself failed; please report it and look by hand.',
)
