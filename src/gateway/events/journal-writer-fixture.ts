import { writeSync } from 'node:fs'
import { setImmediate as turn } from 'node:timers/promises'
import { eventLine, type SecurityEvent } from './event.ts'
import { Journal } from './journal.ts'
import { ReferenceIssuer } from './reference-issuer.ts'

/**
 * A process that journals events as fast as it can until it is killed, and says on stdout which are acknowledged. At that
 * pace its references run ahead of the clock, so each run needs a thread number of its own to keep them apart.
 */
const [folder = '', thread = '0'] = process.argv.slice(2)
const journal = new Journal({ folder, kind: 'security', thread: 0, segmentBytes: 200_000 })
const references = new ReferenceIssuer(Number(thread))

function event(): SecurityEvent {
  return {
    schema: 'bollwerk.event/1',
    at: new Date().toISOString(),
    reference: references.next(),
    verdict: 'drop',
    rule: 'ban',
    mode: 'enforce',
    address: '203.0.113.7',
    userAgent: 'x'.repeat(Math.floor(Math.random() * 500)),
    listener: 'tcp:443',
  }
}

for (;;) {
  for (let index = 0; index < 50; index += 1) {
    const refused = event()
    journal.append(eventLine(refused), () => writeSync(1, `${refused.reference}\n`))
  }
  await turn()
}
