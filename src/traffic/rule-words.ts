import { say, type Text } from '../model/text.ts'
import { virtualPatches } from './virtual-patches/index.ts'

/** Whole names of rules go before their families. */
const words: Readonly<Partial<Record<string, Text>>> = {
  forward: say('Keine Regel spricht dagegen.', 'No rule objects.'),
  opened: say(
    'Der Bereich ist geschlossen und für diese Adresse kurz geöffnet.',
    'The area is closed, and open for this address for a short while.',
  ),
  malformed: say(
    'Die Anfrage ist so geschrieben, dass Server sie verschieden verstehen könnten.',
    'The request is written so that servers could understand it differently.',
  ),
  'malformed.slow-head': say(
    'Die Anfrage kam so langsam, dass sie nur Verbindungen besetzt hätte.',
    'The request came so slowly that it would only have kept connections busy.',
  ),
  'malformed.head-size': say('Der Kopf der Anfrage ist zu groß.', 'The head of the request is too large.'),
  'malformed.host': say(
    'Die Anfrage nennt einen Namen, der nicht zur Richtlinie gehört.',
    'The request names a host that is not one of the policy.',
  ),
  'malformed.slow-body': say('Der Inhalt der Anfrage kam zu langsam.', 'The body of the request came too slowly.'),
  closed: say('Dieser Bereich ist für alle geschlossen.', 'This area is closed for everyone.'),
  ban: say(
    'Die Adresse ist gesperrt, weil von ihr Angriffe ausgingen.',
    'The address is banned because attacks came from it.',
  ),
  'block-list': say('Die Adresse steht auf einer Sperrliste.', 'The address stands on a block list.'),
  country: say(
    'Der Bereich ist aus dem Land dieser Adresse nicht erreichbar.',
    'The area cannot be reached from the country of this address.',
  ),
  'fixed-networks': say(
    'Nur die festen Netze der Richtlinie haben Zutritt.',
    'Only the fixed networks of the policy are let in.',
  ),
  audience: say('Der Bereich ist nur für Techniker.', 'The area is for technicians only.'),
  method: say('Diese Methode braucht in dem Bereich niemand.', 'Nobody needs this method in the area.'),
  size: say('Die Anfrage ist größer, als der Bereich es braucht.', 'The request is larger than the area needs.'),
  connections: say(
    'Von der Adresse sind zu viele Verbindungen offen, oder es ist insgesamt kein Platz mehr.',
    'Too many connections of the address are open, or there is no room left at all.',
  ),
  'rate.sign-in': say(
    'Von der Adresse wird zu oft eine Anmeldung versucht.',
    'The address tries to sign in too often.',
  ),
  rate: say('Von der Adresse kommen zu viele Anfragen.', 'Too many requests come from the address.'),
  fault: say('Bollwerk selbst ist an der Anfrage gescheitert.', 'Bollwerk itself failed on the request.'),
  origin: say('Der Server dahinter hat nicht geantwortet.', 'The server behind did not answer.'),
}

/** What a rule says against a visit, for people. Names of rules are `family` or `family.detail`. */
export function ruleWords(rule: string): Text {
  const [family = '', ...detail] = rule.split('.')
  const patch = family === 'patch' ? virtualPatches.find(({ id }) => id === detail.join('.')) : undefined
  return (
    patch?.title ??
    words[rule] ??
    words[family] ??
    say(`Die Regel ${rule} spricht dagegen.`, `The rule ${rule} objects.`)
  )
}
