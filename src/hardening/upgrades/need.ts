import type { Judged } from '../../controls/control.ts'
import type { Examination } from '../../controls/examine.ts'
import { worstOf } from '../../model/outcome.ts'
import { joined, say, type Text } from '../../model/text.ts'
import { decidingOf, reasonOf, type Witnessed } from '../checked.ts'
import type { UpgradePlan, UpgradeStep } from './plan.ts'

/** Whether an upgrade is due, by the controls that would ask for it. */
export type Need = Pick<UpgradePlan, 'state' | 'reason'> & { readonly open: readonly Examination[] }

/**
 * Due if one of the controls fails with something that nobody accepted: an exception makes no work. Nothing is due only
 * if every one of them is content: what nobody can tell stays to be settled.
 */
export function needOf(witnessed: Witnessed, ids: readonly string[]): Need {
  const examinations = ids.map((id) => witnessed.examination(id))
  const heeded = examinations.map((examination) => onlyThose(examination, (judgement) => !isWaived(judgement)))
  const failing = heeded.filter(({ outcome }) => outcome === 'fail')
  if (failing.length > 0) return { state: 'due', reason: joined(failing.map(reasonOf)), open: [] }
  const open = heeded.filter(({ outcome }) => outcome !== 'pass' && outcome !== 'not-applicable')
  if (open.length > 0) return { state: 'settle-first', reason: reasonsOf(open), open }
  const accepted = examinations.map((examination) => onlyThose(examination, isWaived))
  const covered = accepted.filter(({ judgements }) => judgements.length > 0)
  if (covered.length > 0) return { state: 'accepted', reason: reasonsOf(covered), open }
  return { state: 'nothing', reason: reasonsOf(examinations), open }
}

function reasonsOf(examinations: readonly Examination[]): Text {
  return joined(different(examinations.map(reasonOf)))
}

function isWaived({ overlay }: Judged): boolean {
  return overlay === 'waived'
}

/** The examination as if it had these judgements alone. */
function onlyThose(examination: Examination, wanted: (judgement: Judged) => boolean): Examination {
  const judgements = examination.judgements.filter(wanted)
  return { ...examination, judgements, outcome: worstOf(judgements.map(({ outcome }) => outcome)) }
}

/** The one step of a plan of which nobody knows yet whether it is needed. A contradiction of the witnesses comes first. */
export function settling({ open }: Need, agreement?: Examination): UpgradeStep {
  const first = agreement?.outcome === 'fail' ? [agreement] : []
  const remedies = [...first, ...open].flatMap((examination) =>
    decidingOf(examination).map(({ remedy }) => remedy ?? examination.control.remedy),
  )
  return {
    id: 'settle',
    title: say('Klären, ob etwas zu tun ist', 'Find out whether there is anything to do'),
    checks: [],
    instructions: different(remedies.flatMap(({ steps }) => steps)),
    proof: say(
      'bollwerk plan upgrades nennt danach die Schritte oder sagt, dass nichts zu tun ist.',
      'bollwerk plan upgrades then names the steps or says that there is nothing to do.',
    ),
    rollback: say('Nicht nötig, es wird nichts geändert.', 'Not needed, nothing is changed.'),
    downtime: say('Keine.', 'None.'),
  }
}

function different(texts: readonly Text[]): readonly Text[] {
  return [...new Map(texts.map((text) => [text.de, text])).values()]
}
