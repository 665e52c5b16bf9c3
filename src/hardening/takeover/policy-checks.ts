import { formatAddress } from '../../model/address.ts'
import { formatEndpoint } from '../../model/endpoint.ts'
import { joined, say } from '../../model/text.ts'
import type { Check, Witnessed } from '../checked.ts'

/** Whether the policy says where the product itself listens, behind the gateway. */
export function originCheck({ server }: Witnessed): Check {
  const { origin, host, addresses } = server
  const isPublic = [host, ...addresses.map(formatAddress)].includes(origin.host)
  const shown = formatEndpoint(origin)
  return {
    id: 'policy.origin',
    title: say(
      'Die Richtlinie nennt die innere Adresse des Servers',
      'The policy names the inner address of the server',
    ),
    answer: isPublic ? 'not-met' : 'met',
    reason: isPublic
      ? say(
          `Als origin steht dort ${shown}, also der öffentliche Zugang selbst. Tragen Sie die Adresse ein, unter der das Gateway den Server erreicht.`,
          `Its origin is ${shown}, so the public side itself. Enter the address at which the gateway reaches the server.`,
        )
      : say(`origin: ${shown}.`, `origin: ${shown}.`),
  }
}

/**
 * Whether the policy says where the gateway gets a certificate for the name of the server. Where a proxy is in front
 * already, it has one.
 */
export function certificateSourceCheck(witnessed: Witnessed): Check {
  const { situation, server } = witnessed
  const { certificates, acme } = situation.policy.gateway.tls
  const brought = certificates.some(({ hosts }) => hosts.length === 0 || hosts.includes(server.host))
  const id = 'policy.certificate'
  const title = say('Das Gateway hat ein Zertifikat für den Namen', 'The gateway has a certificate for the name')
  if (brought) return { id, title, answer: 'met', reason: say('Sie bringen es selbst mit.', 'You bring it yourself.') }
  if (acme)
    return {
      id,
      title,
      answer: 'met',
      reason: say('Das Gateway holt es selbst (ACME).', 'The gateway fetches it itself (ACME).'),
    }
  const inFront = witnessed.check('reverse-proxy.in-front')
  if (inFront.answer === 'met') return { ...inFront, id, title }
  return {
    id,
    title,
    answer: 'not-met',
    reason: say(
      `Für ${server.host} nennt gateway.tls weder Dateien noch ACME. Tragen Sie eines davon ein.`,
      `For ${server.host} gateway.tls names neither files nor ACME. Enter one of them.`,
    ),
  }
}

/** Whether the gateway was seen at work. Before the name leads to it nobody sees it from where everybody looks. */
export function gatewaySeenCheck(witnessed: Witnessed): Check {
  const inFront = witnessed.check('reverse-proxy.in-front')
  const title = say('Das Gateway antwortet', 'The gateway answers')
  if (inFront.answer === 'met') return { ...inFront, id: 'gateway-answers', title }
  return {
    id: 'gateway-answers',
    title,
    answer: 'unknown',
    reason: say(
      'Solange der Name nicht dorthin führt, sieht das keine gewöhnliche Prüfung. Prüfen Sie mit einer Kopie der Richtlinie, in der addresses die Adresse des Gateways nennt.',
      'As long as the name does not lead there, no usual look sees it. Assess with a copy of the policy in which addresses names the address of the gateway.',
    ),
  }
}

/** Whether a control is content and, because the name leads to the gateway, content with what the gateway does. */
export function overGateway(control: string): (witnessed: Witnessed) => Check {
  return (witnessed) => {
    const check = witnessed.check(control)
    const inFront = witnessed.check('reverse-proxy.in-front')
    if (check.answer !== 'met' || inFront.answer === 'met') return check
    const reason = joined([check.reason, inFront.answer === 'not-met' ? pastGateway : perhapsPast])
    return { ...check, answer: inFront.answer, reason }
  }
}

const pastGateway = say(
  'Das ist aber noch der unmittelbare Weg, denn vor dem Server steht kein Gateway.',
  'But that is still the direct way, because no gateway stands in front of the server.',
)

const perhapsPast = say(
  'Ob das über das Gateway geht, zeigt sich erst, wenn der Name dorthin führt.',
  'Whether that goes over the gateway shows only once the name leads there.',
)
