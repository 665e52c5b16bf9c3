import type { Outcome } from '../model/outcome.ts'
import type { ServerKind } from '../model/server.ts'

/** A typed value of the Windows registry, as `reg.exe` writes it: `REG_DWORD` with `0x1`, `REG_SZ` with its text. */
export interface RegistryValue {
  readonly type: 'REG_SZ' | 'REG_EXPAND_SZ' | 'REG_MULTI_SZ' | 'REG_DWORD' | 'REG_QWORD' | 'REG_BINARY'
  readonly data: string
}

/** A piece of a file that is replaced: bytes counted in the file as it is before the change. */
export interface Splice {
  readonly at: number
  /** What stands there, base64. Its length is what is taken out. */
  readonly out: string
  /** What is put there, base64. */
  readonly in: string
}

/** Which content a file has, without keeping it: what is not edited may hold secrets. */
export interface Fingerprint {
  readonly sha256: string
  readonly bytes: number
}

/**
 * The smallest thing that is done and undone as a whole: one place, what stands there before and after. A place that
 * has neither is `other`, and nobody touches it.
 */
export type Step =
  | {
      readonly kind: 'file'
      readonly path: string
      readonly before: Fingerprint
      readonly after: Fingerprint
      /** In ascending order, none over another. */
      readonly splices: readonly Splice[]
    }
  | {
      readonly kind: 'registry'
      /** `HKLM\SOFTWARE\…` */
      readonly key: string
      readonly name: string
      /** `null`: no such value. */
      readonly before: RegistryValue | null
      readonly after: RegistryValue | null
    }
  | {
      readonly kind: 'mysql-setting'
      readonly name: string
      readonly before: string
      readonly after: string
      /** Kept over a restart by the server itself (`SET PERSIST`, MySQL 8.0 and later). */
      readonly persisted: boolean
    }
  | {
      readonly kind: 'mysql-account'
      readonly user: string
      readonly host: string
      /** What is changed of it. */
      readonly property: 'locked'
      readonly before: boolean
      readonly after: boolean
    }

export type StepKind = Step['kind']

/** What has to start anew before a change has its effect. */
export type Restart = 'nothing' | 'web-interface' | 'service' | 'server'

/** One fix: the findings that ask for it, its steps, and what whoever approves it must know. */
export interface Change {
  /** Unique in a plan, such as `screenconnect-ip-lists.native/screenconnect`. */
  readonly id: string
  readonly title: string
  readonly subject: ServerKind
  /** The controls that must be content afterwards. */
  readonly verify: readonly {
    readonly control: string
    readonly subject: ServerKind
    readonly findings: readonly string[]
  }[]
  readonly steps: readonly Step[]
  /** What a person reads before and after each step: the exact old and new text. Never a secret. */
  readonly shown: readonly { readonly place: string; readonly before: string; readonly after: string }[]
  /** Who notices, and how. */
  readonly affected: string
  readonly restart: Restart
  readonly downtime: string
  /** Who would be locked out by it, or could be. Empty where nobody is. */
  readonly lockedOut: readonly string[]
  /** Undone after two minutes unless somebody confirms from an address that must keep access. */
  readonly confirm: boolean
}

/** What no program does: a person follows the steps and attests the control when done. */
export interface Task {
  readonly control: string
  readonly version: number
  readonly subject: ServerKind
  readonly findings: readonly string[]
  readonly title: string
  readonly steps: readonly string[]
  /** Why Bollwerk does not do it by itself here. */
  readonly reason: string
}

/** A finding that an exception of the policy covers: nothing is to be done about it as long as that holds. */
export interface Accepted {
  readonly finding: string
  readonly control: string
  readonly subject: ServerKind
  readonly title: string
  readonly reason: string
  readonly owner: string
  /** Last day on which the exception holds, `YYYY-MM-DD`. */
  readonly until: string
}

/** `bollwerk.plan/1`. Its identity is the SHA-256 of the file that holds it. */
export interface Plan {
  readonly schema: 'bollwerk.plan/1'
  readonly site: string
  readonly language: 'de' | 'en'
  readonly createdAt: string
  readonly tool: { readonly version: string }
  /** Addresses (CIDR) that must keep access: a confirmation counts only from there. */
  readonly keepAccess: readonly string[]
  readonly changes: readonly Change[]
  readonly tasks: readonly Task[]
  /** Absent where there is none. */
  readonly accepted?: readonly Accepted[]
}

/** How a change ended. Nothing but `verified`, `needs-restart` and `needs-look` leaves it in place. */
export type Ending =
  | 'verified'
  /** Written and read back; the control can be content only after a restart. */
  | 'needs-restart'
  /** Written and read back; only a look from elsewhere on the network can prove it, and none was possible from here. */
  | 'needs-look'
  /** The writing said it worked and the place is as it was. */
  | 'without-effect'
  | 'failed-and-undone'
  | 'not-confirmed-and-undone'
  /** Loud: the place is neither as before nor as planned. */
  | 'undo-failed'
  /** Nothing was touched: what stands there is not what the plan saw. */
  | 'stopped'
  /** Taken back by a rollback. */
  | 'undone'

/** What a control says after a change, of the findings that asked for it. */
export interface Verification {
  readonly outcome: Outcome
  readonly detail: string
  /**
   * The control judged what is written, not what is running, or complains of something new: a restart would change
   * nothing. Absent where nobody can tell.
   */
  readonly lasting?: boolean
  /** With `unknown`: what was seen from here neither proves it nor speaks against it; somebody has to look from elsewhere. */
  readonly elsewhere?: boolean
}
