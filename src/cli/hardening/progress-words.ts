import type { OnProgress, Progress } from '../../hardening/change-result.ts'
import { say, type Text } from '../../model/text.ts'
import { printable } from '../../reports/printable.ts'
import { type Program, tell } from '../program.ts'

/** Says on stderr what is being done, one line for each thing. */
export function progressTo(program: Program): OnProgress {
  return (progress) => {
    const words = wordsOf(progress)
    if (words) tell(program, words)
  }
}

function wordsOf({ change, doing, place = '' }: Progress): Text | undefined {
  const where = place === '' ? '' : ` ${printable(place)}`
  switch (doing) {
    case 'checking':
      return say(`${change}: Steht noch alles so, wie der Plan es sah?`, `${change}: is all still as the plan saw it?`)
    case 'saving':
      return say(`Sichern:${where}`, `Saving:${where}`)
    case 'writing':
      return say(`Ändern:${where}`, `Changing:${where}`)
    case 'proving':
      return say(`${change}: Die Prüfung wird neu gefragt.`, `${change}: the control is asked again.`)
    case 'undoing':
      return say(`Zurücknehmen:${where || ` ${change}`}`, `Taking back:${where || ` ${change}`}`)
    case 'awaiting-confirmation':
    case 'ended':
      // The confirmation is asked for where its code is made, and results are shown at the end.
      return undefined
  }
}
