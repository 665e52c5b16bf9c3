import { buildCommand, buildRouteMap, type Command, type RouteMap } from '@stricli/core'
import { type Language, say, type Text } from '../../model/text.ts'
import { langFlag, policyFlag, stateFolderFlag } from '../flags.ts'
import type { Program } from '../program.ts'
import { compileFirewallListsCommand } from './firewall-lists-command.ts'
import { compileNftablesCommand } from './nftables-command.ts'
import { outFlag } from './out-flag.ts'

export interface CompileFlags {
  readonly policy: string
  readonly stateFolder: string
  /** The folder that the files are written to. */
  readonly out: string
  readonly lang?: Language
}

const words = {
  routes: say(
    'Übersetzt die Richtlinie in die Konfiguration einer anderen Engine',
    'Compiles the policy to the configuration of another engine',
  ),
  haproxy: say(
    'Schreibt haproxy.cfg mit Listen für HAProxy ab 2.6',
    'Writes haproxy.cfg with lists for HAProxy from 2.6',
  ),
}

type CompileRun = (this: Program, flags: CompileFlags) => Promise<void>

/** `bollwerk compile …`. A new target adds its line here, and its own `<target>-run.ts`. */
export function compileRoutes(language: Language): RouteMap<Program> {
  const into = (brief: Text, load: () => Promise<CompileRun>) => compileCommand(language, brief, load)
  return buildRouteMap({
    routes: {
      haproxy: into(words.haproxy, async () => (await import('./haproxy-run.ts')).run),
      nftables: compileNftablesCommand(language),
      'firewall-lists': compileFirewallListsCommand(language),
    },
    docs: { brief: words.routes[language] },
  })
}

function compileCommand(language: Language, brief: Text, load: () => Promise<CompileRun>): Command<Program> {
  return buildCommand<CompileFlags, [], Program>({
    loader: load,
    parameters: {
      flags: {
        lang: langFlag(language),
        policy: policyFlag(language),
        stateFolder: stateFolderFlag(language),
        out: outFlag(language),
      },
    },
    docs: { brief: brief[language] },
  })
}
