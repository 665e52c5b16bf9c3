import { say } from '../../model/text.ts'
import type { OutsideQuestion } from './plan.ts'

type Subject = 'name' | 'terminator' | 'identity' | 'tls' | 'path' | 'heartbeat' | 'ports' | 'setupWizard' | 'origin'

/** What the outside witness asks, in the words of somebody who waits for the answer. */
export const outsideQuestions: Readonly<Record<Subject, OutsideQuestion>> = {
  name: {
    fact: 'outside.name',
    asks: say('Zu welcher Adresse führt der Name?', 'To which address does the name lead?'),
  },
  terminator: {
    fact: 'outside.terminator',
    asks: say(
      'Antwortet dort Windows selbst oder etwas davor?',
      'Does Windows itself answer there, or something in front?',
    ),
  },
  identity: {
    fact: 'outside.identity',
    asks: say('Ist dahinter das Produkt zu erkennen?', 'Can the product be recognised behind it?'),
  },
  tls: {
    fact: 'outside.tls',
    asks: say(
      'Welches Zertifikat wird gezeigt, und passt es zum Namen?',
      'Which certificate is shown, and does it match the name?',
    ),
  },
  path: {
    fact: 'outside.path',
    asks: say(
      'Welche Bereiche antworten aus dem Internet und aus dem Netz der Techniker?',
      "Which areas answer from the internet and from the technicians' network?",
    ),
  },
  heartbeat: {
    fact: 'outside.heartbeat',
    asks: say('Antwortet UDP 75?', 'Does UDP 75 answer?'),
  },
  ports: {
    fact: 'outside.tcp-ports',
    asks: say('Welche Ports sind offen?', 'Which ports are open?'),
  },
  setupWizard: {
    fact: 'outside.setup-wizard',
    asks: say('Ist der Einrichtungsassistent zu?', 'Is the setup wizard closed?'),
  },
  origin: {
    fact: 'outside.origin',
    asks: say(
      'Ist der Server am Gateway vorbei zu erreichen, aus dem Internet und aus dem Hausnetz?',
      'Can the server be reached past the gateway, from the internet and from the main network?',
    ),
  },
}
