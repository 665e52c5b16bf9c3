import type { Step } from './change.ts'

/** What a step works on, as a person calls it. */
export function placeOf(step: Step): string {
  switch (step.kind) {
    case 'file':
      return step.path
    case 'registry':
      return `${step.key}\\${step.name}`
    case 'mysql-setting':
      return `MySQL ${step.name}`
    case 'mysql-account':
      return `MySQL ${step.user}@${step.host} (${step.property})`
  }
}

/** The same text for two steps exactly where they work on the same place. Names of the registry know no case. */
export function placeKey(step: Step): string {
  const place = placeOf(step)
  return `${step.kind} ${step.kind === 'registry' ? place.toLowerCase() : place}`
}

/** What stands at the place on one side of a step, to be compared with that of another step. */
export function stateOf(step: Step, side: 'before' | 'after'): string {
  const state = step[side]
  if (step.kind === 'file') return step[side].sha256
  // A null, a truth value or a text; or a registry value, whose two fields are put in one order.
  return state !== null && typeof state === 'object' && 'type' in state
    ? JSON.stringify([state.type, state.data])
    : JSON.stringify(state)
}
