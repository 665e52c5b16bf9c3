import { say } from '../../model/text.ts'
import type { Log } from '../log.ts'
import type { BlockListFailure } from './failure.ts'
import type { LoadedList } from './load.ts'

/** What is told of block lists. */
export interface BlockListTold {
  adopted(name: string, list: LoadedList): void
  /** A new version cannot be put in force; the one before stays. */
  refused(failure: BlockListFailure): void
  /** The version in force is older than a week. */
  old(name: string): void
}

/** Tells the log. */
export function tellBlockLists(log: Log): BlockListTold {
  return {
    adopted(list, { entries, leftOut, named, took }) {
      log.info('block-list.adopted', inForce, { list, entries, leftOut, milliseconds: Math.round(took) })
      if (leftOut > 0) log.warn('block-list.left-out', ownLeftOut, { list, leftOut, networks: named.join(' ') })
    },
    refused: ({ text }) =>
      log.error(
        'block-list.refused',
        say(`Es gilt weiter die bisherige Fassung. ${text.de}`, `The version before stays in force. ${text.en}`),
      ),
    old: (list) => log.warn('block-list.old', olderThanAWeek, { list }),
  }
}

const inForce = say('Eine Sperrliste gilt.', 'A block list is in force.')

const ownLeftOut = say(
  'Eine Sperrliste nennt Netze, in denen Ihre Techniker, Kunden oder Server sind; diese Einträge gelten nicht. Bitte prüfen Sie, warum sie dort stehen.',
  'A block list names networks in which your technicians, customers or servers are; these entries do not count. Please check why they stand there.',
)

const olderThanAWeek = say(
  'Eine Sperrliste ist älter als sieben Tage und trifft inzwischen die Falschen. Bitte prüfen Sie, warum sie nicht mehr geholt wird.',
  'A block list is older than seven days and by now meets the wrong ones. Please check why it is not fetched any more.',
)
