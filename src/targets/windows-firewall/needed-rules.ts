import { say, type Text } from '../../model/text.ts'
import type { Intent } from '../../policy/intent.ts'
import { published } from '../../policy/intent.ts'
import type { Server } from '../../policy/policy.ts'

/** A port that must be reached on a server, and who is locked out where no rule admits them. */
export interface NeededRule {
  readonly protocol: 'tcp' | 'udp'
  readonly port: number
  readonly who: Text
}

/**
 * The ports that a server needs open for its product to work: what the policy publishes, and where the product itself
 * listens behind the gateway.
 */
export function neededRules(server: Server, intents: readonly Intent[]): readonly NeededRule[] {
  const offered: readonly NeededRule[] = (['tcp', 'udp'] as const).flatMap((protocol) =>
    published(intents, server.kind, protocol).map(({ port, areas }) => ({ protocol, port, who: whoOf(areas) })),
  )
  const behind: readonly NeededRule[] = [
    { protocol: 'tcp', port: server.origin.port, who: everybody },
    ...(server.relay ? [{ protocol: 'tcp' as const, port: server.relay.origin.port, who: clients }] : []),
  ]
  return [...offered, ...behind].filter((rule, index, all) => all.findIndex((other) => isSame(rule, other)) === index)
}

function isSame(one: NeededRule, other: NeededRule): boolean {
  return one.protocol === other.protocol && one.port === other.port
}

function whoOf(areas: readonly string[]): Text {
  if (areas.includes('automate.heartbeat')) return heartbeat
  return areas.includes('screenconnect.relay') ? clients : everybody
}

const everybody = say('Agenten, Techniker und Gäste', 'agents, technicians and guests')
const heartbeat = say('Lebenszeichen der Automate-Agenten', 'heartbeats of the Automate agents')
const clients = say('Sitzungen von ScreenConnect', 'sessions of ScreenConnect')
