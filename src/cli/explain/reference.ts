import { join, resolve } from 'node:path'
import type { SecurityEvent } from '../../gateway/events/event.ts'
import { findEvent } from '../../gateway/events/find.ts'
import { readReference } from '../../gateway/events/reference.ts'
import { type Language, say } from '../../model/text.ts'
import { printable } from '../../reports/printable.ts'
import { ruleWords } from '../../traffic/rule-words.ts'
import { exitCodes } from '../exit-code.ts'
import { type Program, print } from '../program.ts'
import { Refusal } from '../refusal.ts'
import type { ExplainFlags } from './command.ts'

/** Finds a refusal again by the reference that its visitor was shown. */
export async function explainReference(program: Program, flags: ExplainFlags, text: string): Promise<void> {
  const reference = readReference(text)
  if (!reference.ok) throw new Refusal(reference.problem)
  const folder = join(resolve(flags.stateFolder), 'events')
  const event = await findEvent(folder, reference.value)
  if (event === undefined) throw notFound(reference.value.text, folder)
  if (flags.json) print(program, JSON.stringify(event, undefined, 2))
  else for (const line of eventLines(event, program.language)) print(program, line)
}

function notFound(reference: string, folder: string): Refusal {
  return new Refusal(
    say(
      `Zu ${reference} ist in ${folder} nichts gespeichert: Die Abweisung ist älter als die Aufbewahrungsfrist, oder ein anderes Gateway hat sie ausgesprochen. --state-folder nennt einen anderen Ordner.`,
      `Nothing is stored for ${reference} in ${folder}: the refusal is older than the retention, or another gateway made it. --state-folder names another folder.`,
    ),
    exitCodes.incomplete,
  )
}

/** What strangers wrote is shown without anything that could steer a terminal. */
function eventLines(event: SecurityEvent, language: Language): readonly string[] {
  const { at, reference, verdict, status, rule, area, address, country, method, host, path, userAgent, listener } =
    event
  const name = (de: string, en: string): string => ({ de, en })[language]
  const rows: readonly (readonly [string, string | undefined])[] = [
    [name('Zeit', 'Time'), at],
    [name('Entscheidung', 'Decision'), `${verdict}${status === undefined ? '' : ` ${status}`}`],
    [name('Grund', 'Reason'), `${ruleWords(rule)[language]} [${rule}]`],
    [name('Bereich', 'Area'), area],
    [name('Adresse', 'Address'), address],
    [name('Land', 'Country'), country && `${country.opinions.join(' / ')} (${country.class})`],
    [name('Anfrage', 'Request'), method && `${method} ${host ?? ''}${path ?? ''}`],
    [name('Programm', 'Program'), userAgent],
    [name('Zugang', 'Listener'), listener],
  ]
  const given = rows.flatMap(([label, value]) => (value ? [[label, printable(value)] as const] : []))
  const widest = Math.max(...given.map(([label]) => label.length))
  return [reference, ...given.map(([label, value]) => `  ${label.padEnd(widest)}  ${value}`)]
}
