import type { ListsFact } from '../evidence/screenconnect/facts.ts'
import type { Seen } from '../model/evidence.ts'
import { say } from '../model/text.ts'
import type { Policy } from '../policy/policy.ts'
import type { Judgement } from './control.ts'
import { type EntryKind, entriesOf, kindOf } from './native-lists.ts'
import { quotation } from './quotation.ts'

/** What is wrong with single entries of the allow lists: spelling, size, and networks that the policy does not name. */
export function entryJudgements(piece: Seen<ListsFact>, { technicians }: Policy): readonly Judgement[] {
  const hasNames = technicians.some((network) => 'name' in network)
  return entriesOf(piece.value).flatMap((entry): readonly Judgement[] => {
    const kind = kindOf(entry, technicians)
    if (kind === 'technicians' || kind === 'inner') return []
    const isOpen = kind === 'stranger' && hasNames
    const outcome = isOpen ? 'unknown' : 'fail'
    const severity = kind === 'too-wide' ? 'high' : 'medium'
    return [{ item: entry, outcome, severity, detail: wordsOf(kind, quotation(entry), hasNames), evidence: [piece] }]
  })
}

function wordsOf(kind: EntryKind, entry: string, hasNames: boolean): Judgement['detail'] {
  if (kind === 'invalid')
    return say(
      `Der Eintrag „${entry}“ ist weder eine Adresse noch ein Netz (CIDR); Namen, Bereiche und Platzhalter gelten nicht. Was ScreenConnect daraus macht, ist nicht belegt. Bitte berichtigen Sie ihn.`,
      `The entry "${entry}" is neither an address nor a network (CIDR); names, ranges and wildcards do not work. What ScreenConnect makes of it is not documented. Please correct it.`,
    )
  if (kind === 'too-wide')
    return say(
      `Der Eintrag „${entry}“ lässt Millionen fremder Adressen zu.`,
      `The entry "${entry}" admits millions of foreign addresses.`,
    )
  if (hasNames)
    return say(
      `Der Eintrag „${entry}“ gehört zu keinem Netz, das die Richtlinie als Zahl nennt. Ob einer ihrer Namen dorthin führt, bitte vergleichen.`,
      `The entry "${entry}" belongs to no network that the policy names by number. Please compare whether one of its names leads there.`,
    )
  return say(
    `Der Eintrag „${entry}“ gehört zu keinem Netz der Techniker in der Richtlinie. Entfernen Sie ihn oder ergänzen Sie die Richtlinie.`,
    `The entry "${entry}" belongs to no network of the technicians in the policy. Remove it or add it to the policy.`,
  )
}
