import { acceptedFindings, openFindings, plannable, planOf, untouchedFindings } from '../../hardening/plan.ts'
import { planHash } from '../../hardening/plan-file.ts'
import type { Planned } from '../../hardening/planner.ts'
import { planners } from '../../hardening/planners/index.ts'
import type { Assessment } from '../../model/assessment.ts'
import { say } from '../../model/text.ts'
import type { Policy } from '../../policy/policy.ts'
import { harmlessJson } from '../../reports/harmless-json.ts'
import { pageOptions } from '../assess/terminal.ts'
import { currentAssessment } from '../current-assessment.ts'
import { databaseLogin } from '../hardening/database.ts'
import { keptAccess } from '../hardening/keep-access.ts'
import { placesOf } from '../hardening/places.ts'
import { withReach } from '../hardening/reach.ts'
import { loadPolicy } from '../policy-file.ts'
import { type Program, speakingFor, tell } from '../program.ts'
import { Refusal } from '../refusal.ts'
import { namedSubject } from '../subject.ts'
import { mustBeWritable, writeNew } from '../written-file.ts'
import type { PlanFlags } from './fixes-command.ts'
import { planPage } from './fixes-page.ts'

/** Plans by what is found at present, writes the plan file, and shows what it holds. */
export async function run(this: Program, flags: PlanFlags): Promise<void> {
  const policy = await loadPolicy(flags.policy)
  const program = speakingFor(this, policy.language)
  const only = (flags.only ?? []).map((name) => namedSubject({ name }, policy).control.id)
  await mustBeWritable(flags.out)
  const where = { policyPath: flags.policy, policy, ...(flags.assessment && { assessment: flags.assessment }) }
  const assessment = await currentAssessment(program, where)
  if (!assessment) throw new Refusal(nothingSeen)
  if (assessment.site !== policy.site) throw new Refusal(otherSite(assessment.site, policy.site))
  const text = `${harmlessJson(await planned(program, flags, { policy, assessment, only }))}\n`
  await writeNew(flags.out, text)
  show(program, flags, text)
}

interface Basis {
  readonly policy: Policy
  readonly assessment: Assessment
  readonly only: readonly string[]
}

async function planned(
  program: Program,
  flags: PlanFlags,
  { policy, assessment, only }: Basis,
): Promise<ReturnType<typeof planOf>> {
  const { language, version: toolVersion } = program
  const keepAccess = await keptAccess(program, policy, flags.keepAccess)
  const findings = openFindings(assessment, only)
  const untouched = untouchedFindings(assessment)
  const places = placesOf(flags, { platform: process.platform, env: program.process.env })
  const login = await databaseLogin(program, flags)
  const answers = await withReach(
    { policyFile: flags.policy, places, login, machine: flags.machine },
    async (reach) => {
      const given: Planned[] = []
      for (const planner of planners) {
        const own = plannable(findings).filter(({ control }) => planner.controls.includes(control))
        if (own.length > 0)
          given.push(await planner.plan({ findings: own, policy, reach, language, keepAccess, untouched }))
      }
      return given
    },
  )
  const accepted = acceptedFindings(assessment, only)
  return planOf(findings, answers, { site: policy.site, language, toolVersion, now: Date.now(), keepAccess, accepted })
}

/** The page, or with `--json` the very bytes of the file, so that their SHA-256 is the same. */
function show(program: Program, flags: PlanFlags, text: string): void {
  const bytes = Buffer.from(text)
  const hash = planHash(bytes)
  if (flags.json) program.process.stdout.write(text)
  else
    program.process.stdout.write(
      planPage(JSON.parse(text), { ...flags, hash, page: pageOptions(program), language: program.language }),
    )
  tell(
    program,
    say(`Der Plan steht in ${flags.out}. SHA-256: ${hash}`, `The plan is in ${flags.out}. SHA-256: ${hash}`),
  )
}

const nothingSeen = say(
  'Es gibt noch keine Belege, nach denen zu planen wäre. Erheben Sie welche mit "bollwerk collect", oder geben Sie mit --assessment eine Beurteilung an.',
  'There is no evidence yet to plan by. Collect some with "bollwerk collect", or name an assessment with --assessment.',
)

function otherSite(found: string, wanted: string): ReturnType<typeof say> {
  return say(
    `Die Beurteilung ist von ${found}, die Richtlinie von ${wanted}. Bitte geben Sie zusammengehörige Dateien an.`,
    `The assessment is of ${found}, the policy of ${wanted}. Please give files that belong together.`,
  )
}
