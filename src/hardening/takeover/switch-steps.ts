import { say } from '../../model/text.ts'
import type { UnseenStep } from './plan.ts'
import { outsideQuestions as asked } from './questions.ts'

export const switchName: UnseenStep = {
  id: 'dns',
  title: say('Den öffentlichen Namen auf das Gateway führen', 'Lead the public name to the gateway'),
  instructions: [
    say(
      'Behalten Sie die öffentlichen Namen: Dann ändert sich für Agenten und Clients nichts. Setzen Sie die TTL einen Tag vorher auf 300 Sekunden.',
      'Keep the public names: then nothing changes for agents and clients. Set the TTL to 300 seconds a day before.',
    ),
    say(
      'Führen Sie entweder den Namen im DNS auf das Gateway oder die öffentliche Adresse an der Firewall. Das Gateway beobachtet weiter nur.',
      'Lead either the name in the DNS to the gateway, or the public address at the firewall. The gateway goes on only observing.',
    ),
    say(
      'Sehen Sie nach, ob sich Agenten melden, eine Gastsitzung zustande kommt und ein Upload gelingt.',
      'See whether agents report, a guest session comes about and an upload succeeds.',
    ),
  ],
  outside: [asked.name, asked.terminator, asked.identity],
  rollback: say(
    'Führen Sie Namen oder Adresse zurück auf den Server. Mit einer TTL von 300 Sekunden dauert das Minuten.',
    'Lead name or address back to the server. With a TTL of 300 seconds it takes minutes.',
  ),
  downtime: say(
    'Bestehende Verbindungen brechen einmal ab; Agenten melden sich danach von selbst.',
    'Existing connections break once; agents report by themselves afterwards.',
  ),
}

export const agentTemplate: UnseenStep = {
  id: 'agent-template',
  title: say('Agentenvorlage, falls sich die Adresse ändert', 'Agent template, if the address changes'),
  instructions: [
    say(
      'Ändern Sie niemals die Vorlage Default: Ein Schreibfehler darin trennt alle Agenten. Bleibt der Name, ist hier nichts zu tun.',
      'Never change the template Default: a mistake in it cuts off all agents. If the name stays, there is nothing to do here.',
    ),
    say(
      'Ändert er sich, legen Sie eine NEUE Vorlage an, mit dem neuen Namen zuerst und der alten Adresse als zweiter, und geben Sie sie wenigen Testrechnern.',
      'If it changes, create a NEW template with the new name first and the old address as the second one, and give it to a few test machines.',
    ),
    say(
      'Melden sich die Testrechner über den neuen Namen, geben Sie den übrigen Rechnern diese Vorlage, Gruppe für Gruppe. Die alte Adresse bleibt als zweite stehen, bis sich niemand mehr über sie meldet.',
      'When the test machines report over the new name, give this template to the other machines, group by group. The old address stays second until nobody reports over it any more.',
    ),
  ],
  outside: [asked.identity, asked.path],
  rollback: say(
    'Geben Sie den Rechnern die bisherige Vorlage zurück, solange die alte Adresse noch offen ist.',
    'Give the machines their former template back while the old address is still open.',
  ),
  downtime: say('Keine, solange beide Adressen offen sind.', 'None as long as both addresses are open.'),
}

export const heartbeat: UnseenStep = {
  id: 'heartbeat',
  title: say('Den Heartbeat (UDP 75) über das Gateway führen', 'Lead the heartbeat (UDP 75) over the gateway'),
  instructions: [
    say(
      'Leiten Sie UDP 75 auf das Gateway; es gibt die Pakete weiter und lässt Antworten zurück. Ein HTTP-Proxy kann das nicht.',
      'Lead UDP 75 to the gateway; it passes the packets on and lets answers back. An HTTP proxy cannot do that.',
    ),
  ],
  outside: [asked.heartbeat],
  rollback: say('Leiten Sie UDP 75 wieder unmittelbar auf den Server.', 'Lead UDP 75 to the server directly again.'),
  downtime: say(
    'Keine: Ohne Heartbeat melden sich Agenten über 443, nur langsamer.',
    'None: without the heartbeat agents report over 443, only more slowly.',
  ),
}

export const relayAddress: UnseenStep = {
  id: 'relay',
  title: say('Das Relay über das Gateway führen', 'Lead the relay over the gateway'),
  instructions: [
    say(
      'Leiten Sie den öffentlichen Port des Relays auf das Gateway; es reicht ihn als reines TCP weiter.',
      'Lead the public port of the relay to the gateway; it passes it on as plain TCP.',
    ),
    say(
      'Nennt RelayAddressableUri in web.config einen anderen Namen oder Port, stellen Sie ihn um. Schon installierte Clients behalten ihre alte Adresse bis zur Neuinstallation; lassen Sie diese so lange offen.',
      'If RelayAddressableUri in web.config names another name or port, change it. Clients that are installed already keep their old address until they are reinstalled; leave it open until then.',
    ),
  ],
  outside: [asked.ports],
  rollback: say(
    'Leiten Sie den Port wieder unmittelbar auf den Server und setzen Sie den alten Wert ein.',
    'Lead the port to the server directly again and put the old value back.',
  ),
  downtime: say('Laufende Sitzungen brechen einmal ab.', 'Running sessions break once.'),
}
