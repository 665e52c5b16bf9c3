import type { CommandContext } from '@stricli/core'
import type { Language, Text } from '../model/text.ts'

/** A site to try things on, as the lab builds it. */
export interface TrialSite {
  /** A policy file for it. */
  readonly policyText: string
  /** Addresses from which it can be looked at. */
  readonly vantages: {
    readonly internet: string
    readonly abroad: string
    readonly office: string
    readonly technicians: string
  }
  /** The certificate authority that its certificates come from, in PEM. */
  readonly authority: string
  /** What witnesses within are given of it. */
  inside(): Promise<TrialInside>
  close(): Promise<void>
}

/** What witnesses within are given of a trial site. */
export interface TrialInside {
  /** The policy with what the operator answered on paper. */
  readonly policyText: string
  /** Holds that policy as `bollwerk.yaml`; evidence is kept in `evidence` beside it. */
  readonly folder: string
  /** What the collector script and the database wrote. */
  readonly evidenceFiles: readonly string[]
  readonly screenConnect: { readonly folder: string; readonly machine: string }
  readonly automateApi: {
    readonly address: string
    readonly port: number
    readonly user: string
    readonly password: string
    readonly code?: string
    readonly clientId: string
  }
}

/** What came of a visit to a trial site. */
export interface TrialVisit {
  readonly name: Text
  /** Whether the policy wants this visitor to be served. */
  readonly welcome: boolean
  readonly from: string
  readonly country: string
  readonly tried: number
  readonly served: number
  /** How it went when it was not served, the most frequent first. */
  readonly refusals: readonly { readonly detail: string; readonly count: number }[]
}

/** A site whose servers stand behind a gateway that is still to be started. */
export interface ShieldedSite extends TrialSite {
  /** Holds the files that the policy names. */
  readonly gatewayFolder: string
  /** Lets everybody come whom a site sees, honest and not, for so many milliseconds. */
  crowd(milliseconds: number): Promise<readonly TrialVisit[]>
}

export type TrialState = 'neglected' | 'hardened' | 'half-migrated' | 'german'

/** What commands may touch of the process that they run in. */
interface ProgramProcess {
  readonly stdout: NodeJS.WriteStream
  readonly stderr: NodeJS.WriteStream
  readonly stdin: NodeJS.ReadStream
  readonly env: NodeJS.ProcessEnv
  /** What the process will end with; `null` while nobody said. */
  exitCode: number | string | null
  once(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown
  off(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown
}

/** What every command is given: the process, the language, and the parts that only the composition root knows. */
export interface Program extends CommandContext {
  readonly process: ProgramProcess
  readonly language: Language
  /** Whether `--lang` asked for the language. */
  readonly languageAsked: boolean
  readonly version: string
  readonly startTrialSite: (state: TrialState) => Promise<TrialSite>
  readonly startShieldedSite: () => Promise<ShieldedSite>
}

/** The same program in the language of a policy, unless `--lang` asked for another: what it says and its report agree. */
export function speakingFor(program: Program, language: Language): Program {
  return program.languageAsked ? program : { ...program, language }
}

/** Writes one line of result. Results go to stdout and nothing else does. */
export function print(program: Program, line: string): void {
  program.process.stdout.write(`${line}\n`)
}

/** Says something about the work itself: on stderr, so that results stay clean. */
export function tell(program: Program, text: Text): void {
  program.process.stderr.write(`${text[program.language]}\n`)
}

/** Whether a person sits at the terminal and can be asked. */
export function canAsk(program: Program): boolean {
  return program.process.stdin.isTTY === true && program.process.stderr.isTTY === true
}
