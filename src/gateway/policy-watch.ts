import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { say } from '../model/text.ts'
import { readPolicy } from '../policy/read.ts'
import type { Gateway } from './gateway.ts'
import type { Log } from './log.ts'
import { errorFields } from './log-fields.ts'

/** How often the file is looked at, in milliseconds. Watching by events misses changes on network drives. */
const lookEvery = 1_000

export interface PolicyWatch {
  /** Looks now; resolves when what was found is in force or was refused. */
  look(): Promise<void>
  close(): void
}

/** Puts a changed policy file in force. One that does not pass its checks changes nothing, and is told once. */
export function watchPolicy(path: string, gateway: Pick<Gateway, 'adopt'>, log: Log): PolicyWatch {
  let seen: string | undefined
  let looking: Promise<void> = Promise.resolve()
  const once = async (): Promise<void> => {
    const text = await readFile(path, 'utf8').catch(() => undefined)
    // A file that is being replaced is absent for a moment.
    if (text === undefined) return
    const sum = createHash('sha256').update(text).digest('hex')
    const isFirst = seen === undefined
    if (sum === seen) return
    seen = sum
    if (!isFirst) await putInForce(text, gateway, log)
  }
  const look = (): Promise<void> => {
    looking = looking.then(once)
    return looking
  }
  void look()
  const timer = setInterval(() => void look(), lookEvery)
  timer.unref()
  return { look, close: () => clearInterval(timer) }
}

async function putInForce(text: string, gateway: Pick<Gateway, 'adopt'>, log: Log): Promise<void> {
  const reading = readPolicy(text)
  if (!reading.ok) {
    const [first] = reading.problems
    const place = first === undefined ? '' : `${first.line}:${first.column}`
    log.error('policy.refused', refused, { place, problem: first?.message.en })
    return
  }
  try {
    await gateway.adopt(reading.policy, text)
    log.info('policy.adopted', adopted)
  } catch (cause) {
    log.error('policy.failed', refused, errorFields(cause))
  }
}

const adopted = say('Die geänderte Richtlinie gilt.', 'The changed policy is in force.')
const refused = say(
  'Die geänderte Richtlinie ist fehlerhaft; es gilt die bisherige. "bollwerk policy check" zeigt, woran es liegt.',
  'The changed policy is wrong; the one before stays in force. "bollwerk policy check" shows why.',
)
