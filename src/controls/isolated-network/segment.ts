import { say } from '../../model/text.ts'
import { awaited } from '../awaited.ts'
import type { Control } from '../control.ts'
import { sources } from '../exposure-sources.ts'
import { mappingsOf } from '../mappings.ts'

/** Whether the servers stand in a segment of their own: rules and membership that no look from outside can show. */
export const isolatedSegment: Control = awaited({
  id: 'isolated-network.segment',
  measure: 'isolated-network',
  title: say('Die Server stehen in einem eigenen Netzsegment', 'The servers stand in a network segment of their own'),
  reason: say(
    'Steht der Server im Hauptnetz, führt jeder befallene Arbeitsplatz zu ihm und damit zu allen Kunden.',
    'If the server stands in the main network, every infected workplace leads to it and so to all customers.',
  ),
  servers: ['automate', 'screenconnect'],
  severity: 'high',
  witnesses: ['paper', 'inside'],
  byHand: [
    say(
      'Prüfen Sie in der Firewall, ob die Server in einem eigenen VLAN mit eigenem Adressbereich stehen und ob zwischen diesem und dem Hauptnetz nichts erlaubt ist, was nicht ausdrücklich aufgeführt wird.',
      'In the firewall check whether the servers stand in a VLAN with an address range of its own, and that nothing is allowed between it and the main network that is not listed explicitly.',
    ),
    say(
      'Prüfen Sie beide Richtungen: Vom Hauptnetz in das Segment genügt 443 TCP; vom Segment in das Hauptnetz sollte nichts nötig sein.',
      'Check both directions: from the main network into the segment 443 TCP is enough; from the segment into the main network nothing should be needed.',
    ),
    say(
      'Prüfen Sie auf dem Server, ob er Mitglied Ihrer internen Domäne ist und ob er weitere Netzwerkkarten im Hauptnetz hat.',
      'On the server check whether it is a member of your internal domain and whether it has more network cards in the main network.',
    ),
    say(
      'Rechnen Sie für den Umzug mit einem Wartungsfenster: Adresse, DNS, Weiterleitungen und die Einstellung des Reverse Proxy ändern sich gemeinsam.',
      'Plan a maintenance window for the move: address, DNS, forwards and the setting of the reverse proxy change together.',
    ),
  ],
  references: [sources.segmentation],
  mappings: mappingsOf('isolated-network'),
})
