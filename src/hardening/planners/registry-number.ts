import { say, type Text } from '../../model/text.ts'
import type { Change, Step } from '../change.ts'
import type { Asked, Reach } from '../planner.ts'

type RegistryStep = Extract<Step, { kind: 'registry' }>

export interface WantedNumber {
  readonly key: string
  readonly name: string
  readonly wanted: number
}

/** The step to a wanted number, `undefined` where it stands there already; or why there is none. */
export type NumberStep = { readonly step: RegistryStep | undefined } | { readonly reason: Text }

/** Looks what stands there now. Something else than a number is nobody's to change. */
export async function stepTo({ key, name, wanted }: WantedNumber, reach: Reach): Promise<NumberStep> {
  try {
    const before = (await reach.readRegistry?.(key, name)) ?? null
    const after = { type: 'REG_DWORD', data: `0x${wanted.toString(16)}` } as const
    if (before !== null && before.type !== 'REG_DWORD') return { reason: noNumber(key, name) }
    if (before !== null && Number(before.data) === wanted) return { step: undefined }
    return { step: { kind: 'registry', key, name, before, after } }
  } catch (cause) {
    return { reason: notRead(key, cause) }
  }
}

/** What a person reads of such steps. */
export function shownOf(steps: readonly RegistryStep[], language: Asked['language']): Change['shown'] {
  const text = (value: RegistryStep['before']) =>
    value === null ? say('nicht gesetzt', 'not set')[language] : String(Number(value.data))
  return steps.map(({ key, name, before, after }) => ({
    place: `${key}: ${name}`,
    before: text(before),
    after: text(after),
  }))
}

function noNumber(key: string, name: string): Text {
  return say(
    `In ${key} ist ${name} keine Zahl. Bitte klären Sie, wer den Wert gesetzt hat, und löschen Sie ihn von Hand.`,
    `In ${key} ${name} is no number. Please find out who set the value, and delete it by hand.`,
  )
}

function notRead(key: string, cause: unknown): Text {
  const why = cause instanceof Error ? cause.message : String(cause)
  return say(
    `${key} war nicht zu lesen (${why}). Bitte starten Sie Bollwerk als Administrator.`,
    `${key} could not be read (${why}). Please start Bollwerk as administrator.`,
  )
}

/** Where a finding speaks of a value that is as wanted by now. */
export const alreadyAsWanted: Text = say(
  'Auf diesem Rechner steht der Wert schon wie gewünscht. Bitte erheben Sie die Belege neu.',
  'On this machine the value is already as wanted. Please collect the evidence again.',
)
