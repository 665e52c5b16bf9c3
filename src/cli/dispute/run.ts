import type { Assessment, Finding } from '../../model/assessment.ts'
import { daysLater } from '../../model/berlin.ts'
import type { Dispute } from '../../model/dispute.ts'
import { parseLine } from '../../model/line.ts'
import { say } from '../../model/text.ts'
import type { Policy } from '../../policy/policy.ts'
import { disputeBundle } from '../../reports/dispute-bundle.ts'
import { wantedAnswer } from '../answer.ts'
import { currentAssessment } from '../current-assessment.ts'
import { openFinding } from '../open-finding.ts'
import { loadPolicyWithText } from '../policy-file.ts'
import { type Program, speakingFor, tell } from '../program.ts'
import { Refusal } from '../refusal.ts'
import { mustBeFound, type Named, namedSubject, soleServer } from '../subject.ts'
import { parseLastDay, today } from '../term.ts'
import { mustBeWritable, writeNew } from '../written-file.ts'
import type { DisputeFlags } from './command.ts'
import { keepDispute, withdrawDispute } from './keep.ts'
import { report } from './report.ts'

/** Without an end date a dispute lasts so long; until then somebody should have looked. */
const usualDays = 90

/** Marks a finding as disputed, or takes the mark back. */
export async function run(this: Program, flags: DisputeFlags, name?: string): Promise<void> {
  const { policy } = await loadPolicyWithText(flags.policy)
  const program = speakingFor(this, policy.language)
  await mustBeWritable(flags.bundle)
  const where = { policyPath: flags.policy, policy, ...(flags.assessment && { assessment: flags.assessment }) }
  const assessment = flags.withdraw ? undefined : await currentAssessment(program, where)
  const named = disputed(name ?? (await openFinding(program, assessment)), policy)
  if (flags.withdraw) {
    report(program, flags, { action: 'withdrawn', dispute: await withdrawDispute(flags.policy, named) })
    return
  }
  const finding = found(program, named, assessment)
  if (flags.bundle !== undefined && !(finding && assessment)) throw new Refusal(nothingToBundle)
  const dispute = await stated(program, flags, named)
  await keepDispute(flags.policy, dispute)
  if (flags.bundle !== undefined && finding && assessment)
    await writeNew(flags.bundle, `${JSON.stringify(disputeBundle(finding, assessment), undefined, 2)}\n`)
  report(program, flags, { action: 'disputed', dispute })
}

type Disputed = Named & { readonly server: Dispute['server'] }

function disputed(name: string, policy: Policy): Disputed {
  const named = namedSubject({ name }, policy)
  return { ...named, server: soleServer(named, policy) }
}

/** The finding as it is at present. What is no finding cannot be disputed; without an assessment nobody can tell. */
function found(program: Program, named: Disputed, assessment: Assessment | undefined): Finding | undefined {
  if (!assessment) {
    tell(program, notLookedUp)
    return undefined
  }
  mustBeFound(named, assessment)
  const { control, server, item } = named
  const own = assessment.findings.filter((finding) => finding.control === control.id && finding.subject === server)
  const finding = own.find((one) => item === undefined || one.item === item)
  if (finding) return finding
  throw new Refusal(
    say(
      `${control.id} hat bei ${server} zurzeit keinen Befund; es gibt nichts, dem zu widersprechen wäre.`,
      `${control.id} has no finding on ${server} at present; there is nothing to dispute.`,
    ),
  )
}

async function stated(program: Program, flags: DisputeFlags, { control, server, item }: Disputed): Promise<Dispute> {
  const since = today()
  const reason = await wantedAnswer(program, flags.reason, {
    flag: 'reason',
    question: say('Warum ist das Ergebnis falsch?', 'Why is the result wrong?'),
    example: '"Der Port gehört zu einem anderen Gerät"',
    parse: (text) => parseLine(text, 1_000),
  })
  const until = await wantedAnswer(program, flags.until ?? daysLater(since, usualDays), {
    flag: 'until',
    question: say('Bis zu welchem Tag?', 'Until which day?'),
    example: '2027-01-31',
    parse: (text) => parseLastDay(text, since),
  })
  const { id, version } = control
  return { control: id, version, server, ...(item === undefined ? {} : { item }), reason, since, until }
}

const notLookedUp = say(
  'Hinweis: Ob es diesen Befund gibt, konnte nicht geprüft werden. --assessment nennt eine Beurteilung (assess --json).',
  'Note: whether there is such a finding could not be checked. --assessment names an assessment (assess --json).',
)

const nothingToBundle = say(
  '--bundle braucht die Belege des Befunds. Nennen Sie mit --assessment eine Beurteilung (assess --json).',
  '--bundle needs the evidence of the finding. Name an assessment (assess --json) with --assessment.',
)
