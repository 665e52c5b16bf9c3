/** What the process says to the program that called it. */
export const exitCodes = {
  /** Nothing at or above `--fail-on`. */
  fine: 0,
  /** Findings at or above `--fail-on`. */
  findings: 1,
  /** The command line or the policy is wrong. */
  usage: 2,
  /** Something could not be reached or read, so the answer is incomplete. */
  incomplete: 3,
  /** Something was applied partly, rolled back or waits for confirmation. */
  unfinished: 4,
  /** Bollwerk itself failed. */
  internal: 5,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]
