import { say, type Text } from '../../model/text.ts'
import type { UpgradeStep } from './plan.ts'

/** Nothing is changed by a step that only prepares. */
export const nothingChanged: Text = say('Nicht nötig, es wird nichts geändert.', 'Not needed, nothing is changed.')

export const noDowntime: Text = say('Keine.', 'None.')

/** The last step of every upgrade: the same controls that asked for it say whether it is done. */
export function closingStep(collect: string): UpgradeStep {
  return {
    id: 'prove',
    title: say('Das Ergebnis prüfen lassen', 'Have the result proven'),
    checks: [],
    instructions: [
      say(
        `Sehen Sie neu in den Server hinein (bollwerk collect windows und ${collect}) und von außen darauf (bollwerk assess).`,
        `Look inside the server anew (bollwerk collect windows and ${collect}) and at it from outside (bollwerk assess).`,
      ),
      say(
        'Nehmen Sie das Wartungsfenster erst als beendet, wenn die unten genannten Prüfungen bestanden sind.',
        'Take the maintenance window as over only when the controls named below pass.',
      ),
    ],
    proof: say(
      'bollwerk plan upgrades sagt, dass nichts mehr zu tun ist.',
      'bollwerk plan upgrades says that nothing is left to do.',
    ),
    rollback: nothingChanged,
    downtime: noDowntime,
  }
}
