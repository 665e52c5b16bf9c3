import type { IdentityFact, PathFact } from '../evidence/outside/facts.ts'
import type { Evidence, Seen } from '../model/evidence.ts'
import { serverNames } from '../model/server.ts'
import { say, type Text } from '../model/text.ts'
import type { Vantage } from '../model/vantage.ts'
import type { Question } from './control.ts'
import { quotation } from './quotation.ts'
import { newest, seenOnly, vantageKey, vantageOf } from './vantage-evidence.ts'

/** What the paths of a server answered to one vantage at one address, and how far those answers can be trusted. */
export interface WebLook {
  readonly vantage: Vantage
  /** Which address was asked, if the name leads to several. */
  readonly address?: string
  readonly paths: readonly Seen<PathFact>[]
  readonly identity?: Seen<IdentityFact>
  /** The product of the policy was recognised from here: only then a refusal is its refusal. */
  readonly isProduct: boolean
  /** Something else than the product of the policy answers here. */
  readonly stranger?: Text
}

/** The newest answers of every path, one look for each vantage and address. */
export function webLooks({ evidence, server }: Question): readonly WebLook[] {
  const paths = seenOnly(newest(evidence.about(server.kind, 'outside.path'), ({ method, path }) => `${method} ${path}`))
  const identities = seenOnly(newest(evidence.about(server.kind, 'outside.identity'), () => ''))
  const keys = new Set([...paths, ...identities].map(lookKey))
  return [...keys].map((key) => {
    const here = (piece: Evidence) => lookKey(piece) === key
    return look(paths.filter(here), identities.find(here))
  })
}

function lookKey(piece: Evidence): string {
  return `${vantageKey(piece)} ${askedAddress(piece) ?? ''}`
}

/** The outside witness writes the address behind the source where a name leads to several: `https://name/ (192.0.2.7)`. */
function askedAddress({ source }: Evidence): string | undefined {
  return / \(([0-9a-f.:]+)\)$/i.exec(source)?.[1]
}

/**
 * Why an answer proves nothing: something else stands at the address, or a path that no product has is answered in
 * the same way. `undefined` if the answer counts.
 */
export function doubtAbout({ value }: Seen<PathFact>, { paths, stranger }: WebLook): Text | undefined {
  if (stranger) return stranger
  const catchAll = paths.find(
    (other) =>
      other.value.area === 'nothing' && other.value.answer === 'answered' && other.value.status === value.status,
  )
  if (!catchAll) return
  const path = quotation(catchAll.value.path)
  return say(
    `Auch ${path}, ein Pfad, den das Produkt nicht hat, wird genauso beantwortet; die Antwort auf ${value.path} beweist deshalb nichts.`,
    `${path}, a path that the product does not have, is answered in the same way; so the answer to ${value.path} proves nothing.`,
  )
}

function look(paths: readonly Seen<PathFact>[], identity: Seen<IdentityFact> | undefined): WebLook {
  const [first] = identity ? [identity] : paths
  const vantage: Vantage = first ? vantageOf(first) : { place: 'unstated' }
  const address = first ? askedAddress(first) : undefined
  const seen = { vantage, ...(address === undefined ? {} : { address }), paths }
  if (!identity) return { ...seen, isProduct: false }
  const { recognised, expected, calledItself } = identity.value
  if (recognised === expected) return { ...seen, identity, isProduct: true }
  if (recognised === 'unclear') return { ...seen, identity, isProduct: false }
  const name = recognised === 'stranger' ? calledItself : serverNames[recognised]
  return { ...seen, identity, isProduct: false, stranger: strangeness(serverNames[expected], name) }
}

function strangeness(expected: string, name: string | undefined): Text {
  const shown = name === undefined || name === '' ? undefined : quotation(name)
  return say(
    `An der Adresse antwortet nicht ${expected}, sondern ${shown === undefined ? 'etwas anderes' : `„${shown}“`}.`,
    `It is not ${expected} that answers at the address but ${shown === undefined ? 'something else' : `"${shown}"`}.`,
  )
}
