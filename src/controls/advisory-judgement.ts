import { type Advisory, type Catalog, type ProductEntry, type Version, verdictOn } from '../catalog/index.ts'
import { joined, say, type Text } from '../model/text.ts'
import { advisorySeverity } from './advisory-severity.ts'
import { affectedInWords, weightInWords } from './advisory-words.ts'
import type { Judgement } from './control.ts'
import { ifCatalogIsFresh } from './release-judgement.ts'
import type { KnownVersion } from './running-version.ts'

/** What advisory judgements are made of. */
export interface AdvisoryQuestion {
  readonly running: KnownVersion
  readonly catalog: Catalog
  /** Milliseconds since 1970. */
  readonly now: number
  /** The part of the product whose advisories are asked about. */
  readonly part: Advisory['part']
}

/**
 * One answer for each advisory of the catalogue that affects the version that runs or may affect it, and a single
 * pass if there is none. The version of a server settles what the server itself has. It proves old clients (an old
 * server hands out old ones) but never new ones, and says nothing about extensions; those stay `unknown`.
 */
export function advisoryJudgements(question: AdvisoryQuestion): readonly Judgement[] {
  const { running, catalog, part } = question
  const entry = catalog.products[running.version.product]
  const asked = entry.advisories.filter((advisory) => advisory.part === part)
  const answers = asked.flatMap((advisory) => answerTo(advisory, running))
  if (answers.length > 0) return answers
  const { evidence } = running
  if (asked.length === 0) return [{ outcome: 'unknown', detail: noneKnown(entry), evidence }]
  return [{ ...ifCatalogIsFresh(question, noneAffects(running.version, asked.length, catalog)), evidence }]
}

function answerTo(advisory: Advisory, { version, evidence }: KnownVersion): readonly Judgement[] {
  const verdict = verdictOn(advisory, version)
  if (verdict === 'not-affected' && advisory.part === 'server') return []
  const { id, title, url, disputed } = advisory
  return [
    {
      item: id,
      outcome: verdict === 'affected' ? 'fail' : 'unknown',
      severity: advisorySeverity(advisory),
      title: say(`${id}: ${title.de}`, `${id}: ${title.en}`),
      detail: verdict === 'affected' ? affectedInWords(advisory, version) : openInWords(advisory, version, verdict),
      evidence,
      references: [{ title: id, url }],
      ...(disputed ? { overlay: 'disputed' as const } : {}),
    },
  ]
}

function openInWords(advisory: Advisory, version: Version, verdict: 'not-affected' | 'unclear'): Text {
  return joined([whyOpen(advisory, version, verdict), ...weightInWords(advisory)])
}

function whyOpen({ part, fixed }: Advisory, { text }: Version, verdict: 'not-affected' | 'unclear'): Text {
  const from = fixed === undefined ? say('', '') : say(` Behoben ab ${fixed}.`, ` Repaired from ${fixed}.`)
  if (part === 'extension')
    return say(
      `Betroffen ist eine Erweiterung mit eigener Version. Ob sie installiert ist und in welcher Version, zeigt nur der Blick in den Server.${from.de}`,
      `An extension with a version of its own is affected. Whether it is installed and in which version only a look inside the server shows.${from.en}`,
    )
  if (part === 'client' && verdict === 'not-affected')
    return say(
      `Der Server (Version ${text}) gibt keine betroffenen Clients mehr aus. Welche Clients auf den Rechnern laufen, ist von außen nicht zu sehen; das zeigt nur der Blick in den Server.${from.de}`,
      `The server (version ${text}) no longer hands out affected clients. Which clients run on the machines cannot be seen from outside; only a look inside the server shows that.${from.en}`,
    )
  return say(
    `Ob Version ${text} betroffen ist, lässt sich aus der Versionsangabe nicht entscheiden; das zeigt nur der Blick in den Server.${from.de}`,
    `Whether version ${text} is affected cannot be decided from the version that it gives; only a look inside the server shows that.${from.en}`,
  )
}

function noneAffects({ text }: Version, count: number, { asOf }: Catalog): Text {
  return say(
    `Keine der ${count} Sicherheitslücken, die der Katalog vom ${asOf} dazu kennt, betrifft Version ${text}.`,
    `None of the ${count} advisories that the catalogue of ${asOf} knows for it affects version ${text}.`,
  )
}

function noneKnown({ name }: ProductEntry): Text {
  return say(
    `Der Katalog führt keine Sicherheitslücken zu ${name}; das heißt nicht, dass es keine gibt.`,
    `The catalogue lists no advisories for ${name}; that does not mean that there are none.`,
  )
}
