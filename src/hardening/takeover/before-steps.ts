import { say } from '../../model/text.ts'
import type { UnseenStep } from './plan.ts'
import { outsideQuestions as asked } from './questions.ts'

export const prepareGateway: UnseenStep = {
  id: 'prepare',
  title: say('Das Gateway daneben aufbauen', 'Set the gateway up beside the servers'),
  instructions: [
    say(
      'Geben Sie dem Gateway eine eigene Maschine in einem eigenen Netzsegment, von der aus es die Server erreicht, und tragen Sie deren innere Adressen als origin in die Richtlinie ein.',
      'Give the gateway a machine of its own in a network segment of its own from which it reaches the servers, and enter their inner addresses as origin in the policy.',
    ),
    say(
      'Starten Sie es im Beobachtungsmodus: bollwerk gateway --observe. Noch führt kein Name dorthin.',
      'Start it in observing mode: bollwerk gateway --observe. No name leads there yet.',
    ),
  ],
  outside: [asked.terminator, asked.identity],
  rollback: say('Beenden Sie das Gateway; noch benutzt es niemand.', 'End the gateway; nobody uses it yet.'),
  downtime: say('Keine.', 'None.'),
}

export const bringCertificates: UnseenStep = {
  id: 'certificates',
  title: say('Zertifikate bereitstellen', 'Provide certificates'),
  instructions: [
    say(
      'Legen Sie dem Gateway ein Zertifikat für jeden öffentlichen Namen bereit (gateway.tls.certificates) oder lassen Sie es selbst eines holen (gateway.tls.acme). Über http-01 und tls-alpn-01 gelingt das erst, wenn der Name zum Gateway führt; bringen Sie für den Wechsel das bisherige Zertifikat mit.',
      'Give the gateway a certificate for every public name (gateway.tls.certificates) or let it fetch one itself (gateway.tls.acme). By http-01 and tls-alpn-01 that works only once the name leads to the gateway; bring the present certificate along for the switch.',
    ),
    say(
      'Ab Automate 2025.9 nehmen Agenten nur ein gültiges Zertifikat für den Namen an, den sie kennen.',
      'From Automate 2025.9 on agents accept only a valid certificate for the name that they know.',
    ),
  ],
  outside: [asked.tls],
  rollback: say(
    'Nicht nötig: Die Server behalten ihre Zertifikate.',
    'Not needed: the servers keep their certificates.',
  ),
  downtime: say('Keine.', 'None.'),
}

export const keepClientAddress: UnseenStep = {
  id: 'client-address',
  title: say(
    'IIS und ScreenConnect auf die Adresse des Gateways vorbereiten',
    'Prepare IIS and ScreenConnect for the address of the gateway',
  ),
  instructions: [
    say(
      'Nach dem Wechsel sehen IIS und ScreenConnect nur noch das Gateway als Client. Tragen Sie seine innere Adresse vorher in ipSecurity (cwa, LegacyCCASMX, WCC2) und in RestrictToIPs ein; LabTech bleibt ohne Beschränkung.',
      'After the switch IIS and ScreenConnect see the gateway alone as client. Enter its inner address before, in ipSecurity (cwa, LegacyCCASMX, WCC2) and in RestrictToIPs; LabTech stays without restriction.',
    ),
    say(
      'Wer hineindarf, entscheidet danach das Gateway nach der Richtlinie. enableProxyMode schalten Sie erst ein, wenn niemand mehr am Gateway vorbeikommt, denn X-Forwarded-For schreibt der Client.',
      'Who may come in is then decided by the gateway under the policy. Switch enableProxyMode on only when nobody gets past the gateway any more, because the client writes X-Forwarded-For.',
    ),
    say(
      'Setzen Sie HostClientDeviceFingerprintValidationLevel auf None oder Low, solange nur die Webseite über das Gateway läuft und das Relay nicht.',
      'Set HostClientDeviceFingerprintValidationLevel to None or Low as long as the web page alone goes over the gateway and the relay does not.',
    ),
  ],
  outside: [asked.path],
  rollback: say(
    'Nehmen Sie die Adresse des Gateways wieder heraus; die bisherigen Einträge sind geblieben.',
    'Take the address of the gateway out again; the entries so far have stayed.',
  ),
  downtime: say(
    'Keine für IIS. ScreenConnect startet neu, wenn web.config gespeichert wird; Sitzungen verbinden sich nach Sekunden wieder.',
    'None for IIS. ScreenConnect restarts when web.config is saved; sessions connect again after seconds.',
  ),
}
