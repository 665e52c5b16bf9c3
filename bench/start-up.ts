import { resolve } from 'node:path'
import { cpuMilliseconds, median } from './cpu-time.ts'

// What `bollwerk --help` costs, beside Node itself doing nothing. In turns, so that a busy machine hits both alike.
const folder = resolve(import.meta.dirname, '..')
const rounds = 15
const help: number[] = []
const nothing: number[] = []
for (let round = 0; round < rounds; round++) {
  help.push(cpuMilliseconds(['bin/bollwerk.js', '--help'], folder))
  nothing.push(cpuMilliseconds(['-e', '0'], folder))
}
const [ours, node] = [median(help), median(nothing)]
process.stdout.write(
  `bollwerk --help: ${ours.toFixed(0)} ms of CPU (budget 150) | node alone: ${node.toFixed(0)} ms | ratio ${(ours / node).toFixed(2)}\n`,
)
