import { areaDefinition } from '../catalog/index.ts'
import type { PathFact } from '../evidence/outside/facts.ts'
import { type AreaDefinition, type AreaId, serverOf } from '../model/area.ts'
import type { Seen } from '../model/evidence.ts'
import { serverNames } from '../model/server.ts'
import { say, type Text } from '../model/text.ts'
import { isForeign } from './admitted-country.ts'
import { answeredPaths, undecidedPaths } from './answered-path.ts'
import type { Judgement, Question } from './control.ts'
import { notApplicable, notSettledFrom, unknownBecause } from './open-question.ts'
import { quotation } from './quotation.ts'
import { whence } from './vantage-evidence.ts'
import { type WebLook, webLooks } from './web-look.ts'

type SeenPath = Seen<PathFact>

/**
 * Whether the internet reaches what the policy keeps for technicians. Every path that answers is a failure of its
 * own. Passes only if every such area was refused to an address in a country that the policy lets in, by something
 * that is the product: what a stranger refuses, or geoblocking refuses abroad, says nothing about the address lists.
 */
export function technicianAreas(question: Question): readonly Judgement[] {
  const areas = lookedAtAreas(question)
  if (areas.length === 0) return [notApplicable(openedByPolicy)]
  const looks = webLooks(question).filter(({ vantage }) => vantage.place === 'internet')
  const about = looks.flatMap((look) => pathsOf(look, areas).map((path) => ({ look, path })))
  if (about.length === 0) return [nobodyLooked(question, looks)]
  const failures = answeredPaths(about)
  const open = undecidedPaths(about, failures)
  if (failures.length > 0 || open.length > 0) return [...failures, ...open]
  return refused(question, areas, looks)
}

const openedByPolicy: Text = say(
  'Die Richtlinie hält auf diesem Server keinen Bereich den Technikern vor.',
  'The policy keeps no area of this server for technicians.',
)

/** The areas that the policy keeps for technicians and that a request can look at. */
function lookedAtAreas({ intents, catalog, server }: Question): readonly AreaId[] {
  return intents
    .flatMap((intent) => (intent.kind === 'admit' && intent.audience === 'technicians' ? [intent.area] : []))
    .filter((area) => serverOf(area) === server.kind && areaDefinition(catalog, area).probes.length > 0)
}

function pathsOf(look: WebLook, areas: readonly AreaId[]): readonly SeenPath[] {
  return look.paths.filter(({ value }) => areas.some((area) => area === value.area))
}

function nobodyLooked({ evidence, server }: Question, looks: readonly WebLook[]): Judgement {
  const stranger = looks.find((look) => look.stranger)
  const identities = looks.flatMap(({ identity }) => (identity ? [identity] : []))
  if (stranger?.stranger) return unknownBecause(stranger.stranger, identities)
  const paths = evidence.about(server.kind, 'outside.path')
  return notSettledFrom('internet', paths.length > 0 ? paths : evidence.about(server.kind, 'outside.identity'))
}

function refused(question: Question, areas: readonly AreaId[], looks: readonly WebLook[]): readonly Judgement[] {
  const { policy, server, catalog } = question
  const refusals = looks.flatMap((look) => pathsOf(look, areas))
  const name = serverNames[server.kind]
  const strange = looks.find((look) => look.stranger)?.stranger
  const product = looks.filter((look) => look.isProduct)
  if (product.length === 0) return [unknownBecause(strange ?? notRecognised(name), looks.flatMap(allOf))]
  const home = product.filter(({ vantage }) => !isForeign(vantage, policy))
  if (home.length === 0) return [unknownBecause(onlyAbroad, refusals)]
  const gaps = areas.flatMap((area) => gapIn(areaDefinition(catalog, area), home, refusals))
  return gaps.length > 0
    ? gaps
    : [
        pass(
          home.flatMap((look) => pathsOf(look, areas)),
          home,
        ),
      ]
}

/** What of an area nobody looked at yet, at one of the addresses: a pass would speak for what was never asked. */
function gapIn(
  { id, title, probes }: AreaDefinition,
  looks: readonly WebLook[],
  refusals: readonly SeenPath[],
): readonly Judgement[] {
  const addresses = [...new Set(looks.map(({ address }) => address))]
  const wasAsked = (path: string, address: string | undefined): boolean =>
    looks.some((look) => look.address === address && look.paths.some(({ value }) => value.path === path))
  const paths = probes.map(({ path }) => path).filter((path) => addresses.some((address) => !wasAsked(path, address)))
  if (paths.length === 0) return []
  const listed = paths.join(', ')
  const detail = say(
    `Im Bereich „${title.de}“ wurde noch nicht aus dem Internet nachgesehen: ${listed}.`,
    `In the area "${title.en}" nobody has looked from the internet yet: ${listed}.`,
  )
  return [{ item: id, ...unknownBecause(detail, refusals) }]
}

function pass(refusals: readonly SeenPath[], looks: readonly WebLook[]): Judgement {
  const from = whence(refusals)
  const paths = [...new Set(refusals.map(({ value }) => quotation(value.path)))].join(', ')
  return {
    outcome: 'pass',
    detail: say(`Abgewiesen ${from.de}: ${paths}.`, `Refused ${from.en}: ${paths}.`),
    evidence: [...refusals, ...looks.flatMap(({ identity }) => (identity ? [identity] : []))],
  }
}

function notRecognised(name: string): Text {
  return say(
    `Die Pfade wurden abgewiesen, aber ${name} war an der Adresse nicht zu erkennen; etwas Fremdes weist sie ebenso ab.`,
    `The paths were refused, but ${name} could not be recognised at the address; a stranger would refuse them too.`,
  )
}

const onlyAbroad: Text = say(
  'Abgewiesen wurden bisher nur Zugriffe aus Ländern, die die Richtlinie nicht nennt; das kann allein das Geoblocking sein. Sehen Sie aus einem erlaubten Land nach, ohne ein Netz der Techniker zu benutzen.',
  'So far only requests from countries that the policy does not name were refused; that may be geoblocking alone. Look from an admitted country without using a network of the technicians.',
)

function allOf(look: WebLook): readonly Seen<unknown>[] {
  return look.identity ? [...look.paths, look.identity] : look.paths
}
