import type { Finding } from '../../model/assessment.ts'
import { type UacPart, uacKey, type WantedValue, wantedOf } from '../../targets/uac/wanted.ts'
import type { Change, Step } from '../change.ts'
import type { Asked, Left, Planned, Planner } from '../planner.ts'
import { askedAgain } from './asked-again.ts'
import { leftBecause, notHere, subjectOf } from './here.ts'
import { alreadyAsWanted, shownOf, stepTo } from './registry-number.ts'
import { notSetByUs, uacWords } from './uac-words.ts'

const control = 'uac.values'

/** Sets the values of User Account Control that a finding calls unwanted. Values that are absent become absent again. */
export const uacPlanner: Planner = { controls: [control], plan }

interface Wanted {
  readonly value: WantedValue
  readonly findings: readonly Finding[]
}

async function plan(asked: Asked): Promise<Planned> {
  const left: Left[] = []
  const wanted = new Map<string, Wanted>()
  for (const finding of asked.findings.filter((each) => each.control === control)) {
    const value = wantedOf(subjectOf(finding))
    const reason = notHere(finding, asked.reach) ?? (value ? undefined : notSetByUs)
    if (reason) left.push(...leftBecause([finding], reason))
    else if (value) wanted.set(value.name, { value, findings: [...(wanted.get(value.name)?.findings ?? []), finding] })
  }
  const changes: Change[] = []
  for (const part of ['prompts', 'network', 'switch'] as const) {
    const planned = await planPart(part, { wanted: [...wanted.values()], asked })
    changes.push(...planned.changes)
    left.push(...planned.left)
  }
  return { changes, left }
}

async function planPart(
  part: UacPart,
  { wanted, asked }: { readonly wanted: readonly Wanted[]; readonly asked: Asked },
): Promise<Planned> {
  const left: Left[] = []
  const steps: Extract<Step, { kind: 'registry' }>[] = []
  const answered: Finding[] = []
  for (const { value, findings } of wanted.filter((each) => each.value.part === part)) {
    const found = await stepTo({ key: uacKey, ...value }, asked.reach)
    if ('step' in found && found.step) {
      steps.push(found.step)
      answered.push(...findings)
    } else left.push(...leftBecause(findings, 'reason' in found ? found.reason : alreadyAsWanted))
  }
  const [first] = answered
  return { changes: first ? [changeOf(part, { first, answered, steps }, asked)] : [], left }
}

interface Made {
  readonly first: Finding
  readonly answered: readonly Finding[]
  readonly steps: readonly Extract<Step, { kind: 'registry' }>[]
}

function changeOf(part: UacPart, { first, answered, steps }: Made, { language }: Asked): Change {
  const words = uacWords[part]
  const names = new Set(steps.map(({ name }) => name))
  return {
    id: `uac.${part}/${first.subject}`,
    title: words.title[language],
    subject: first.subject,
    verify: askedAgain(answered),
    steps,
    shown: shownOf(steps, language),
    affected: words.affected[language],
    restart: part === 'switch' ? 'server' : 'nothing',
    downtime: words.downtime[language],
    lockedOut: words.lockedOut.filter(({ by }) => names.has(by)).map(({ who }) => who[language]),
    confirm: false,
  }
}
