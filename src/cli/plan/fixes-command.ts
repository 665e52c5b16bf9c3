import { buildCommand, type Command } from '@stricli/core'
import { formatPrefix, parsePrefix } from '../../model/address.ts'
import { type Language, say } from '../../model/text.ts'
import { jsonFlag, langFlag, policyFlag } from '../flags.ts'
import { type PlaceFlags, placeFlags } from '../hardening/place-flags.ts'
import { optionalText } from '../optional-flag.ts'
import type { Program } from '../program.ts'
import { value } from '../value.ts'

export interface PlanFlags extends PlaceFlags {
  readonly policy: string
  readonly lang?: Language
  readonly json: boolean
  readonly out: string
  readonly assessment?: string
  readonly only?: readonly string[]
  readonly keepAccess?: readonly string[]
}

const words = {
  brief: say('Plant die Behebung der Befunde', 'Plans how the findings are put right'),
  full: say(
    'Beurteilt die Belege im Ordner evidence neben der Richtlinie (oder nimmt eine Beurteilung), sieht auf diesem Rechner nach und schreibt einen Plan: jede Änderung mit genauem Vorher und Nachher, wer sie merkt, was neu startet und wer ausgesperrt würde; dazu eine Liste dessen, was nur eine Person tun kann. Geändert wird nichts. "bollwerk apply" führt genau diese Datei aus.',
    'Judges the evidence in the folder evidence beside the policy (or takes an assessment), looks at this machine and writes a plan: each change with its exact before and after, who notices, what starts anew and who would be locked out; and a list of what only a person can do. Nothing is changed. "bollwerk apply" carries out exactly this file.',
  ),
  out: say('Datei, in die der Plan geschrieben wird', 'File that the plan is written to'),
  assessment: say(
    'Beurteilung (assess --json), nach der geplant wird, statt der Belege im Ordner evidence',
    'Assessment (assess --json) to plan by, instead of the evidence in the folder evidence',
  ),
  only: say('Nur Befunde dieser Prüfung; mehrmals möglich', 'Only findings of this control; may be repeated'),
  keepAccess: say(
    'Netz (CIDR), das seinen Zugang behalten muss; mehrmals möglich; ohne Angabe die Techniker der Richtlinie',
    'Network (CIDR) that must keep access; may be repeated; if not given, the technicians of the policy',
  ),
}

/** `bollwerk plan`. */
export function planCommand(language: Language): Command<Program> {
  const file = { de: 'DATEI', en: 'FILE' }[language]
  return buildCommand<PlanFlags, [], Program>({
    loader: async () => (await import('./fixes-run.ts')).run,
    parameters: {
      flags: {
        policy: policyFlag(language),
        lang: langFlag(language),
        json: jsonFlag(language),
        out: { kind: 'parsed', parse: String, default: 'plan.json', brief: words.out[language], placeholder: file },
        assessment: optionalText(words.assessment[language], file),
        only: {
          kind: 'parsed',
          parse: String,
          optional: true,
          variadic: true,
          brief: words.only[language],
          placeholder: { de: 'PRÜFUNG', en: 'CONTROL' }[language],
        },
        keepAccess: {
          kind: 'parsed',
          parse: networkText,
          optional: true,
          variadic: true,
          brief: words.keepAccess[language],
          placeholder: 'CIDR',
        },
        ...placeFlags(language),
      },
    },
    docs: { brief: words.brief[language], fullDescription: words.full[language] },
  })
}

function networkText(text: string): string {
  return formatPrefix(value(parsePrefix)(text))
}
