import { say, type Text, verbatim } from '../model/text.ts'

/** Groups that hold every user, or whoever asks, by the SIDs that are the same on every Windows. */
const everyoneGroups: ReadonlyMap<string, Text> = new Map([
  ['S-1-1-0', say('Jeder', 'Everyone')],
  ['S-1-5-7', say('Anonyme Anmeldung', 'Anonymous Logon')],
  ['S-1-5-11', say('Authentifizierte Benutzer', 'Authenticated Users')],
  ['S-1-5-4', say('Interaktiv', 'Interactive')],
  ['S-1-5-2', say('Netzwerk', 'Network')],
  ['S-1-5-32-545', say('Benutzer', 'Users')],
  ['S-1-5-32-546', say('Gäste', 'Guests')],
])

/** `S-1-5-21-…-513` and `-514` are a domain's users and guests. */
const domainWide: readonly (readonly [RegExp, Text])[] = [
  [/^S-1-5-21-.*-513$/, say('Domänen-Benutzer', 'Domain Users')],
  [/^S-1-5-21-.*-514$/, say('Domänen-Gäste', 'Domain Guests')],
]

/** Whether a SID stands for so many that a right given to it is given away. */
export function isEveryoneGroup(sid: string): boolean {
  return everyoneGroups.has(sid) || domainWide.some(([form]) => form.test(sid))
}

/** What people call the group; the SID itself if it has no name that is the same everywhere. */
export function groupWords(sid: string): Text {
  return everyoneGroups.get(sid) ?? domainWide.find(([form]) => form.test(sid))?.[1] ?? verbatim(sid)
}
