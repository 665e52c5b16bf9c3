import type { LookPart, OutsideProgress } from '../../evidence/outside/progress.ts'
import { say, type Text } from '../../model/text.ts'
import type { Program } from '../program.ts'

const partNames: Readonly<Record<LookPart, Text>> = {
  names: say('Namen', 'Names'),
  ports: say('Ports', 'Ports'),
  services: say('Dienste', 'Services'),
  web: say('Webseiten', 'Web pages'),
  questions: say('Weitere Fragen', 'Further questions'),
}

const eraseLine = '\r\u001b[K'

/**
 * What a look is doing, on stderr: at a terminal one line that is written over, elsewhere one line when a part is
 * done, so that a log stays short.
 */
export class ProgressLine {
  readonly #program: Program
  readonly #live: boolean

  constructor(program: Program) {
    this.#program = program
    this.#live = program.process.stderr.isTTY === true
  }

  show(progress: OutsideProgress): void {
    const { stderr } = this.#program.process
    if (this.#live) stderr.write(`${eraseLine}${this.#words(progress).slice(0, (stderr.columns ?? 80) - 1)}`)
    else if (progress.done === progress.total) stderr.write(`${this.#words(progress)}\n`)
  }

  clear(): void {
    if (this.#live) this.#program.process.stderr.write(eraseLine)
  }

  #words({ part, asking, done, total, remainingSeconds }: OutsideProgress): string {
    const { language } = this.#program
    const rest =
      remainingSeconds === undefined || done === total ? '' : `, ${remainingTime(remainingSeconds)[language]}`
    return `${partNames[part][language]}: ${done}/${total}${rest}${this.#live ? `  ${asking}` : ''}`
  }
}

function remainingTime(seconds: number): Text {
  if (seconds < 90) return say(`noch etwa ${seconds} s`, `about ${seconds} s left`)
  const minutes = Math.round(seconds / 60)
  return say(`noch etwa ${minutes} min`, `about ${minutes} min left`)
}
