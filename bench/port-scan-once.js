// One scan of all loopback ports by the built program, as it is shipped; writes the open ones as JSON. Measured by `port-scan.ts`.
import { scanPorts } from '../dist/src/evidence/outside/ports/collect.js'

const answer = await scanPorts({
  address: '127.0.0.1',
  ports: Array.from({ length: 65_535 }, (_, index) => index + 1),
  timeoutMs: 2000,
  signal: new AbortController().signal,
})
if ('missing' in answer) throw new Error(answer.missing.detail)
console.log(JSON.stringify(answer.value.open))
