import type { AreaId } from '../model/area.ts'
import { say, type Text } from '../model/text.ts'

/** Areas that no key under `areas` opens; the product's own setup wizard makes whoever reaches it an administrator. */
export const alwaysClosed: readonly AreaId[] = ['screenconnect.setup']

/** Why an override of such an area is refused, and what to do instead. */
export const staysClosed: Text = say(
  'Der Einrichtungsassistent von ScreenConnect bleibt für alle geschlossen, auch für Techniker: Wer ihn erreicht, kann sich zum Administrator machen (CVE-2024-1709). Unter areas lässt er sich nicht öffnen; löschen Sie diese Zeile. Für eine Einrichtung öffnet ihn gateway.opened für eine einzelne Adresse und wenige Minuten.',
  'The setup wizard of ScreenConnect stays closed for everyone, technicians included: whoever reaches it can make themselves an administrator (CVE-2024-1709). Nothing under areas opens it; delete this line. For a setup gateway.opened opens it for one single address and a few minutes.',
)
