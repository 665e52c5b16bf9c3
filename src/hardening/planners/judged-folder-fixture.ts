import type { Control } from '../../controls/control.ts'
import { findingId } from '../../controls/finding-id.ts'
import { anHourAgo, ask, noon } from '../../controls/question-fixture.ts'
import { collectScreenConnect } from '../../evidence/screenconnect/collect.ts'
import type { Finding } from '../../model/assessment.ts'
import type { Evidence } from '../../model/evidence.ts'
import type { ServerKind } from '../../model/server.ts'
import type { Policy } from '../../policy/policy.ts'

/** What the witness of the folder sees of an installation that has at least a `web.config`. */
export function judgedFolder(folder: string): Promise<readonly Evidence[]> {
  return collectScreenConnect({ folder, machine: 'SC01', seenAt: Date.parse(anHourAgo), indicators: [] })
}

/** The findings of controls, with what a planner looks at. */
export function findingsOf(
  controls: readonly Control[],
  evidence: readonly Evidence[],
  policy: Policy,
  subject: ServerKind = 'screenconnect',
): readonly Finding[] {
  return controls.flatMap((control) =>
    ask(control, subject, evidence, { policy, now: noon })
      .judgements.filter(({ outcome }) => outcome !== 'pass' && outcome !== 'not-applicable')
      .map(
        ({ item, outcome, severity = control.severity, detail, evidence: cited }): Finding => ({
          id: findingId(control.id, subject, item),
          control: control.id,
          version: control.version,
          measure: control.measure,
          subject,
          ...(item === undefined ? {} : { item }),
          outcome,
          severity,
          title: control.title.en,
          detail: detail.en,
          evidence: cited.map((piece) => ({ ...piece })),
          remedy: { summary: '', steps: [], automatic: control.remedy.automatic },
          references: [],
          mappings: [],
        }),
      ),
  )
}
