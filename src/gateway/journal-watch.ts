import { say } from '../model/text.ts'
import type { Counters } from './counters.ts'
import type { JournalWatch } from './events/journal.ts'
import type { RetentionWatch } from './events/retention-keeper.ts'
import type { Log } from './log.ts'
import { errorFields } from './log-fields.ts'

/** Losses go on while they last: one line in so many milliseconds is enough. */
const lossInterval = 60_000

/** Counts and logs what a journal tells. */
export function watchJournal(log: Log, counters: Counters): JournalWatch {
  let silentUntil = Number.NEGATIVE_INFINITY
  return {
    count: (what, amount) => {
      counters.count(what, amount)
      if (what !== 'eventsLost' || performance.now() < silentUntil) return
      silentUntil = performance.now() + lossInterval
      log.warn('journal.losing', losing)
    },
    failing: (code) =>
      log.error(
        'journal.failing',
        say(
          'Ereignisse lassen sich nicht speichern. Bitte prüfen Sie Platz und Rechte; es wird weiter versucht.',
          'Events cannot be stored. Please check space and permissions; it is tried again.',
        ),
        { reason: code },
      ),
    recovered: (lost) =>
      log.warn('journal.recovered', say('Ereignisse werden wieder gespeichert.', 'Events are stored again.'), { lost }),
  }
}

const losing = say(
  'Ereignisse gehen verloren, weil der Datenträger voll oder zu langsam ist. Der Verkehr läuft weiter. Bitte prüfen Sie den Datenträger.',
  'Events are lost because the disk is full or too slow. Traffic goes on. Please check the disk.',
)

/** Logs what the retention did. */
export function watchRetention(log: Log): RetentionWatch {
  return {
    deleted: (segments, bytes) =>
      log.info('retention.deleted', say('Alte Ereignisse sind gelöscht.', 'Old events are deleted.'), {
        segments,
        bytes,
      }),
    failed: (cause) =>
      log.error(
        'retention.failed',
        say(
          'Alte Ereignisse lassen sich nicht löschen. Bitte prüfen Sie die Rechte des Ordners.',
          'Old events cannot be deleted. Please check the permissions of the folder.',
        ),
        errorFields(cause),
      ),
  }
}
