/**
 * Full TCP connect scan of all 65,535 loopback ports, Bollwerk and nmap in turns.
 * Both are measured as whole processes, from start to exit; nmap is spared name look-ups and its ping (`-n -Pn`).
 *
 *   node bench/port-scan.ts [rounds]
 */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { isMainThread, parentPort, Worker } from 'node:worker_threads'

const ours = new URL('./port-scan-once.js', import.meta.url).pathname
const usualRounds = 7
const listeners = 50

if (isMainThread) await compare(Number(process.argv[2] ?? usualRounds))
else await openPorts()

async function compare(rounds: number): Promise<void> {
  if (spawnSync('nmap', ['--version']).error !== undefined) {
    console.log('skipped: nmap is not installed')
    return
  }
  const thread = new Worker(new URL(import.meta.url))
  const [opened]: number[][] = await once(thread, 'message')
  const bollwerk: number[] = []
  const nmap: number[] = []
  for (let round = 1; round <= rounds; round++) {
    const first = timed(process.execPath, [ours])
    const second = timed('nmap', ['-n', '-Pn', '-sT', '-p-', '-oG', '-', '127.0.0.1'])
    bollwerk.push(first.ms)
    nmap.push(second.ms)
    const same = sameOpenPorts(opened ?? [], JSON.parse(first.text), portsOf(second.text))
    console.log(
      `round ${round}: bollwerk ${first.ms.toFixed(0)} ms, nmap ${second.ms.toFixed(0)} ms, open ports ${same}`,
    )
  }
  await thread.terminate()
  const ratio = median(bollwerk) / median(nmap)
  console.log(
    `median: bollwerk ${median(bollwerk).toFixed(0)} ms, nmap ${median(nmap).toFixed(0)} ms, ratio ${ratio.toFixed(2)}`,
  )
}

/** Listeners in a thread of their own, so that waiting for a scanner does not stop them from accepting. */
async function openPorts(): Promise<void> {
  const servers = Array.from({ length: listeners }, () =>
    createServer((socket) => socket.on('error', () => socket.destroy())),
  )
  for (const server of servers) await once(server.listen(0, '127.0.0.1'), 'listening')
  parentPort?.postMessage(servers.map((server) => (server.address() as AddressInfo).port))
}

function timed(command: string, parameters: string[]): { ms: number; text: string } {
  const start = performance.now()
  const run: SpawnSyncReturns<string> = spawnSync(command, parameters, { encoding: 'utf8' })
  const ms = performance.now() - start
  if (run.status !== 0) throw new Error(`${command} failed: ${run.stderr}`)
  return { ms, text: run.stdout }
}

/** From nmap's greppable output, `Ports: 22/open/tcp//ssh///, …`. */
function portsOf(text: string): number[] {
  return [...text.matchAll(/(\d+)\/open\/tcp/g)].map((match) => Number(match[1]))
}

/** Both must have found what was opened, and the same beyond that. */
function sameOpenPorts(opened: readonly number[], first: readonly number[], second: readonly number[]): string {
  const [one, other] = [new Set(first), new Set(second)]
  const missed = opened.filter((port) => !one.has(port) || !other.has(port))
  const apart = [...one.symmetricDifference(other)]
  if (missed.length === 0 && apart.length === 0) return `the same (${one.size})`
  return `DIFFER: missed ${missed.join(' ') || 'none'}, only in one ${apart.join(' ') || 'none'}`
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0)) / 2
}
