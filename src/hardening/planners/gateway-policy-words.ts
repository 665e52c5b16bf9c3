import { say, type Text } from '../../model/text.ts'
import type { EnforcedRule } from '../../targets/gateway-policy/enforce.ts'

export const notHere: Text = say(
  'Bollwerk weiß hier nicht, wo die Richtlinie des Gateways liegt. Bitte planen Sie auf dem Rechner, auf dem das Gateway läuft.',
  'Bollwerk does not know here where the policy of the gateway lies. Please plan on the machine that the gateway runs on.',
)
export const noGateway: Text = say(
  'Vor dem Server steht laut Richtlinie kein Gateway von Bollwerk: Unter gateway: tls steht kein Zertifikat. Bitte gehen Sie die Schritte durch, oder planen Sie zuerst die Übernahme: bollwerk plan takeover.',
  'By the policy no gateway of Bollwerk stands in front of the server: gateway: tls names no certificate. Please go through the steps, or plan the take-over first: bollwerk plan takeover.',
)
export const notReadable: Text = say(
  'Die Richtlinie hat inzwischen einen Fehler. Bitte beheben Sie ihn (bollwerk policy check) und planen Sie neu.',
  'The policy has a mistake by now. Please correct it (bollwerk policy check) and plan again.',
)
export const notOfGateway: Text = say(
  'Was hier antwortet, gehört zu keinem Bereich, den die Richtlinie damit schließen könnte. Bitte gehen Sie die Schritte durch.',
  'What answers here belongs to no area that the policy could close with this. Please go through the steps.',
)
export const forbiddenAlready: Text = say(
  'Die Richtlinie verbietet das schon. Entweder kam die Anfrage am Gateway vorbei, oder es läuft mit --observe oder mit einer anderen Richtlinie, oder die Belege sind älter. Prüfen Sie das und sehen Sie neu nach: bollwerk assess --from internet.',
  'The policy forbids this already. Either the request came past the gateway, or the gateway runs with --observe or with another policy, or the evidence is older. Check that and look again: bollwerk assess --from internet.',
)
export const notEdited: Text = say(
  'Bollwerk konnte die Richtlinie nicht so ändern, dass alles andere gleich bleibt. Bitte tragen Sie es von Hand ein, und melden Sie diesen Fehler.',
  'Bollwerk could not change the policy so that everything else stays the same. Please write it by hand, and report this fault.',
)

/** Why a rule that would keep out an address of the operator's own is not planned. */
export function locksOut(networks: readonly string[]): Text {
  const list = networks.join(', ')
  return say(
    `${list} muss Zugang behalten und steht nicht unter technicians; die Regel könnte dieses Netz aussperren. Ergänzen Sie technicians und planen Sie neu, oder nennen Sie mit --keep-access nur Netze, die dort stehen.`,
    `${list} must keep access and is not among technicians; the rule could lock this network out. Add it to technicians and plan again, or name with --keep-access only networks that stand there.`,
  )
}

/** Of technicians whom the gateway knows by a name. */
export function byName(name: string): Text {
  return say(
    `Techniker an ${name} kommen nur herein, solange dieser Name zu ihrer Adresse führt.`,
    `Technicians at ${name} get in only while this name leads to their address.`,
  )
}

interface RuleWords {
  readonly title: Text
  readonly affected: Text
  /** Who is turned away from now on. */
  readonly turnedAway: (admitted: string) => Text
}

const areasToo: Text = say(
  'Wo ein Bereich selbst auf observe stand, gelten dort auch seine Grenzen für Methoden und Größen.',
  'Where an area itself stood on observe, its limits of methods and sizes hold there too.',
)

export const ruleWords: Readonly<Record<EnforcedRule, RuleWords>> = {
  audience: {
    title: say(
      'Das Gateway lässt nur noch Techniker in die Bereiche der Techniker (bollwerk.yaml)',
      "The gateway lets only technicians into the technicians' areas (bollwerk.yaml)",
    ),
    affected: say(
      `Wer nicht aus einem Netz unter technicians kommt, wird an diesen Bereichen abgewiesen; Agenten und Gäste merken nichts. ${areasToo.de}`,
      `Whoever does not come from a network under technicians is turned away at these areas; agents and guests notice nothing. ${areasToo.en}`,
    ),
    turnedAway: (admitted) =>
      say(
        `Techniker, die von anderswo arbeiten als von ${admitted}`,
        `Technicians who work from elsewhere than ${admitted}`,
      ),
  },
  country: {
    title: say(
      'Das Gateway setzt die Länder der Richtlinie durch (bollwerk.yaml)',
      'The gateway enforces the countries of the policy (bollwerk.yaml)',
    ),
    affected: say(
      `Agenten und Gäste aus anderen Ländern werden abgewiesen; Techniker sind davon nicht betroffen. ${areasToo.de}`,
      `Agents and guests from other countries are turned away; technicians are not bound by it. ${areasToo.en}`,
    ),
    turnedAway: (admitted) =>
      say(
        `Agenten und Gäste, die anderswo sind als hier: ${admitted}; auch Rechner auf Reisen`,
        `Agents and guests who are elsewhere than here: ${admitted}; travelling machines too`,
      ),
  },
}

export const setupWords: Readonly<Record<'title' | 'affected' | 'neverOpen', Text>> = {
  title: say(
    'Das Gateway schließt den Einrichtungsassistenten wieder für alle (bollwerk.yaml)',
    'The gateway closes the setup wizard for everybody again (bollwerk.yaml)',
  ),
  affected: say(
    'Die Adressen, für die er offen stand, erreichen den Assistenten nicht mehr; sonst merkt es niemand.',
    'The addresses that it was open for no longer reach the wizard; nobody else notices.',
  ),
  neverOpen: say(
    'Das Gateway öffnet den Einrichtungsassistenten niemandem; die Anfrage kam also an ihm vorbei, oder die Belege sind älter. Schließen Sie den direkten Weg zum Server und sehen Sie neu nach: bollwerk assess --from internet.',
    'The gateway opens the setup wizard to nobody; so the request came past it, or the evidence is older. Close the direct way to the server and look again: bollwerk assess --from internet.',
  ),
}

export const downtime: Text = say(
  'Keine: Das Gateway nimmt die Richtlinie in einer Sekunde von selbst auf; laufende Sitzungen bleiben.',
  'None: the gateway takes the policy up by itself within a second; running sessions stay.',
)
export const nothing: Text = say('(nichts)', '(nothing)')
