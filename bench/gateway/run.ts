/**
 * Gateways side by side with one policy, in turns: CPU time per request and latency, for traffic that is served and
 * traffic that is refused. One core is the gateway's, the other the load's and the origin's.
 *
 *   node bench/gateway/run.ts [--only nginx,haproxy] [--scenarios 'plain,…'] [--rounds 3] [--seconds 5] [--json FILE]
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { disagreements } from './agreement.ts'
import { bollwerk } from './bollwerk.ts'
import { caddy, caddyCountries } from './caddy.ts'
import { newCertificate } from './certificate.ts'
import { freePorts } from './free-ports.ts'
import type { Gateway, Site } from './gateway.ts'
import { haproxy, haproxyCanonical } from './haproxy.ts'
import { type Contestant, measure, type Result } from './measurement.ts'
import { nginx } from './nginx.ts'
import { startOrigin } from './origin.ts'
import { plain } from './plain.ts'
import { sharedPolicy } from './policy.ts'
import { scenarios } from './scenario.ts'
import { tables } from './table.ts'

const gateways = [nginx, haproxy, haproxyCanonical, caddy, caddyCountries, plain, bollwerk]
/** Beside the others only when asked for: it takes minutes to say that it is slow. */
const usual = gateways.filter((gateway) => gateway !== caddyCountries)

const { values: flags } = parseArgs({
  options: {
    only: { type: 'string' },
    scenarios: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '5' },
    'warm-up': { type: 'string', default: '3' },
    json: { type: 'string' },
  },
})
const plan = { rounds: Number(flags.rounds), seconds: Number(flags.seconds), warmUp: Number(flags['warm-up']) }

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
const folder = mkdtempSync(join(tmpdir(), 'bollwerk-bench-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const missing = ['taskset', 'wrk', 'nginx', 'openssl'].filter((program) => !installed(program))
if (availableParallelism() < 2) console.log('skipped: this needs two cores')
else if (missing.length > 0) console.log(`skipped: not installed: ${missing.join(', ')}`)
else await compare()

async function compare(): Promise<void> {
  const [originPort = 0] = await freePorts(1)
  const origin = await startOrigin(folder, originPort)
  const contestants = await startAll({ policy: sharedPolicy(), originPort, ...newCertificate(folder) })
  try {
    const results: Result[] = []
    for (const scenario of chosen(scenarios, flags.scenarios)) {
      const found = measure(scenario, contestants, origin, plan)
      results.push(...found)
      console.error(
        found.map((each) => `${each.scenario}: ${each.gateway} ${each.microseconds.toFixed(1)} µs`).join('\n'),
      )
    }
    console.log(tables(results))
    if (flags.json !== undefined) writeFileSync(flags.json, `${JSON.stringify({ plan, results }, undefined, 2)}\n`)
  } finally {
    for (const running of [...contestants.map(({ process }) => process), origin]) await running.stop()
  }
}

type Shared = Omit<Site, 'folder' | 'plainPort' | 'tlsPort'>

/** Starts every gateway that is there and keeps the policy; says of the others why they are left out. */
async function startAll(shared: Shared): Promise<readonly Contestant[]> {
  const contestants: Contestant[] = []
  for (const gateway of flags.only === undefined ? usual : chosen(gateways, flags.only, true)) {
    if (!installed(gateway.program)) console.error(`${gateway.name}: skipped, ${gateway.program} is not installed`)
    else contestants.push(...(await started(gateway, shared)))
  }
  return contestants
}

async function started(gateway: Gateway, shared: Shared): Promise<readonly Contestant[]> {
  const [plainPort = 0, tlsPort = 0] = await freePorts(2)
  const site: Site = { ...shared, folder: join(folder, gateway.name.replace(':', '-')), plainPort, tlsPort }
  mkdirSync(site.folder)
  try {
    const process = await gateway.start(site)
    for (const part of gateway.leftOut) console.error(`${gateway.name}: without ${part}`)
    for (const wrong of await disagreements(site)) console.error(`${gateway.name}: DIFFERS: ${wrong}`)
    return [{ gateway, site, process }]
  } catch (error) {
    console.error(
      `${gateway.name}: skipped, it does not start: ${error instanceof Error ? error.message : String(error)}`,
    )
    return []
  }
}

/** By name, as a list with commas; of scenarios a part of the name is enough. */
function chosen<Named extends { name: string }>(
  all: readonly Named[],
  names?: string,
  whole = false,
): readonly Named[] {
  const wanted = names?.split(',')
  return all.filter(({ name }) => wanted?.some((part) => (whole ? name === part : name.includes(part))) ?? true)
}

function installed(program: string): boolean {
  return spawnSync('which', [program]).status === 0
}
