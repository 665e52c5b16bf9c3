import { say, type Text } from '../../model/text.ts'

export const notHere: Text = say(
  'Auf diesem Rechner ist ScreenConnect nicht zu finden. Bitte planen Sie auf dem Server selbst.',
  'ScreenConnect is not found on this machine. Please plan on the server itself.',
)
export const asWanted: Text = say(
  'In der web.config steht inzwischen, was gewünscht ist, oder der Eintrag ist nicht mehr da. Bitte erheben Sie die Belege neu: bollwerk collect screenconnect ORDNER.',
  'web.config says what is wanted by now, or the entry is no longer there. Please collect the evidence again: bollwerk collect screenconnect FOLDER.',
)
export const personDecides: Text = say(
  'Das kann nur ein Mensch entscheiden. Bitte folgen Sie den Schritten.',
  'Only a person can decide that. Please follow the steps.',
)
export const noKey: Text = say(
  'In der web.config gibt es dafür keinen Schlüssel. Schließen Sie den Pfad am Gateway oder am Proxy davor.',
  'There is no key for that in web.config. Close the path at the gateway or at the proxy in front.',
)
export const noModule: Text = say(
  'Das Modul IPSecurityModule ist in der web.config nicht registriert; Listen hätten keine Wirkung. Bitte reparieren Sie die Installation mit dem Installationsprogramm von ScreenConnect.',
  'The module IPSecurityModule is not registered in web.config; lists would have no effect. Please repair the installation with the installer of ScreenConnect.',
)
export const fingerprints: Text = say(
  'Den Abgleich zu lockern ist eine Abwägung: Besser führen Sie auch das Relay über den Proxy. Sonst stellen Sie ihn von Hand auf None oder Low.',
  'Loosening the comparison is a trade-off: better lead the relay through the proxy too. Else set it to None or Low by hand.',
)
export const perhapsTechnician: Text = say(
  'Ob hinter diesem Eintrag ein Name der Techniker steht, wissen nur Sie; er bleibt stehen. Nennen Sie das Netz in der Richtlinie als Zahl oder entfernen Sie den Eintrag.',
  'Whether a name of the technicians stands behind this entry only you know; it stays. Name the network in the policy by number or remove the entry.',
)
export const unknownProxy: Text = say(
  'Vor ScreenConnect steht ein Proxy, und seine innere Adresse steht nicht in der Richtlinie. Tragen Sie sie unter gateway: listen: addresses ein und planen Sie neu; sonst sperrte die Liste alle aus.',
  'A proxy stands in front of ScreenConnect, and the policy does not name its inner address. Enter it under gateway: listen: addresses and plan again; else the list would lock out everybody.',
)
export const noNetworks: Text = say(
  'Die Richtlinie nennt kein Netz der Techniker als Zahl, das eng genug ist; Namen kennt die Liste nicht. Ergänzen Sie technicians um eine Adresse oder ein Netz (CIDR) und planen Sie neu.',
  'The policy names no network of the technicians by number that is narrow enough; the list knows no names. Add an address or a network (CIDR) to technicians and plan again.',
)
export const noLimits: Text = say(
  'An der Quelle für interne Benutzer steht keine dieser Grenzen. Ihre Namen sind nur beobachtet; eine Version, die sie nicht kennt, startet damit womöglich nicht. Bitte setzen Sie sie von Hand und prüfen Sie den Start.',
  'The source of internal users has none of these limits. Their names were only observed; a version that does not know them may not start with them. Please set them by hand and check the start.',
)

export const listsTitle: Text = say(
  'Die IP-Listen von ScreenConnect setzen (web.config)',
  'Set the address lists of ScreenConnect (web.config)',
)
export const settingsTitle: Text = say(
  'Sperre und Ablauf von Anmeldungen in ScreenConnect setzen (web.config)',
  'Set locking and ending of sign-ins in ScreenConnect (web.config)',
)
export const listsAffected: Text = say(
  'Anmeldung, Host, Administration und ihre Dienste antworten nur noch den genannten Netzen; auch Programme, die diese Dienste von anderswo aufrufen. Gäste treten weiter bei, das Relay läuft weiter.',
  'Sign-in, Host, Administration and their services answer the named networks only, also programs that call these services from elsewhere. Guests still join, the relay goes on.',
)
export const proxyAffected: Text = say(
  'Anmeldung, Host, Administration und ihre Dienste antworten nur noch dem Proxy. Welche Netze hineinkommen, entscheidet der Proxy; Gäste kommen durch ihn herein.',
  'Sign-in, Host, Administration and their services answer the proxy only. Which networks get in is decided by the proxy; guests come in through it.',
)
export const aroundProxy: Text = say(
  'Wer ScreenConnect am Proxy vorbei aufruft, auch aus dem eigenen Netz, kommt an diese Seiten nicht mehr.',
  'Whoever calls ScreenConnect past the proxy, also from your own network, no longer gets to these pages.',
)
export const settingsAffected: Text = say(
  'Techniker melden sich einmal neu an und danach öfter. Wer sich oft vertippt, wird gesperrt, bis ein Administrator das Konto freigibt.',
  'Technicians sign in anew once and more often afterwards. Whoever mistypes often is locked until an administrator releases the account.',
)
export const webDowntime: Text = say(
  'Das Speichern startet die Weboberfläche neu (Sekunden); laufende Sitzungen bleiben verbunden.',
  'Saving restarts the web interface (seconds); running sessions stay connected.',
)
export const absent: Text = say('(nicht vorhanden)', '(not there)')
