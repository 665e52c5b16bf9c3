import type { ScreenConnectFolderState } from '../../../lab/screenconnect/folder.ts'
import type { FactName, Facts } from '../../../src/evidence/facts.ts'
import { type Evidence, isSeen } from '../../../src/model/evidence.ts'
import type { Outcome } from '../../../src/model/outcome.ts'

/** How a fault gets into the site: into the folder that a witness reads, into the evidence itself, or into both. */
export interface Plant {
  readonly folder?: (state: ScreenConnectFolderState) => ScreenConnectFolderState
  readonly evidence?: (evidence: readonly Evidence[]) => readonly Evidence[]
}

/** One small thing that is wrong with a site in order, and what must be found for it. */
export interface Fault {
  readonly fault: string
  readonly plant: Plant
  /** Id of the finding: control, server and item. */
  readonly finds: string
  /** `fail` unless said. */
  readonly outcome?: Outcome
  /** Ids of what else follows from the same thing and is rightly told; `…/*` stands for every item of a control. */
  readonly also?: readonly string[]
}

/** Which of several pieces of a fact a fault is in. */
export type Which = (piece: Evidence) => boolean

export const on =
  (machine: string): Which =>
  ({ source }) =>
    source.startsWith(`${machine}: `)

export const from =
  (place: 'internet' | 'main-network' | 'technicians', country?: string): Which =>
  ({ vantage }) =>
    vantage?.place === place && (country === undefined || vantage.country === country)

/** Changes fields of a fact, or the whole of it by a function, wherever it was seen and `which` holds. */
export function changed<Name extends FactName>(
  fact: Name,
  change: Partial<Facts[Name]> | ((value: Facts[Name]) => Facts[Name]),
  which: Which = () => true,
): Plant {
  return {
    evidence: (evidence) => {
      let count = 0
      const after = evidence.map((piece) => {
        if (piece.fact !== fact || !isSeen(piece) || !which(piece)) return piece
        count += 1
        // The shape behind a fact's name is fixed by Facts.
        const value = piece.value as Facts[Name]
        return { ...piece, value: typeof change === 'function' ? change(value) : { ...value, ...change } }
      })
      if (count === 0) throw new Error(`nothing of ${fact} to change`)
      return after
    },
  }
}

export function added(...pieces: readonly Evidence[]): Plant {
  return { evidence: (evidence) => [...evidence, ...pieces] }
}

export function both(...plants: readonly Plant[]): Plant {
  return {
    folder: (state) => plants.reduce((before, { folder }) => folder?.(before) ?? before, state),
    evidence: (evidence) => plants.reduce((before, plant) => plant.evidence?.(before) ?? before, evidence),
  }
}

/** Changes what the folder of ScreenConnect is made of, before it is written and read. */
export function inFolder(
  change: Partial<ScreenConnectFolderState> | ((state: ScreenConnectFolderState) => Partial<ScreenConnectFolderState>),
): Plant {
  return { folder: (state) => ({ ...state, ...(typeof change === 'function' ? change(state) : change) }) }
}

/** Whether a finding is one that a fault says it brings along. */
export function isAllowed(id: string, also: readonly string[]): boolean {
  return also.some((one) => (one.endsWith('/*') ? `${id}/`.startsWith(one.slice(0, -1)) : one === id))
}
