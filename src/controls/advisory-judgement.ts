import { type Advisory, type Catalog, type ProductEntry, type Version, verdictOn } from '../catalog/index.ts'
import { joined, say, type Text } from '../model/text.ts'
import { advisorySeverity, byDanger } from './advisory-severity.ts'
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
  readonly part: Exclude<Advisory['part'], 'extension'>
}

/**
 * One answer for each advisory of the catalogue that affects the version that runs or may affect it, and a single
 * pass if there is none. The version of a server settles what the server itself has. It proves old clients (an old
 * server hands out old ones) but never new ones; those stay `unknown`. What is exploited already comes first.
 */
export function advisoryJudgements(question: AdvisoryQuestion): readonly Judgement[] {
  const { running, catalog, part } = question
  const entry = catalog.products[running.version.product]
  const asked = entry.advisories.filter((advisory) => advisory.part === part).sort(byDanger)
  const answers = asked.flatMap((advisory) => answerTo(advisory, running))
  if (answers.length > 0) return answers
  const { evidence } = running
  if (asked.length === 0) return [{ outcome: 'unknown', detail: noneKnownOf(entry), evidence }]
  return [{ ...ifCatalogIsFresh(question, noneAffects(running.version, asked.length, catalog)), evidence }]
}

function answerTo(advisory: Advisory, { version, evidence }: KnownVersion): readonly Judgement[] {
  const verdict = verdictOn(advisory, version)
  const settled = verdict === 'not-affected'
  if (verdict === 'affected')
    return [{ ...namedAdvisory(advisory), outcome: 'fail', detail: affectedInWords(advisory, version), evidence }]
  if (advisory.part === 'client')
    return [
      {
        ...namedAdvisory(advisory),
        ...openAdvisory(advisory, settled ? oldClients(version) : undecided(version)),
        evidence,
      },
    ]
  return settled ? [] : [{ ...namedAdvisory(advisory), ...openAdvisory(advisory, undecided(version)), evidence }]
}

/** What every answer to an advisory says of it. */
export function namedAdvisory(
  advisory: Advisory,
): Pick<Judgement, 'item' | 'severity' | 'title' | 'references' | 'overlay'> {
  const { id, title, url, disputed } = advisory
  return {
    item: id,
    severity: advisorySeverity(advisory),
    title: say(`${id}: ${title.de}`, `${id}: ${title.en}`),
    references: [{ title: id, url }],
    ...(disputed ? { overlay: 'disputed' as const } : {}),
  }
}

/** An `unknown` with its reason, what would repair it and how bad it is. */
export function openAdvisory(advisory: Advisory, why: Text): Pick<Judgement, 'outcome' | 'detail'> {
  const { fixed } = advisory
  const repair = fixed === undefined ? [] : [say(`Behoben ab ${fixed}.`, `Repaired from ${fixed}.`)]
  return { outcome: 'unknown', detail: joined([why, ...repair, ...weightInWords(advisory)]) }
}

function oldClients({ text }: Version): Text {
  return say(
    `Der Server (Version ${text}) gibt keine betroffenen Clients mehr aus. Welche Clients auf den Rechnern laufen, sagt das nicht; bitte sehen Sie in der Verwaltung des Produkts nach.`,
    `The server (version ${text}) no longer hands out affected clients. That does not tell which clients run on the machines; please look in the product's own administration.`,
  )
}

function undecided({ text }: Version): Text {
  return say(
    `Ob Version ${text} betroffen ist, ist nicht zu entscheiden: Entweder ist die Angabe zu ungenau, oder der Hersteller sagt zu dieser Version nichts. Bitte vergleichen Sie die genaue Version auf dem Server mit seiner Meldung.`,
    `Whether version ${text} is affected cannot be decided: either it is not exact enough, or the vendor says nothing of it. Please compare the exact version on the server with the vendor's notice.`,
  )
}

function noneAffects({ text }: Version, count: number, { asOf }: Catalog): Text {
  return say(
    `Keine der ${count} Sicherheitslücken, die der Katalog vom ${asOf} dazu kennt, betrifft Version ${text}.`,
    `None of the ${count} advisories that the catalogue of ${asOf} knows for it affects version ${text}.`,
  )
}

export function noneKnownOf({ name }: ProductEntry): Text {
  return say(
    `Der Katalog führt keine Sicherheitslücken zu ${name}; das heißt nicht, dass es keine gibt.`,
    `The catalogue lists no advisories for ${name}; that does not mean that there are none.`,
  )
}
