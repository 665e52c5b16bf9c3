import type { Control } from '../../controls/control.ts'
import { standingOf } from '../../controls/scope.ts'
import { parseDay } from '../../model/day.ts'
import type { Exception } from '../../model/exception.ts'
import { say } from '../../model/text.ts'
import { withEntry } from '../../policy/edit.ts'
import { exceptionItem } from '../../policy/living-item.ts'
import type { Policy } from '../../policy/policy.ts'
import { currentAssessment } from '../current-assessment.ts'
import { openFinding } from '../open-finding.ts'
import { rewritePolicy } from '../policy-edit.ts'
import { loadPolicyWithText } from '../policy-file.ts'
import { type Program, speakingFor, tell } from '../program.ts'
import { Refusal } from '../refusal.ts'
import { mustBeFound, type Named, namedSubject } from '../subject.ts'
import { today } from '../term.ts'
import { value } from '../value.ts'
import type { AddFlags } from './command.ts'
import { wantedApprover, wantedEnd, wantedOwner, wantedReason } from './people.ts'
import { report } from './report.ts'

/** Writes an exception into the policy; asks at the terminal for what the flags leave open. */
export async function run(this: Program, flags: AddFlags, name?: string): Promise<void> {
  const { policy, text } = await loadPolicyWithText(flags.policy)
  const program = speakingFor(this, policy.language)
  const where = { policyPath: flags.policy, policy, ...(flags.assessment && { assessment: flags.assessment }) }
  const assessment = await currentAssessment(program, where)
  const named = namedSubject({ ...flags, name: name ?? (await openFinding(program, assessment)) }, policy)
  mustBePresent(named.control, flags.controlVersion)
  if (!mustBeFound(named, assessment)) tell(program, notLookedUp)
  mustBeNew(named, policy)
  const exception = await described(program, flags, named)
  const changed = { ...policy, exceptions: [...policy.exceptions, exception] }
  const after = withEntry(text, 'exceptions', exceptionItem(exception))
  await rewritePolicy({ path: flags.policy, before: text, after, meaning: changed })
  report(program, flags, { action: 'added', exception })
}

async function described(program: Program, flags: AddFlags, { control, server, item }: Named): Promise<Exception> {
  const since = flags.since === undefined ? today() : value(parseDay)(flags.since)
  const reason = await wantedReason(program, flags.reason)
  const owner = await wantedOwner(program, flags.owner)
  const approver = await wantedApprover(program, flags.approver, owner)
  const until = await wantedEnd(program, flags.until, since)
  return {
    control: control.id,
    version: control.version,
    ...(server === undefined ? {} : { server }),
    ...(item === undefined ? {} : { item }),
    ...{ reason, owner, approver, since, until },
  }
}

/** Nobody approves a question that is not asked: an older one is gone, a newer one is not known here. */
function mustBePresent({ id, version }: Control, wanted: string | undefined): void {
  if (wanted === undefined || wanted === String(version)) return
  throw new Refusal(
    say(
      `--control-version: ${id} hat jetzt Version ${version}. Lassen Sie genehmigen, was diese Version fragt: bollwerk explain ${id}`,
      `--control-version: ${id} is at version ${version} now. Have approved what this version asks: bollwerk explain ${id}`,
    ),
  )
}

function mustBeNew({ control, server, item }: Named, policy: Policy): void {
  const same = policy.exceptions.findIndex(
    (one) => one.control === control.id && one.server === server && one.item === item,
  )
  const known = policy.exceptions[same]
  if (!known) return
  const standing = standingOf(known, control.version, Date.now())
  const until =
    standing === 'in-force'
      ? say(`gilt bis ${known.until}`, `holds until ${known.until}`)
      : say('gilt nicht mehr', 'no longer holds')
  throw new Refusal(
    say(
      `Dafür gibt es schon die Ausnahme Nummer ${same + 1}; sie ${until.de}. Lassen Sie sie neu genehmigen: bollwerk exception renew --number ${same + 1}`,
      `For this there already is exception number ${same + 1}; it ${until.en}. Have it approved anew: bollwerk exception renew --number ${same + 1}`,
    ),
  )
}

const notLookedUp = say(
  'Hinweis: Ob es dieses Ergebnis gibt, konnte nicht geprüft werden. --assessment nennt eine Beurteilung (assess --json).',
  'Note: whether there is such a result could not be checked. --assessment names an assessment (assess --json).',
)
