import { say, type Text } from '../model/text.ts'

/** What a refused person reads. */
export interface RefusalWords {
  readonly title: Text
  readonly advice: Text
}

const refused: RefusalWords = {
  title: say('Zugriff abgelehnt', 'Access refused'),
  advice: say(
    'Brauchen Sie Zugang? Dann nennen Sie bitte diese Kennung:',
    'Do you need access? Then please give this reference:',
  ),
}

const tooMany: RefusalWords = {
  title: say('Zu viele Anfragen', 'Too many requests'),
  advice: say(
    'Bitte warten Sie einige Minuten. Hilft das nicht, nennen Sie bitte diese Kennung:',
    'Please wait a few minutes. If that does not help, please give this reference:',
  ),
}

const unavailable: RefusalWords = {
  title: say('Zurzeit nicht erreichbar', 'Unavailable at the moment'),
  advice: say(
    'Bitte versuchen Sie es später noch einmal. Hilft das nicht, nennen Sie bitte diese Kennung:',
    'Please try again later. If that does not help, please give this reference:',
  ),
}

/** The words for a status. They say how to go on and nothing about the rule that refused. */
export function refusalWords(status: number): RefusalWords {
  if (status === 429) return tooMany
  return status >= 500 ? unavailable : refused
}
