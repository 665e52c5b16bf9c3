/** Whether two names mean the same person as far as writing can tell: case and blanks do not make another one. */
export function samePerson(name: string, other: string): boolean {
  return folded(name) === folded(other)
}

function folded(name: string): string {
  return name.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase()
}
