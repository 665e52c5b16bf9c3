/** Where Windows keeps the values of User Account Control (assessment.md §5.3). */
export const uacKey: string = String.raw`HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System`

/**
 * What goes together, because the same people notice it: whether UAC is on at all, what it asks on the screen, and what
 * accounts of the machine may do over the network.
 */
export type UacPart = 'switch' | 'prompts' | 'network'

export interface WantedValue {
  readonly name: string
  readonly wanted: number
  readonly part: UacPart
}

/** The values that hardening sets, as the control wants them (assessment.md §5.3, CIS Server 2022). */
export const wantedValues: readonly WantedValue[] = [
  { name: 'EnableLUA', wanted: 1, part: 'switch' },
  { name: 'ConsentPromptBehaviorAdmin', wanted: 2, part: 'prompts' },
  { name: 'ConsentPromptBehaviorUser', wanted: 0, part: 'prompts' },
  { name: 'PromptOnSecureDesktop', wanted: 1, part: 'prompts' },
  { name: 'EnableInstallerDetection', wanted: 1, part: 'prompts' },
  { name: 'EnableSecureUIAPaths', wanted: 1, part: 'prompts' },
  { name: 'EnableVirtualization', wanted: 1, part: 'prompts' },
  { name: 'FilterAdministratorToken', wanted: 1, part: 'network' },
  { name: 'LocalAccountTokenFilterPolicy', wanted: 0, part: 'network' },
]

/** What is wanted of a value, if hardening sets it. */
export function wantedOf(name: string): WantedValue | undefined {
  return wantedValues.find((value) => value.name === name)
}
