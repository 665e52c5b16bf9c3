import { bundledCatalog } from '../../catalog/index.ts'
import { sharedClock } from '../../gateway/shared-clock.ts'
import { parseAddress } from '../../model/address.ts'
import type { AreaId } from '../../model/area.ts'
import { quoted } from '../../model/quoted.ts'
import { say } from '../../model/text.ts'
import { defaultSizes, memoryBytes, openMemory } from '../../traffic/decision-memory.ts'
import { Evaluator } from '../../traffic/evaluator.ts'
import { Source } from '../../traffic/source.ts'
import type { TraceEntry, Verdict } from '../../traffic/verdict.ts'
import { type Program, print } from '../program.ts'
import { Refusal } from '../refusal.ts'
import { rulesInForce } from '../rules-in-force.ts'
import type { ExplainFlags } from './command.ts'
import { verdictLines, verdictRecord } from './verdict.ts'

type VisitFlags = ExplainFlags & { readonly from: string; readonly to: string }

const areasByName = new Map<string, AreaId>([
  ['relay', 'screenconnect.relay'],
  ['heartbeat', 'automate.heartbeat'],
])

const webAreas = bundledCatalog.areas.filter(({ transport }) => transport === 'http').map(({ id }) => id)

/** Decides on a visit that nobody makes, with the evaluator of the gateway, and shows how it came to that. */
export async function explainVisit(program: Program, flags: VisitFlags): Promise<void> {
  const address = parseAddress(flags.from)
  if (!address.ok) throw new Refusal(address.problem)
  const evaluator = await evaluatorFor(flags)
  const source = new Source({ address: flags.from, port: 0, encrypted: true, listener: 'explain' })
  const trace: TraceEntry[] = []
  const verdict = decide(evaluator, source, { ...flags, trace })
  const record = verdictRecord({ verdict, trace, source, geo: evaluator.rules.geo }, program.language)
  if (flags.json) print(program, JSON.stringify(record, undefined, 2))
  else for (const line of verdictLines(record, program.language, evaluator.rules.geo.sources)) print(program, line)
}

async function evaluatorFor(flags: VisitFlags): Promise<Evaluator> {
  const { rules } = await rulesInForce({ policy: flags.policy, stateFolder: flags.stateFolder })
  return new Evaluator(rules, openMemory(new ArrayBuffer(memoryBytes(defaultSizes)), { seed: [0, 0] }))
}

function decide(
  evaluator: Evaluator,
  source: Source,
  { to, method, trace }: { to: string; method: string; trace: TraceEntry[] },
): Verdict {
  const now = sharedClock()
  const area = areasByName.get(to)
  if (area !== undefined) return evaluator.judgeArea(source, area, now, trace)
  const atAccept = evaluator.judgeConnection(source, webAreas, now)
  trace.push({ step: 'accept', rule: atAccept.rule, result: atAccept.action === 'forward' ? 'passed' : 'drop' })
  const { host, target } = splitLink(to)
  const server = evaluator.serverOf(host)
  if (server === undefined) throw noSuchHost(host, [...evaluator.rules.hosts.keys()])
  const request = { method: method.toUpperCase(), target, contentLength: 0, header: () => undefined }
  const verdict = evaluator.judgeRequest({ source, server, now }, request, trace)
  // Whom no area of the port lets in is not even heard; the steps show what would have come of the request.
  return atAccept.action === 'forward' ? verdict : { ...atAccept, action: 'drop', status: 0, area: verdict.area }
}

/** Takes an address apart without changing it: how a path is written is what is asked about. */
function splitLink(text: string): { readonly host: string; readonly target: string } {
  const form = /^(?:https?:\/\/)?([^/?#]+)([/?][^#]*)?$/i.exec(text)
  if (!form) {
    throw new Refusal(
      say(
        `${quoted(text)} ist kein Ziel; erwartet wird zum Beispiel https://support.muster-msp.de/Login, relay oder heartbeat.`,
        `${quoted(text)} is no destination; expected is for example https://support.muster-msp.de/Login, relay or heartbeat.`,
      ),
    )
  }
  const target = form[2] ?? '/'
  return { host: form[1] ?? '', target: target.startsWith('?') ? `/${target}` : target }
}

function noSuchHost(host: string, known: readonly string[]): Refusal {
  return new Refusal(
    say(
      `Die Richtlinie kennt keinen Server ${quoted(host)}. Sie kennt: ${known.join(', ')}.`,
      `The policy knows no server ${quoted(host)}. It knows: ${known.join(', ')}.`,
    ),
  )
}
