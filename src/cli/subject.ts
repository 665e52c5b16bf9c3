import type { Control } from '../controls/control.ts'
import { controls } from '../controls/index.ts'
import type { Assessment } from '../model/assessment.ts'
import { quoted } from '../model/quoted.ts'
import { type ServerKind, serverKinds } from '../model/server.ts'
import { say, type Text } from '../model/text.ts'
import type { Policy } from '../policy/policy.ts'
import { nearest } from '../policy/suggestion.ts'
import { Refusal } from './refusal.ts'

/** What a command is about: a control, perhaps of one server, perhaps one item of it. */
export interface Named {
  readonly control: Control
  readonly server?: ServerKind
  readonly item?: string
}

/** How somebody names it: the id of a control or of a finding, and flags that say more. */
export interface Naming {
  readonly name: string
  readonly server?: ServerKind
  readonly item?: string
}

const mostHints = 5

/**
 * Finds the control that is meant, by its id (`ports-minimal.tcp`) or by the id of a finding
 * (`ports-minimal.tcp/automate/3306`). Unknown ids, servers that the policy or the control does not have, and two
 * statements that differ are refused, with a suggestion where one is near.
 */
export function namedSubject({ name, ...flags }: Naming, policy: Policy): Named {
  const [id = '', subject, ...rest] = name.split('/')
  const control = controls.find((known) => known.id === id)
  if (!control) throw new Refusal(unknownControl(id))
  const said = subject === undefined ? undefined : serverNamed(subject)
  const server = agreed('--server', said, flags.server)
  const item = agreed('--item', rest.length === 0 ? undefined : rest.join('/'), flags.item)
  if (server !== undefined) mustBeAsked(control, server, policy)
  return { control, ...(server === undefined ? {} : { server }), ...(item === undefined ? {} : { item }) }
}

/** Which server is meant where only one can be; refused if it could be either. */
export function soleServer({ control, server }: Named, policy: Policy): ServerKind {
  if (server !== undefined) return server
  const asked = policy.servers.map(({ kind }) => kind).filter((kind) => control.servers.includes(kind))
  const [only, other] = asked
  if (only !== undefined && other === undefined) return only
  throw new Refusal(
    asked.length === 0
      ? say(
          `Der Standort hat keinen Server, den ${control.id} betrifft.`,
          `The site has no server that ${control.id} is about.`,
        )
      : say(
          `${control.id} betrifft ${asked.join(' und ')}. Nennen Sie einen davon mit --server.`,
          `${control.id} is about ${asked.join(' and ')}. Name one of them with --server.`,
        ),
  )
}

/** Refuses an item that the present findings do not have. Without any, nobody can tell: then `false`. */
export function mustBeFound({ control, server, item }: Named, assessment: Assessment | undefined): boolean {
  if (item === undefined) return true
  if (assessment === undefined) return false
  const own = assessment.findings.filter((finding) => finding.control === control.id)
  const known = own.filter(({ subject }) => (server ?? subject) === subject).map((finding) => finding.item ?? '')
  if (known.includes(item)) return true
  const items = [...new Set(known)].filter((one) => one !== '')
  throw new Refusal(unknownItem(`${control.id}${server === undefined ? '' : `/${server}`}`, item, items))
}

export function unknownControl(id: string): Text {
  const ids = controls.map((control) => control.id)
  const near = nearest(id, ids)
  const within = ids.filter((known) => id !== '' && (known.includes(id) || known.startsWith(`${id.split('.')[0]}.`)))
  const hints = near === undefined ? within.slice(0, mostHints) : [near]
  const hint =
    hints.length === 0
      ? say('"bollwerk explain" nennt alle.', '"bollwerk explain" names them all.')
      : say(`Meinten Sie ${hints.join(' oder ')}?`, `Did you mean ${hints.join(' or ')}?`)
  return say(`Die Prüfung ${quoted(id)} gibt es nicht. ${hint.de}`, `There is no control ${quoted(id)}. ${hint.en}`)
}

function serverNamed(text: string): ServerKind {
  const server = serverKinds.find((kind) => kind === text)
  if (server) return server
  const near = nearest(text, serverKinds)
  const hint = near === undefined ? serverKinds.join(', ') : near
  throw new Refusal(
    say(`${quoted(text)} ist kein Server. Meinten Sie ${hint}?`, `${quoted(text)} is no server. Did you mean ${hint}?`),
  )
}

function agreed<Value>(flag: string, named: Value | undefined, flagged: Value | undefined): Value | undefined {
  if (named !== undefined && flagged !== undefined && named !== flagged)
    throw new Refusal(
      say(
        `${flag} nennt ${String(flagged)}, die Kennung aber ${String(named)}. Nennen Sie nur eines von beiden.`,
        `${flag} names ${String(flagged)}, but the id names ${String(named)}. Name only one of the two.`,
      ),
    )
  return named ?? flagged
}

function mustBeAsked(control: Control, server: ServerKind, policy: Policy): void {
  if (!control.servers.includes(server))
    throw new Refusal(
      say(
        `${control.id} fragt nichts über ${server}, nur über ${control.servers.join(' und ')}.`,
        `${control.id} asks nothing about ${server}, only about ${control.servers.join(' and ')}.`,
      ),
    )
  if (!policy.servers.some(({ kind }) => kind === server))
    throw new Refusal(say(`Die Richtlinie hat keinen Server ${server}.`, `The policy has no server ${server}.`))
}

function unknownItem(where: string, item: string, known: readonly string[]): Text {
  const near = nearest(item, known)
  const hint =
    known.length === 0
      ? say(
          'Dort gibt es keine einzelnen Ergebnisse; lassen Sie --item weg.',
          'There are no single results there; leave --item out.',
        )
      : near === undefined
        ? say(
            `Es gibt: ${known.slice(0, mostHints).join(', ')}.`,
            `There are: ${known.slice(0, mostHints).join(', ')}.`,
          )
        : say(`Meinten Sie ${near}?`, `Did you mean ${near}?`)
  return say(
    `${where} hat kein Ergebnis ${quoted(item)}. ${hint.de}`,
    `${where} has no result ${quoted(item)}. ${hint.en}`,
  )
}
