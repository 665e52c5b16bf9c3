import { type DestinationStream, destination, pino } from 'pino'
import type { Language, Text } from '../model/text.ts'
import { isRefusal, type LogFields, safeFields } from './log-fields.ts'
import { humanLine } from './log-line.ts'

type LogLevel = 'debug' | 'info' | 'warn' | 'error'

/**
 * The log of the gateway. A message has a code that stays the same (`journal.failing`), for alarms; words, for people;
 * and fields. See `LogFields` for what never gets into it.
 */
export type Log = Readonly<Record<LogLevel, (code: string, text: Text, fields?: LogFields) => void>> & {
  readonly form: 'json' | 'text'
  /** Writes what waits, before the process ends. */
  flush(): void
}

export interface LogOptions {
  /** `json` for machines, one object a line; `text` for people. */
  readonly form: 'json' | 'text'
  readonly language: Language
  readonly level?: LogLevel
  /** Where lines go instead of stderr. */
  readonly write?: (line: string) => void
}

/** How much may wait while stderr takes nothing, in bytes; what is beyond is left out. Traffic never waits for a log. */
const waitingLimit = 1_000_000

/** Opens the log on stderr. */
export function openLog({ form, language, level = 'info', write }: LogOptions): Log {
  const stderr = write ? undefined : destination({ dest: 2, sync: false, maxLength: waitingLimit })
  const out = write ?? ((line: string) => void stderr?.write(line))
  const stream: DestinationStream = { write: form === 'json' ? out : (line) => out(humanLine(line)) }
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    stream,
  )
  const at = (name: LogLevel) => (code: string, text: Text, fields?: LogFields) => {
    if (logger.isLevelEnabled(name)) logger[name]({ code, ...safeFields(fields, isRefusal(fields)) }, text[language])
  }
  return {
    form,
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    flush: () => stderr?.flushSync(),
  }
}
