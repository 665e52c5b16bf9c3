import {
  ageOf,
  type Catalog,
  compareVersions,
  newestRelease,
  type ProductEntry,
  parseVersion,
  type Release,
  type Version,
} from '../catalog/index.ts'
import { joined, say, type Text } from '../model/text.ts'
import type { Judgement } from './control.ts'
import type { KnownVersion } from './running-version.ts'
import { isWrittenShorter } from './version-reading.ts'

/** What a release judgement is made of. */
export interface ReleaseQuestion {
  readonly running: KnownVersion
  readonly catalog: Catalog
  /** Milliseconds since 1970. */
  readonly now: number
  /** Only releases of this line count; all if absent. */
  readonly line?: string
}

/**
 * Whether the catalogue knows a newer release than the one that runs. A pass says no more than that. A catalogue that
 * is too old cannot pass anything, but a newer release that it knows stays newer; a newer release that is not proven
 * itself makes the answer unknown.
 */
export function releaseJudgement(question: ReleaseQuestion): Judgement {
  const { running, catalog, line } = question
  const entry = catalog.products[running.version.product]
  const sure = { ...entry, releases: entry.releases.filter((release) => release.sure !== 'unverified') }
  const [proven, newest] = [newestOf(sure, line), newestOf(entry, line)]
  const { evidence } = running
  if (!newest) return { outcome: 'unknown', detail: noneKnown(running.version, entry), evidence }
  if (proven && isNewer(proven, running.version))
    return { outcome: 'fail', detail: outdated(running.version, proven, catalog), evidence }
  if (isNewer(newest, running.version))
    return { outcome: 'unknown', detail: perhapsOutdated(running.version, newest), evidence }
  if (isWrittenShorter(running.version, newest.version))
    return { outcome: 'unknown', detail: tooShort(running.version, newest), evidence }
  return { ...ifCatalogIsFresh(question, noNewer(running.version, entry, question)), evidence }
}

/** A pass if the catalogue is young enough to say so; otherwise `unknown` with its age. */
export function ifCatalogIsFresh(
  { catalog, now }: Pick<ReleaseQuestion, 'catalog' | 'now'>,
  detail: Text,
): Pick<Judgement, 'outcome' | 'detail'> {
  const { days, tooOld } = ageOf(catalog, now)
  if (!tooOld) return { outcome: 'pass', detail }
  const age = say(
    `Der Katalog ist aber ${days} Tage alt und kann nicht mehr sagen, was aktuell ist. Bitte aktualisieren Sie Bollwerk.`,
    `But the catalogue is ${days} days old and can no longer say what is current. Please update Bollwerk.`,
  )
  return { outcome: 'unknown', detail: joined([detail, age]) }
}

interface Known {
  readonly release: Release
  readonly version: Version
}

function newestOf(entry: ProductEntry, line: string | undefined): Known | undefined {
  const release = newestRelease(entry, line)
  const version = release && parseVersion(entry.product, release.version)
  return release && version?.ok ? { release, version: version.value } : undefined
}

function isNewer(known: Known, version: Version): boolean {
  return compareVersions(known.version, version) > 0 && !isWrittenShorter(version, known.version)
}

function nameOf({ release, version }: Known): string {
  const name = release.name === undefined ? version.text : `${release.name} (${version.text})`
  return release.date === undefined ? name : `${name}, ${release.date}`
}

function outdated(version: Version, newest: Known, { asOf }: Catalog): Text {
  const name = nameOf(newest)
  const statement = say(
    `Es läuft Version ${version.text}. Der Katalog vom ${asOf} kennt eine neuere: ${name}.`,
    `Version ${version.text} runs. The catalogue of ${asOf} knows a newer one: ${name}.`,
  )
  if (newest.release.sure === 'confirmed') return statement
  const derived = say(
    'Dass es sie gibt, ist aus öffentlichen Quellen geschlossen.',
    'That it exists is concluded from public sources.',
  )
  return joined([statement, derived])
}

function perhapsOutdated(version: Version, newest: Known): Text {
  const name = nameOf(newest)
  return say(
    `Es läuft Version ${version.text}. Eine neuere (${name}) ist dem Katalog nur unbestätigt bekannt; bitte sehen Sie beim Hersteller nach.`,
    `Version ${version.text} runs. The catalogue knows a newer one (${name}) only unconfirmed; please check with the vendor.`,
  )
}

function tooShort(version: Version, newest: Known): Text {
  const name = nameOf(newest)
  return say(
    `Der Server nennt nur ${version.text}; die neueste bekannte Ausgabe ist ${name}. Ob genau sie läuft, ist daraus nicht zu erkennen.`,
    `The server says only ${version.text}; the newest known release is ${name}. Whether it is exactly that one cannot be told from this.`,
  )
}

function noneKnown(version: Version, { name }: ProductEntry): Text {
  return say(
    `Es läuft ${name} ${version.text}. Der Katalog kennt dazu keine Ausgabe, mit der sich das vergleichen ließe.`,
    `${name} ${version.text} runs. The catalogue knows no release of it to compare with.`,
  )
}

function noNewer(version: Version, { releasesComplete }: ProductEntry, { catalog, line }: ReleaseQuestion): Text {
  const { asOf } = catalog
  const within = line === undefined ? say('', '') : say(` der Linie ${line}`, ` of the line ${line}`)
  const statement = say(
    `Es läuft Version ${version.text}. Der Katalog vom ${asOf} kennt keine neuere${within.de}.`,
    `Version ${version.text} runs. The catalogue of ${asOf} knows no newer one${within.en}.`,
  )
  if (releasesComplete) return statement
  const limit = say(
    'Er kennt womöglich nicht jede Ausgabe; der Hersteller kann eine neuere anbieten.',
    'It may not know every release; the vendor may offer a newer one.',
  )
  return joined([statement, limit])
}
