/** Well-known security identifiers: the same in every language of Windows. */
export const system = 'S-1-5-18'
export const administrators = 'S-1-5-32-544'
export const everyone = 'S-1-1-0'
export const users = 'S-1-5-32-545'

/** Account names of services, as English Windows writes them. */
export const systemAccount = 'LocalSystem'
export const localService: string = String.raw`NT AUTHORITY\LocalService`

/** Access masks of Windows. */
export const fullControl = 0x1f_01ff
export const modify = 0x1301bf
export const keyAllAccess = 0xf_003f
export const keyRead = 0x2_0019

/** The identifier of a local account; each machine has a number of its own. */
export function local(machine: string, relative: number): string {
  const number = [...machine].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 4_000_000_000, 7)
  return `S-1-5-21-${number}-1177238915-682003330-${relative}`
}

/** Who may reach the things that hold secrets on a well-kept server. */
export function onlyTheSystem(rights: number): readonly object[] {
  return [system, administrators].map((sid) => ({ sid, allow: true, rights, inherited: false }))
}

/** The same with an entry for everybody. */
export function openTo(sid: string, rights: number): readonly object[] {
  return [...onlyTheSystem(fullControl), { sid, allow: true, rights, inherited: true }]
}
