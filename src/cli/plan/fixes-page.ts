import type { Accepted, Change, Plan, Restart, Task } from '../../hardening/change.ts'
import { type WrittenPiece, writtenPieces } from '../../hardening/written-pieces.ts'
import { serverNames } from '../../model/server.ts'
import { type Language, say, type Text } from '../../model/text.ts'
import { Page, type PageOptions } from '../../reports/terminal/page.ts'

export interface PlanShown {
  /** The plan file and its SHA-256. */
  readonly out: string
  readonly hash: string
  readonly policy: string
  readonly page: PageOptions
  readonly language: Language
}

/** What a plan holds, as a person reads it: changes with before and after, then the checklist, then the file. */
export function planPage(plan: Plan, shown: PlanShown): string {
  const page = new Page(shown.page, shown.language)
  page.heading(
    page.say(
      say(
        `Plan für ${plan.site}: ${plan.changes.length} Änderungen, ${plan.tasks.length} Aufgaben`,
        `Plan for ${plan.site}: ${plan.changes.length} changes, ${plan.tasks.length} tasks`,
      ),
    ),
  )
  writeChanges(page, plan)
  writeTasks(page, plan.tasks, shown.policy)
  writeAccepted(page, plan.accepted ?? [])
  writeEnd(page, plan, shown)
  return page.toString()
}

/** The changes alone, as `apply` shows them before it asks: there with `exactly` what the steps themselves hold. */
export function writeChanges(
  page: Page,
  { changes, keepAccess }: Plan,
  { exactly = false }: { readonly exactly?: boolean } = {},
): void {
  for (const [index, change] of changes.entries()) {
    page.blank()
    page.write({ lead: `${index + 1}.`, text: `${change.title} [${change.id}]`, tone: 'strong' })
    for (const { place, before, after } of change.shown) {
      field(page, labels.place, place)
      field(page, labels.before, before)
      field(page, labels.after, after)
    }
    const pieces = exactly ? change.steps.flatMap(writtenPieces) : []
    for (const piece of pieces) field(page, labels.exactly, inOneLine(piece))
    for (const [label, text] of consequences(change, page, keepAccess)) field(page, label, text)
  }
}

function consequences(change: Change, page: Page, keepAccess: readonly string[]): readonly (readonly [Text, string])[] {
  const { affected, restart, downtime, lockedOut, confirm, verify } = change
  const nobody = page.say(say('niemand', 'nobody'))
  const proof = verify.flatMap(({ findings }) => findings)
  return [
    [labels.affected, affected],
    [labels.restart, page.say(restarts[restart])],
    [labels.downtime, downtime],
    [labels.lockedOut, lockedOut.length === 0 ? nobody : lockedOut.join('; ')],
    ...(confirm ? ([[labels.confirm, page.say(confirmation(keepAccess))]] as const) : []),
    [labels.proof, proof.join(', ')],
  ]
}

function confirmation(keepAccess: readonly string[]): Text {
  const list = keepAccess.join(', ')
  return say(
    `Wird nach zwei Minuten zurückgenommen, wenn niemand aus ${list || '(keine Adresse genannt)'} mit "bollwerk confirm" bestätigt.`,
    `Is taken back after two minutes unless somebody in ${list || '(no address named)'} confirms with "bollwerk confirm".`,
  )
}

function writeTasks(page: Page, tasks: readonly Task[], policy: string): void {
  if (tasks.length === 0) return
  page.heading(page.say(say('Was nur eine Person tun kann', 'What only a person can do')))
  for (const [index, task] of tasks.entries()) {
    page.blank()
    page.write({
      lead: `${index + 1}.`,
      text: `${task.title} (${serverNames[task.subject]}) [${task.control}]`,
      tone: 'strong',
    })
    page.write({ text: task.findings.join(', '), indent: 3, tone: 'faint' })
    page.write({ text: task.reason, indent: 3 })
    for (const [number, step] of task.steps.entries())
      page.write({ lead: `${index + 1}.${number + 1}`, text: step, indent: 3 })
    page.write({ lead: page.say(labels.done), text: attestationOf(task, policy), indent: 3 })
  }
}

/** What is open on purpose: named, so that nobody takes it for repaired, and with its end. */
function writeAccepted(page: Page, accepted: readonly Accepted[]): void {
  if (accepted.length === 0) return
  page.heading(
    page.say(say('Als Ausnahme hingenommen: bleibt, wie es ist', 'Accepted as an exception: stays as it is')),
  )
  for (const { finding, title, subject, reason, owner, until } of accepted) {
    page.blank()
    page.write({ lead: '-', text: `${title} (${serverNames[subject]})` })
    page.write({ text: finding, indent: 3, tone: 'faint' })
    const held = say(`Bis ${until}, verantwortlich: ${owner}. ${reason}`, `Until ${until}, owner: ${owner}. ${reason}`)
    page.write({ text: page.say(held), indent: 3 })
  }
}

/** The command that turns a task which was done into a dated answer. */
function attestationOf({ control, subject }: Pick<Task, 'control' | 'subject'>, policy: string): string {
  const where = policy === 'bollwerk.yaml' ? '' : ` --policy ${inQuotes(policy)}`
  return `bollwerk attest ${control} --server ${subject} --answer pass${where}`
}

function inQuotes(path: string): string {
  return /^[\w./\\:-]+$/.test(path) ? path : `"${path}"`
}

function writeEnd(page: Page, plan: Plan, { out, hash }: PlanShown): void {
  page.heading(page.say(say('Ausführen', 'Carrying it out')))
  page.write({ lead: 'SHA-256', text: hash })
  const next =
    plan.changes.length === 0
      ? say(
          'Der Plan enthält keine Änderung, die Bollwerk selbst vornimmt.',
          'The plan holds no change that Bollwerk makes by itself.',
        )
      : say(`bollwerk apply ${inQuotes(out)}`, `bollwerk apply ${inQuotes(out)}`)
  page.write({ text: page.say(next) })
  if (plan.tasks.length > 0) page.write({ text: page.say(ticking) })
}

/** What the steps themselves hold: the lines above are only what the plan says of them. */
function inOneLine({ place, before, after }: WrittenPiece): string {
  return `${place}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`
}

/** A label and what belongs to it, line by line as it is. */
function field(page: Page, label: Text, text: string): void {
  const lines = text === '' ? [page.say(say('(nichts)', '(nothing)'))] : text.split(/\r?\n/)
  for (const [index, line] of lines.entries())
    page.write({
      lead: index === 0 ? page.say(label) : '\u00a0',
      leadWidth: 13,
      leadTone: 'faint',
      text: line,
      indent: 3,
    })
}

const ticking = say(
  'Haken Sie eine Aufgabe ab, indem Sie neue Belege erheben (bollwerk collect). Was kein Beleg zeigen kann, halten Sie mit dem Befehl hinter "Erledigt:" fest.',
  'Tick a task off by collecting new evidence (bollwerk collect). What no evidence can show, record with the command behind "Done:".',
)

const labels = {
  place: say('Ort', 'Place'),
  before: say('Vorher', 'Before'),
  after: say('Nachher', 'After'),
  exactly: say('Genau', 'Exactly'),
  affected: say('Wer es merkt', 'Who notices'),
  restart: say('Neustart', 'Restart'),
  downtime: say('Ausfall', 'Downtime'),
  lockedOut: say('Ausgesperrt', 'Locked out'),
  confirm: say('Bestätigen', 'Confirm'),
  proof: say('Beweis', 'Proof'),
  done: say('Erledigt:', 'Done:'),
} as const

const restarts: Readonly<Record<Restart, Text>> = {
  nothing: say('keiner', 'none'),
  'web-interface': say('die Weboberfläche startet von selbst neu', 'the web interface starts anew by itself'),
  service: say('der Dienst muss neu starten', 'the service has to restart'),
  server: say('der Server muss neu starten', 'the server has to restart'),
}
