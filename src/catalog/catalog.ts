import type { AreaDefinition } from '../model/area.ts'
import type { Severity } from '../model/outcome.ts'
import type { ServerKind } from '../model/server.ts'
import type { Text } from '../model/text.ts'

export type Product = 'automate' | 'screenconnect' | 'mysql' | 'mariadb' | 'percona' | 'windows-server'

/** How sure a statement is: read in a public source, concluded from sources, or not proven yet. */
type Sureness = 'confirmed' | 'derived' | 'unverified'

/** One release of a product, its version as the product's own files write it. */
export interface Release {
  readonly version: string
  /** What the vendor calls it, such as `2025.11`. */
  readonly name?: string
  /** `YYYY-MM-DD` or `YYYY-MM`. */
  readonly date?: string
  readonly sure: Sureness
}

/** A line of releases that is supported and ends together, such as MySQL 8.4 or Windows Server 2019. */
export interface ReleaseLine {
  readonly line: string
  readonly released?: string
  /** Last day with security fixes for everyone, `YYYY-MM-DD`. */
  readonly ends?: string
  /** Last day with fixes for those who pay extra. */
  readonly extendedEnds?: string
  readonly newest?: string
  readonly sure: Sureness
}

/** Versions from `from` (included; from the beginning if absent) up to `before` (not included) or `through` (included). */
export interface AffectedRange {
  readonly from?: string
  readonly before?: string
  readonly through?: string
}

export interface Advisory {
  readonly id: string
  readonly title: Text
  /** `YYYY-MM-DD` or `YYYY-MM`. */
  readonly published: string
  readonly affected: readonly AffectedRange[]
  /** Versions that are known to be repaired although a range names them (repairs carried back to an older line). */
  readonly repaired?: readonly string[]
  /** Versions of which nobody said whether they have the fault, such as lines that the vendor no longer examines. */
  readonly unclear?: readonly AffectedRange[]
  readonly fixed?: string
  /** `server` unless said: the part of the product that has the fault; `extension` versions cannot be seen from outside. */
  readonly part: 'server' | 'client' | 'extension'
  /** Name of the extension as its manifest writes it; only with the part `extension`. */
  readonly extension?: string
  readonly cvss?: { readonly score: number; readonly sure: Sureness }
  readonly knownExploited?: { readonly since: string; readonly due?: string; readonly ransomware: boolean }
  readonly disputed?: boolean
  readonly url: string
  readonly sure: Sureness
}

export interface ProductEntry {
  readonly product: Product
  readonly name: string
  /** False if newer releases may exist that the catalogue does not know although it is not old. */
  readonly releasesComplete: boolean
  readonly releases: readonly Release[]
  readonly lines: readonly ReleaseLine[]
  readonly advisories: readonly Advisory[]
}

/** A port that belongs to a product or that attackers look for. */
export interface PortEntry {
  readonly first: number
  readonly last: number
  readonly protocol: 'tcp' | 'udp'
  readonly server?: ServerKind
  readonly title: Text
  readonly neededBy: 'everyone' | 'technicians' | 'nobody'
  /** How bad it is if it answers the internet. */
  readonly severity: Severity
  readonly sure: Sureness
}

/**
 * A product that protects a Windows machine, by the exact names of its services and drivers. Those that count are
 * compared without regard to case and never in part: half the world's services have `cisco` or `agent` in them.
 */
export interface EndpointProduct {
  readonly id: string
  readonly name: string
  /** `edr` watches behaviour, `av` looks for malware, `agent` only manages: alone it protects nothing. */
  readonly class: 'edr' | 'av' | 'agent'
  /** Services of which at least one must run for the product to protect. Empty: its drivers tell. */
  readonly protects: readonly string[]
  /** Services that show that it is there, such as its updater. */
  readonly helps: readonly string[]
  readonly drivers: readonly string[]
  /** Which of these names nobody has confirmed. */
  readonly unverified: readonly string[]
  readonly sure: Sureness
  /** The public lists or scripts that name it. */
  readonly source: string
}

/** What is known of the products, as of one day. */
export interface Catalog {
  readonly schema: 'bollwerk.catalog/1'
  /** `YYYY-MM-DD`. */
  readonly asOf: string
  readonly products: Readonly<Record<Product, ProductEntry>>
  readonly areas: readonly AreaDefinition[]
  readonly ports: readonly PortEntry[]
  readonly endpointProducts: readonly EndpointProduct[]
}
