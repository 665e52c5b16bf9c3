import type { JournalFault } from '../../hardening/bundle/journal-lines.ts'
import { quoted } from '../../model/quoted.ts'
import { say, type Text } from '../../model/text.ts'

/** Why a file is not taken as a journal, where in it that shows, and what to do. */
export function faultInWords(file: string, fault: JournalFault): Text {
  switch (fault.kind) {
    case 'newer':
      return say(
        `${file}: Das Protokoll hat die Form ${fault.schema}, die eine neuere Version schrieb. Bitte bringen Sie Bollwerk hier auf denselben Stand.`,
        `${file}: the journal has the form ${fault.schema}, which a newer version wrote. Please bring Bollwerk here up to the same version.`,
      )
    case 'cut':
      return say(
        `${file}: Zeile ${fault.line} bricht ab. Kopieren Sie journal.jsonl noch einmal vom Server. Ist es dort auch so, so rufen Sie dort rollback.ps1 auf: Es bringt zu Ende, was abgebrochen ist, und das Protokoll dazu.`,
        `${file}: line ${fault.line} breaks off. Copy journal.jsonl from the server again. If it is the same there, run rollback.ps1 there: it finishes what broke off, and the journal with it.`,
      )
    case 'edited':
      return say(
        `${file}: Zeile ${fault.line} ist nicht so, wie das Skript sie schrieb, oder davor fehlt etwas. Es wurde nichts aufgenommen. Bitte kopieren Sie journal.jsonl unverändert vom Server.`,
        `${file}: line ${fault.line} is not as the script wrote it, or something is missing before it. Nothing was taken. Please copy journal.jsonl unchanged from the server.`,
      )
  }
}

export function fromFuture(
  file: string,
  { line, at, now }: { readonly line: number; readonly at: string; readonly now: string },
): Text {
  return say(
    `${file}: Zeile ${line} stammt aus der Zukunft (${at}, hier ist es ${now}). Bitte vergleichen Sie die Uhren beider Rechner (w32tm /query /status), und stellen Sie die falsche. Geht die Uhr des Servers vor, so nehmen Sie das Protokoll auf, sobald dieser Zeitpunkt vorbei ist.`,
    `${file}: line ${line} is from the future (${at}, here it is ${now}). Please compare the clocks of both machines (w32tm /query /status), and set the wrong one. If the clock of the server is fast, import the journal as soon as that moment is over.`,
  )
}

export function notOfPlan(file: string, { line, plan }: { readonly line: number; readonly plan: string }): Text {
  return say(
    `${file}: Zeile ${line} passt nicht zum Plan in ${plan}, dessen SHA-256 das Protokoll nennt. Bitte kopieren Sie journal.jsonl unverändert vom Server.`,
    `${file}: line ${line} does not fit the plan in ${plan}, whose SHA-256 the journal names. Please copy journal.jsonl unchanged from the server.`,
  )
}

export function otherSite(file: string, { is, wanted }: { readonly is: string; readonly wanted: string }): Text {
  const [there, here] = [quoted(is), quoted(wanted)]
  return say(
    `${file}: Das Protokoll nennt den Standort ${there}, die Richtlinie heißt ${here}. Gehört es doch dazu, so wiederholen Sie den Befehl mit --yes; sonst nennen Sie mit --policy die richtige Richtlinie.`,
    `${file}: the journal names the site ${there}, the policy is called ${here}. If it belongs here all the same, repeat the command with --yes; otherwise name the right policy with --policy.`,
  )
}

export function elsewhere(file: string): Text {
  return say(
    `${file}: Das ist das Protokoll eines "bollwerk apply". Es liegt schon, wo es hingehört; aufgenommen werden nur die Protokolle der Skripte von "bollwerk plan export".`,
    `${file}: this is the journal of a "bollwerk apply". It is where it belongs already; only journals of the scripts of "bollwerk plan export" are imported.`,
  )
}
