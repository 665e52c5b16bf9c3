import { buildCommand, type Command, numberParser } from '@stricli/core'
import { type Language, say } from '../../model/text.ts'
import { langFlag, policyFlag, stateFolderFlag } from '../flags.ts'
import type { Program } from '../program.ts'

export interface GatewayFlags {
  readonly lang?: Language
  readonly policy: string
  readonly observe: boolean
  readonly stateFolder: string
  readonly threads?: number
  readonly selfSigned: boolean
  readonly metrics?: string
  readonly log: 'json' | 'text'
  readonly drain: number
}

const words = {
  brief: say('Schützt die Server: das Gateway davor', 'Shields the servers: the gateway in front of them'),
  full: say(
    'Lauscht auf den Ports der Richtlinie und lässt nur durch, was sie erlaubt: HTTPS, das Relay und die Heartbeats. Eine geänderte Richtlinie gilt sofort, ohne eine Sitzung zu beenden; eine fehlerhafte ändert nichts. Strg-C beendet geordnet.',
    'Listens on the ports of the policy and lets through only what it allows: HTTPS, the relay and the heartbeats. A changed policy takes effect at once without ending a session; a wrong one changes nothing. Ctrl-C ends in order.',
  ),
  observe: say(
    'Nur melden, was abgewiesen würde; der Einrichtungsassistent bleibt zu',
    'Only report what would be refused; the setup wizard stays closed',
  ),
  threads: say(
    'Threads, die sich die Ports teilen; ohne Angabe je Kern einer',
    'Threads that share the ports; one per core without this',
  ),
  selfSigned: say(
    'Selbst ausgestellte Zertifikate für Namen, die keines haben: zum Ausprobieren',
    'Certificates of its own for names that have none: for trying out',
  ),
  metrics: say(
    'Adresse und Port für Prometheus, z. B. 127.0.0.1:9477',
    'Address and port for Prometheus, e.g. 127.0.0.1:9477',
  ),
  log: say('Form der Meldungen auf stderr', 'Form of the messages on stderr'),
  drain: say('Sekunden, die Sitzungen beim Beenden bekommen', 'Seconds that sessions get when it ends'),
}

/** `bollwerk gateway`. */
export function gatewayCommand(language: Language): Command<Program> {
  return buildCommand<GatewayFlags, [], Program>({
    loader: async () => (await import('./run.ts')).run,
    parameters: {
      flags: {
        lang: langFlag(language),
        policy: policyFlag(language),
        observe: { kind: 'boolean', default: false, withNegated: false, brief: words.observe[language] },
        stateFolder: stateFolderFlag(language),
        threads: { kind: 'parsed', parse: numberParser, optional: true, brief: words.threads[language] },
        selfSigned: { kind: 'boolean', default: false, withNegated: false, brief: words.selfSigned[language] },
        metrics: { kind: 'parsed', parse: String, optional: true, brief: words.metrics[language] },
        log: { kind: 'enum', values: ['text', 'json'], default: 'text', brief: words.log[language] },
        drain: { kind: 'parsed', parse: numberParser, default: '30', brief: words.drain[language] },
      },
    },
    docs: { brief: words.brief[language], fullDescription: words.full[language] },
  })
}
