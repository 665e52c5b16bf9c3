import { readFile, stat } from 'node:fs/promises'
import { say } from '../model/text.ts'
import { readPolicy } from '../policy/read.ts'
import type { Gateway } from './gateway.ts'
import type { Log } from './log.ts'
import { errorFields } from './log-fields.ts'

/** How often the file is looked at, in milliseconds. Watching by events misses changes on network drives. */
const lookEvery = 500

/** A file that is being written is not read by half: it must be the same twice, so many milliseconds apart, and unchanged between. */
const settling = 100

export interface PolicyWatch {
  /** Looks now; resolves when what was found is in force or was refused. */
  look(): Promise<void>
  close(): void
}

export interface WatchedPolicy {
  readonly path: string
  /** What is in force at first. */
  readonly text: string
}

/** Puts a changed policy file in force. One that does not pass its checks changes nothing, and is told once. */
export function watchPolicy({ path, text }: WatchedPolicy, gateway: Pick<Gateway, 'adopt'>, log: Log): PolicyWatch {
  let seen = text
  let looking: Promise<void> | undefined
  const once = async (): Promise<void> => {
    const found = await settledText(path)
    if (found === undefined || found === seen) return
    seen = found
    await putInForce(found, gateway, log)
  }
  const look = async (): Promise<void> => {
    // A look that is under way may have read the file before it was changed.
    await looking
    looking ??= once().finally(() => {
      looking = undefined
    })
    await looking
  }
  const timer = setInterval(() => void (looking === undefined && look()), lookEvery)
  timer.unref()
  return { look, close: () => clearInterval(timer) }

  /** The text of the file; undefined while it is absent or being written. */
  async function settledText(path: string): Promise<string | undefined> {
    const first = await reading(path)
    if (first === undefined || first.text === seen) return first?.text
    await new Promise((resume) => setTimeout(resume, settling))
    const second = await reading(path)
    return first.text === second?.text && first.changed === second.changed ? second.text : undefined
  }
}

/**
 * What a file holds, and when it was changed last: whoever writes it piece by piece may have emptied it twice just when
 * it was looked at. Undefined if it cannot be read.
 */
async function reading(path: string): Promise<{ readonly text: string; readonly changed: number } | undefined> {
  try {
    const { mtimeMs } = await stat(path)
    return { text: await readFile(path, 'utf8'), changed: mtimeMs }
  } catch {
    return undefined
  }
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
