import { say, type Text } from '../model/text.ts'
import { canAsk, type Program } from './program.ts'

interface Choice {
  readonly inputs: readonly string[]
  readonly label: Text
}

const choices: readonly Choice[] = [
  {
    inputs: ['assess', '--from', 'internet', '--html', 'bollwerk-report.html'],
    label: say('Meine Server von hier (Internet) aus prüfen', 'Assess my servers from here (internet)'),
  },
  { inputs: ['init'], label: say('Eine Richtlinie für meine Server anlegen', 'Write a policy for my servers') },
  {
    inputs: ['collect', 'windows', '--out', 'collect.ps1'],
    label: say('Skript schreiben, das im Server nachsieht', 'Write the script that looks inside a server'),
  },
  { inputs: ['attest'], label: say('Offene Fragen selbst beantworten', 'Answer open questions myself') },
  { inputs: ['policy', 'check'], label: say('Meine Richtlinie prüfen', 'Check my policy') },
  {
    inputs: ['lab', '--assess'],
    label: say('An einem nachgestellten Standort ausprobieren', 'Try it on a simulated site'),
  },
  { inputs: ['--help'], label: say('Alle Befehle zeigen', 'Show all commands') },
]

/** Someone who types nothing at a terminal is shown what there is to do; a script gets the help. */
export function wantsMenu(program: Program, inputs: readonly string[]): boolean {
  return inputs.length === 0 && canAsk(program)
}

/** Answers the command line of what was chosen. */
export async function offerMenu(program: Program): Promise<readonly string[]> {
  const { isCancel, select } = await import('@clack/prompts')
  const answer = await select<readonly string[]>({
    message: { de: 'Was möchten Sie tun?', en: 'What would you like to do?' }[program.language],
    options: choices.map(({ inputs, label }) => ({
      value: inputs,
      label: label[program.language],
      hint: `bollwerk ${inputs.join(' ')}`,
    })),
    output: program.process.stderr,
  })
  return isCancel(answer) ? ['--help'] : answer
}
