import { say, type Text } from '../../model/text.ts'
import { childrenNamed, valueIn, type XmlDocument, type XmlElement } from '../xml-document.ts'
import { comparable, configurationOf, locationsAt, refuseAt, sectionIn } from '../xml-section.ts'

/**
 * The technicians' applications (automate.md §2); `automate` only where it is one of its own. `LabTech` is what agents
 * talk to and never stands here.
 */
const technicianApplications: readonly string[] = ['cwa', 'legacyccasmx', 'wcc2', 'automate']

/** A technicians' application as `<location path>` names it, such as `Default Web Site/cwa`, and its own name. */
export interface Application {
  readonly path: string
  readonly name: string
}

/** The applications and virtual directories of the technicians, of every site that has any. */
export function technicianPlaces(document: XmlDocument): readonly Application[] {
  const sites = sectionIn(document, configurationOf(document), 'system.applicationHost', 'sites')
  return childrenNamed(sites, 'site').flatMap((site) =>
    foldersOf(site).flatMap((folder): Application[] => {
      const name = comparable(folder)
      const path = `${valueIn(site, 'name') ?? ''}/${folder.replace(/^\/+|\/+$/g, '')}`
      return technicianApplications.includes(name) ? [{ path, name: folder.replace(/^\/+|\/+$/g, '') }] : []
    }),
  )
}

/** Whether the role service that obeys the rules is installed: without it IIS answers 500.19 or ignores them. */
export function hasRestrictionModule(document: XmlDocument): boolean {
  const modules = sectionIn(document, configurationOf(document), 'system.webServer', 'globalModules')
  return childrenNamed(modules, 'add').some((add) => valueIn(add, 'name') === 'IpRestrictionModule')
}

/** The rules of a place itself, and how far down its `<location>` is already written. */
export interface RulesPlace {
  /** The innermost element that is there. */
  readonly deepest: XmlElement
  /** Names that are missing below it, outermost first; empty where the rules stand there. */
  readonly missing: readonly string[]
}

const section = ['system.webServer', 'security', 'ipSecurity'] as const

/** Where the rules of a place stand or are to be written. Refuses rules that two blocks of the same path carry. */
export function rulesPlace(document: XmlDocument, path: string): RulesPlace | undefined {
  const found = locationsAt(document, path).map((location) => descend(document, location))
  const [own, second] = found.filter(({ missing }) => missing.length === 0)
  if (second) refuseAt(document, second.deepest, twoBlocks(path))
  return own ?? found.toSorted((a, b) => a.missing.length - b.missing.length)[0]
}

/** Names of the section, outermost first: what a new `<location>` needs. */
export const wholeSection: readonly string[] = section

/** Whether a place without rules of its own is restricted from above: by the site or the whole server, LabTech as well. */
export function isRestrictedAbove(document: XmlDocument, path: string): boolean {
  const own = rulesPlace(document, path)
  if (own?.missing.length === 0) return false
  const rules = inheritedRules(document, path)
  return rules !== undefined && valueIn(rules, 'allowUnlisted')?.toLowerCase() === 'false'
}

function inheritedRules(document: XmlDocument, path: string): XmlElement | undefined {
  const site = path.split('/')[0] ?? ''
  const ofSite = rulesPlace(document, site)
  if (ofSite && ofSite.missing.length === 0) return ofSite.deepest
  const [whole] = locationsAt(document, '').flatMap((location) => sectionIn(document, location, ...section) ?? [])
  return whole ?? sectionIn(document, configurationOf(document), ...section)
}

function descend(document: XmlDocument, location: XmlElement): RulesPlace {
  let deepest = location
  for (const [index, name] of section.entries()) {
    const next = sectionIn(document, deepest, name)
    if (!next) return { deepest, missing: section.slice(index) }
    deepest = next
  }
  return { deepest, missing: [] }
}

/** As the witness does: a virtual directory stands below its application. */
function foldersOf(site: XmlElement): readonly string[] {
  return childrenNamed(site, 'application').flatMap((application) =>
    childrenNamed(application, 'virtualDirectory').map((directory) =>
      `${valueIn(application, 'path') ?? ''}/${valueIn(directory, 'path') ?? ''}`.replaceAll(/\/+/g, '/'),
    ),
  )
}

function twoBlocks(path: string): Text {
  return say(
    `Ein zweiter Block für „${path}“ trägt ipSecurity; welcher gilt, ist nicht eindeutig. Bitte führen Sie beide zusammen und planen Sie neu.`,
    `A second block for "${path}" carries ipSecurity; which one holds is not clear. Please merge both and plan again.`,
  )
}

/** Whether `redirection.config` says that the settings stand elsewhere: then what stands here does not hold. */
export function isShared(document: XmlDocument): boolean {
  const redirection = sectionIn(document, configurationOf(document), 'configurationRedirection')
  return redirection !== undefined && valueIn(redirection, 'enabled')?.toLowerCase() === 'true'
}
