import type { Assessment, CitedEvidence, ControlResult, Finding } from '../model/assessment.ts'
import { bySeverity } from '../model/outcome.ts'
import { type Change, type ChangeKind, changeKinds, type State } from './change.ts'

/** Two assessments of one site. */
export interface Pair {
  readonly before: Assessment
  readonly after: Assessment
}

/** Everything that changed and what did not, by finding: the kinds in their order, within a kind the worst first. */
export function changesBetween({ before, after }: Pair): readonly Change[] {
  const [was, is] = [new Answers(before), new Answers(after)]
  const ids = new Set([...was.findings.keys(), ...is.findings.keys()])
  const changes = [...ids].flatMap((id) => changeOf(was.of(id), is.of(id)))
  return [...changes, ...versionChanges(was, is)].sort(byUrgency)
}

/** What an assessment says of one finding and of the control that it belongs to. */
interface Answer {
  readonly finding?: Finding
  readonly result?: ControlResult
}

class Answers {
  readonly findings: ReadonlyMap<string, Finding>
  readonly results: ReadonlyMap<string, ControlResult>

  constructor({ findings, measures }: Assessment) {
    this.findings = new Map(findings.map((finding) => [finding.id, finding]))
    const results = measures.flatMap(({ controls }) => controls)
    this.results = new Map(results.map((result) => [`${result.id}/${result.subject}`, result]))
  }

  of(id: string): Answer {
    const finding = this.findings.get(id)
    const result = this.results.get(id.split('/').slice(0, 2).join('/'))
    return { ...(finding ? { finding } : {}), ...(result ? { result } : {}) }
  }
}

/** `clear`: the control failed, but not with this finding. */
type Standing = 'failing' | 'waived' | 'open' | 'clear' | 'met' | 'not-asked'

function standingOf({ finding, result }: Answer): Standing {
  if (finding?.outcome === 'fail') return finding.overlay === 'waived' ? 'waived' : 'failing'
  if (finding) return 'open'
  if (!result) return 'not-asked'
  if (result.outcome === 'fail') return 'clear'
  return result.outcome === 'pass' || result.outcome === 'not-applicable' ? 'met' : 'open'
}

function changeOf(before: Answer, after: Answer): readonly Change[] {
  const finding = after.finding ?? before.finding
  const kind = kindOf(before, after)
  if (!finding || !kind) return []
  const { id, control, subject, item, title, severity } = finding
  const [earlier, later] = [stateOf(before), stateOf(after)]
  return [
    {
      kind,
      id,
      control,
      subject,
      ...(item === undefined ? {} : { item }),
      title,
      severity,
      ...(earlier ? { before: earlier } : {}),
      ...(later ? { after: later } : {}),
    },
  ]
}

function kindOf(before: Answer, after: Answer): ChangeKind | undefined {
  const [was, is] = [standingOf(before), standingOf(after)]
  switch (is) {
    case 'failing':
      if (was === 'failing') return steady(before, after)
      if (was === 'waived') return 'exception-expired'
      return was === 'met' && before.result?.outcome === 'pass' ? 'regressed' : 'new'
    case 'waived':
      return was === 'waived' ? steady(before, after) : 'waived'
    case 'open':
      return lost(before, after)
    case 'clear':
      // What was open is answered by what the control fails with; those findings tell it.
      return was === 'open' ? undefined : 'fixed'
    case 'met':
      return was === 'open' ? 'answered' : 'fixed'
    case 'not-asked':
      return 'data-missing'
  }
}

/** What became of a finding that nobody can tell now. */
function lost(before: Answer, after: Answer): ChangeKind | undefined {
  const was = standingOf(before)
  if (was === 'not-asked') return 'new-question'
  if (was === 'open') return before.finding && after.finding ? steady(before, after) : undefined
  // The findings that are gone tell that the whole control became unknown.
  if (was === 'clear' && after.result?.outcome !== 'fail') return undefined
  const evidence = after.finding?.evidence ?? after.result?.evidence ?? []
  return evidence.every(({ missing }) => missing !== undefined) ? 'data-missing' : 'became-unknown'
}

function steady(before: Answer, after: Answer): ChangeKind {
  const same =
    before.finding?.severity === after.finding?.severity &&
    said(before.finding?.evidence) === said(after.finding?.evidence)
  return same ? 'unchanged' : 'evidence-changed'
}

/** What evidence says, whenever and in whatever order it was seen. */
function said(evidence: readonly CitedEvidence[] = []): string {
  const pieces = evidence.map(({ witness, source, vantage, value, missing }) =>
    JSON.stringify([witness, source, vantage, value, missing]),
  )
  return pieces.sort().join('\n')
}

/** A control that fails with something else does not fail with this. */
function stateOf({ finding, result }: Answer): State | undefined {
  if (finding) return wholeState(finding)
  if (result?.outcome !== 'fail') return result && wholeState(result)
  return { outcome: 'pass', severity: result.severity, version: result.version }
}

function wholeState({ outcome, overlay, severity, version }: State): State {
  return { outcome, ...(overlay ? { overlay } : {}), severity, version }
}

function versionChanges(was: Answers, is: Answers): readonly Change[] {
  return [...is.results].flatMap(([id, result]): Change[] => {
    const earlier = was.results.get(id)
    if (!earlier || earlier.version === result.version) return []
    const { id: control, subject, title, severity } = result
    const about = { id, control, subject, title, severity }
    return [{ kind: 'control-version-changed', ...about, before: wholeState(earlier), after: wholeState(result) }]
  })
}

function byUrgency(a: Change, b: Change): number {
  return changeKinds.indexOf(a.kind) - changeKinds.indexOf(b.kind) || bySeverity(a.severity, b.severity)
}
