import { bundledCatalog, newestRelease, parseVersion } from '../src/catalog/index.ts'
import { say } from '../src/model/text.ts'
import { LabError } from './lab-error.ts'

/** The versions that the lab's servers say they are, as the products write them on the wire. */
export interface LabVersions {
  /** As agent.aspx writes it, `250.436`. */
  readonly automate: string
  /** `26.6.5.9742`. */
  readonly screenconnect: string
  /** As the greeting packet has it, `5.7.44-log`. A hardened site shows its database to nobody. */
  readonly database: string
}

export type LabState = 'neglected' | 'hardened' | 'half-migrated' | 'shielded'

/** Old versions that are full of known holes. */
const neglectedVersions: LabVersions = { automate: '220.105', screenconnect: '23.9.7.8804', database: '5.7.44-log' }

/**
 * The versions of a site: those of its state, a hardened one with the newest that the catalogue knows, unless others
 * are wanted. Any form that the catalogue reads is good, such as `2025.11`. Throws a `LabError` for anything else.
 */
export function labVersions(state: LabState, wanted: Partial<LabVersions> = {}): LabVersions {
  const usual = usualVersions(state)
  return {
    automate: agentForm(wanted.automate ?? usual.automate),
    screenconnect: screenConnectForm(wanted.screenconnect ?? usual.screenconnect),
    database: greetingForm(wanted.database ?? usual.database),
  }
}

/** Whoever migrates takes new products along, but leaves the database for later. */
function usualVersions(state: LabState): LabVersions {
  if (state === 'hardened') return newestVersions()
  return state === 'half-migrated' ? { ...newestVersions(), database: '8.0.41' } : neglectedVersions
}

function newestVersions(): LabVersions {
  const { automate, screenconnect, mysql } = bundledCatalog.products
  return {
    automate: newestRelease(automate)?.version ?? '250.436',
    screenconnect: newestRelease(screenconnect)?.version ?? '26.6.5.9742',
    database: newestRelease(mysql, '8.4')?.version ?? '8.4.13',
  }
}

/** `250.436` for `25.0.436` or `2025.11`: two digits of the year, a zero, the build (reference automate.md, section 6). */
function agentForm(text: string): string {
  const release = bundledCatalog.products.automate.releases.find(({ name }) => name === text)
  const version = parseVersion('automate', release?.version ?? text)
  const [year, , build] = version.ok ? version.value.parts : []
  if (year === undefined || build === undefined || build === 0) throw notAVersion(text, '250.436')
  return `${String(year).padStart(2, '0')}0.${build}`
}

function screenConnectForm(text: string): string {
  if (!/^\d{1,3}(\.\d{1,6}){1,3}$/.test(text)) throw notAVersion(text, '26.6.5.9742')
  return text
}

function greetingForm(text: string): string {
  if (!/^[\x21-\x7e]{1,100}$/.test(text)) throw notAVersion(text, '5.7.44-log')
  return text
}

function notAVersion(text: string, example: string): LabError {
  const shown = text.slice(0, 40).replaceAll(/[^\x20-\x7e]/g, '.')
  return new LabError(
    say(
      `"${shown}" ist keine Version, die das Labor nachstellen kann; schreiben Sie sie zum Beispiel als ${example}.`,
      `"${shown}" is not a version that the lab can simulate; write it for example as ${example}.`,
    ),
  )
}
