import { buildCommand, type Command } from '@stricli/core'
import { type Language, say } from '../../model/text.ts'
import { langFlag, policyFlag, stateFolderFlag } from '../flags.ts'
import { optionalText } from '../optional-flag.ts'
import type { Program } from '../program.ts'
import { outFlag } from './out-flag.ts'

export interface NftablesFlags {
  readonly policy: string
  readonly stateFolder: string
  /** The folder that the files are written to; absent with `compare`. */
  readonly out?: string
  readonly lang?: Language
  readonly heartbeat: 'gateway' | 'kernel'
  /** What the kernel holds, as nft told it: a file, or `-` for standard input. */
  readonly compare?: string
}

const words = {
  brief: say('Schreibt eine Tabelle für nftables ab 1.0.6', 'Writes a table for nftables from 1.0.6'),
  full: say(
    'Schreibt bollwerk.nft, das nft -f in einem Zug lädt, und bans.nft, das nur die Sperren erneuert. Die Tabelle inet bollwerk entscheidet, was Adresse und Port entscheiden; alles andere bleibt beim Gateway. Andere Tabellen und Ports bleiben, wie sie sind. Mit --compare wird stattdessen verglichen, was "nft -j list table inet bollwerk" ausgibt (- für die Standardeingabe); der Rückgabewert ist 1, wenn etwas abweicht.',
    'Writes bollwerk.nft, which nft -f loads in one go, and bans.nft, which only renews the bans. The table inet bollwerk decides what address and port decide; everything else stays with the gateway. Other tables and ports stay as they are. With --compare, what "nft -j list table inet bollwerk" prints is compared instead (- for standard input); the exit code is 1 if anything differs.',
  ),
  heartbeat: say(
    'Wer Heartbeats weiterleitet: gateway, oder kernel mit der Adresse des Agenten als Absender; dann muss der Weg des Servers nach draußen über diese Maschine führen',
    'Who leads heartbeats on: gateway, or kernel with the address of the agent as the sender; then the way out of the server must lead through this machine',
  ),
  compare: say('Ausgabe von nft -j, die verglichen wird', 'Output of nft -j to compare'),
}

/** `bollwerk compile nftables`. */
export function compileNftablesCommand(language: Language): Command<Program> {
  return buildCommand<NftablesFlags, [], Program>({
    loader: async () => (await import('./nftables-run.ts')).run,
    parameters: {
      flags: {
        lang: langFlag(language),
        policy: policyFlag(language),
        stateFolder: stateFolderFlag(language),
        out: { ...outFlag(language), optional: true },
        heartbeat: {
          kind: 'enum',
          values: ['gateway', 'kernel'],
          default: 'gateway',
          brief: words.heartbeat[language],
        },
        compare: optionalText(words.compare[language], { de: 'DATEI', en: 'FILE' }[language]),
      },
    },
    docs: { brief: words.brief[language], fullDescription: words.full[language] },
  })
}
