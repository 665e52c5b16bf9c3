import type { AreaId } from '../model/area.ts'
import { say, type Text } from '../model/text.ts'

/** Areas that no policy opens; the product's own setup wizard makes whoever reaches it an administrator. */
export const alwaysClosed: readonly AreaId[] = ['screenconnect.setup']

/** Why an override of such an area is refused, and what to do instead. */
export const staysClosed: Text = say(
  'Der Einrichtungsassistent von ScreenConnect bleibt für alle geschlossen, auch für Techniker: Wer ihn erreicht, kann sich zum Administrator machen (CVE-2024-1709). Die Richtlinie öffnet ihn nicht; löschen Sie diese Zeile. Für eine Einrichtung wird er gesondert für eine Adresse und wenige Minuten geöffnet.',
  'The setup wizard of ScreenConnect stays closed for everyone, technicians included: whoever reaches it can make themselves an administrator (CVE-2024-1709). The policy does not open it; delete this line. For a setup it is opened separately, for one address and a few minutes.',
)
