import { say, type Text } from '../model/text.ts'
import type { Change } from './change.ts'

/** That something takes effect only after a restart; empty where none is needed. */
export function effectiveAfter({ restart }: Change): Text {
  const what = restarted[restart]
  if (what === undefined) return say('', '')
  return say(
    `Es wirkt erst, wenn ${what.de} neu gestartet ist.`,
    `It takes effect only after ${what.en} has been restarted.`,
  )
}

const restarted: Readonly<Record<Change['restart'], Text | undefined>> = {
  nothing: undefined,
  'web-interface': say('die Weboberfläche', 'the web interface'),
  service: say('der Dienst', 'the service'),
  server: say('der Server', 'the server'),
}
