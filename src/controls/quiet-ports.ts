import { joined, say, type Text } from '../model/text.ts'
import { isForeign } from './admitted-country.ts'
import type { Judgement, Question } from './control.ts'
import { unknownBecause } from './open-question.ts'
import { countPorts, type Scan, somebodyAnswered } from './scanned-ports.ts'
import { seenOnly, vantageOf, whence } from './vantage-evidence.ts'

const everyPort = 65_535

/**
 * The answer where no port but the intended ones was found open, by the newest scan of each vantage. Silence alone is
 * no pass, and neither is a look from abroad: both may hide what is open.
 */
export function quietPorts(scans: readonly Scan[], question: Question): Judgement {
  const home = scans.filter((scan) => !isForeign(vantageOf(scan), question.policy))
  if (home.length === 0) return unknownBecause(onlyAbroad, scans)
  const answering = home.filter((scan) => somebodyAnswered(scan) || admittedElsewhere(question, scan))
  if (answering.length === 0) return unknownBecause(onlySilence, home)
  return { outcome: 'pass', detail: joined(answering.map(scanText)), evidence: answering }
}

/** With fixed networks only, a server that is up is silent to the internet; another vantage shows that it is up. */
function admittedElsewhere({ policy, evidence, server }: Question, scan: Scan): boolean {
  const others = seenOnly(evidence.about(server.kind, 'outside.tcp-ports'))
  return policy.fixedNetworksOnly && others.some((other) => other !== scan && somebodyAnswered(other))
}

function scanText(scan: Scan): Text {
  const { address, asked, closed, silent } = scan.value
  const from = whence([scan])
  const count = countPorts(asked)
  const [refused, dropped] = [countPorts(closed), countPorts(silent)]
  const all = count === everyPort
  const scope = all
    ? say('alle 65.535 Ports', 'all 65,535 ports')
    : say(
        `nur die ${count} üblichen Ports, nicht alle 65.535 (--all-ports)`,
        `only the ${count} usual ports, not all 65,535 (--all-ports)`,
      )
  return say(
    `An ${address} wurden ${from.de} ${scope.de} gefragt; offen ist kein Port außer den vorgesehenen (abgelehnt: ${refused}, stumm: ${dropped}).`,
    `At ${address} ${scope.en} were asked ${from.en}; no port is open but the intended ones (refused: ${refused}, silent: ${dropped}).`,
  )
}

const onlyAbroad: Text = say(
  'Bisher wurde nur aus Ländern nachgesehen, die die Richtlinie nicht nennt; dort kann das Geoblocking offene Ports verdecken. Sehen Sie aus einem erlaubten Land nach.',
  'So far the looks came from countries only that the policy does not name; there geoblocking may hide open ports. Look from an admitted country.',
)

const onlySilence: Text = say(
  'Alle gefragten Ports schweigen, auch die vorgesehenen. Entweder war der Server nicht da, oder etwas zwischen Ihnen und ihm verwirft alles. Sehen Sie aus einem anderen Netz noch einmal nach.',
  'All ports that were asked keep silent, the intended ones too. Either the server was away, or something between you and it drops everything. Look again from another network.',
)
