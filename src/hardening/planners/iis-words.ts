import { say, type Text } from '../../model/text.ts'

export const notHere: Text = say(
  'Auf diesem Rechner ist kein IIS zu finden. Bitte planen Sie auf dem Server von Automate selbst.',
  'There is no IIS on this machine. Please plan on the server of Automate itself.',
)
export const shared: Text = say(
  'IIS liest seine Einstellungen von anderswo (redirection.config, gemeinsame Konfiguration). Bitte ändern Sie sie dort.',
  'IIS reads its settings from elsewhere (redirection.config, shared configuration). Please change them there.',
)
export const noModule: Text = say(
  'Der Rollendienst „IP- und Domäneneinschränkungen“ fehlt; ohne ihn antwortet IIS auf solche Regeln mit Fehler 500.19. Installieren Sie zuerst: Install-WindowsFeature Web-IP-Security, und planen Sie neu.',
  'The role service "IP and Domain Restrictions" is missing; without it IIS answers such rules with error 500.19. First install it: Install-WindowsFeature Web-IP-Security, and plan again.',
)
export const noNetworks: Text = say(
  'Die Richtlinie nennt kein Netz der Techniker als IPv4-Adresse oder IPv4-Netz; anderes trägt Bollwerk in IIS nicht ein. Ergänzen Sie technicians und planen Sie neu.',
  'The policy names no network of the technicians as an IPv4 address or network; Bollwerk enters nothing else in IIS. Add one to technicians and plan again.',
)
export const proxyOpen: Text = say(
  'Vor Automate steht laut Richtlinie ein Proxy; IIS sähe nur dessen Adresse. Auf die Adresse, die ein Proxy nennt, darf IIS erst achten, wenn niemand an ihm vorbeikommt. Schließen Sie den direkten Weg, bestätigen Sie das (bollwerk attest reverse-proxy.origin-direct) und planen Sie neu.',
  'By the policy a proxy stands in front of Automate; IIS would see only its address. IIS may look at the address that a proxy names only when nobody gets past it. Close the direct way, attest that (bollwerk attest reverse-proxy.origin-direct) and plan again.',
)
export const fromAbove: Text = say(
  'Die Regel steht für die ganze Website oder den ganzen Server und trifft auch LabTech. Bitte heben Sie sie dort zuerst im IIS-Manager auf und planen Sie neu.',
  'The rule stands for the whole site or server and hits LabTech as well. Please lift it there first in IIS Manager and plan again.',
)
export const agents: Text = say(
  'LabTech ändert Bollwerk nie. Heben Sie die Regel im IIS-Manager auf, die auch dort gilt; sonst melden sich die Agenten nicht.',
  'Bollwerk never changes LabTech. Lift the rule in IIS Manager that holds there too; otherwise agents do not report.',
)
export const entriesStay: Text = say(
  'Bestehende Einträge nimmt Bollwerk nicht weg. Entfernen Sie diesen im IIS-Manager oder nehmen Sie das Netz unter technicians in die Richtlinie auf.',
  'Bollwerk takes no existing entries away. Remove this one in IIS Manager or add the network to technicians of the policy.',
)
export const asWanted: Text = say(
  'In der applicationHost.config steht inzwischen, was gewünscht ist, oder die Regel steht in einer web.config darunter. Bitte erheben Sie die Belege neu und sehen Sie dort nach.',
  'applicationHost.config says what is wanted by now, or the rule stands in a web.config below. Please collect the evidence again and look there.',
)
export const title: Text = say(
  'Das Control Center in IIS auf die Netze der Techniker beschränken (applicationHost.config)',
  "Restrict the Control Center in IIS to the technicians' networks (applicationHost.config)",
)
export const affected: Text = say(
  'Techniker erreichen das Control Center nur noch aus den genannten Netzen; Agenten merken nichts, LabTech bleibt für alle offen.',
  'Technicians reach the Control Center from the named networks only; agents notice nothing, LabTech stays open to everybody.',
)
export const downtime: Text = say(
  'Keine: IIS liest die Datei sofort. Die Anwendungen laden dabei neu (Sekunden).',
  'None: IIS reads the file at once. The applications load anew with that (seconds).',
)
export const absent: Text = say('(nicht vorhanden)', '(not there)')

export function staysDenied(network: string, name: string): Text {
  return say(
    `${network} bleibt an ${name} gesperrt: Ein bestehender Eintrag sperrt genau dieses Netz. Entfernen Sie ihn im IIS-Manager, wenn dort Techniker sitzen.`,
    `${network} stays denied at ${name}: an existing entry denies this very network. Remove it in IIS Manager if technicians sit there.`,
  )
}

export function noIpv6(networks: string): Text {
  return say(
    `Techniker aus ${networks}: In IIS trägt Bollwerk nur IPv4 ein. Wer von dort über IPv6 kommt, ist ausgesperrt.`,
    `Technicians from ${networks}: Bollwerk enters IPv4 only in IIS. Whoever comes by IPv6 from there is locked out.`,
  )
}
