import { say, type Text } from '../model/text.ts'
import type { Change } from './change.ts'

/** Whether somebody has to start something anew. The web interface of ScreenConnect does so by itself. */
export function awaitsRestart({ restart }: Change): boolean {
  return restarted[restart] !== undefined
}

/** That something takes effect only after a restart; empty where nobody has to make one. */
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
  'web-interface': undefined,
  service: say('der Dienst', 'the service'),
  server: say('der Server', 'the server'),
}
