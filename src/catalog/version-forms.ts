import { type Parsed, rejected } from '../model/parsed.ts'
import { automateVersion } from './automate-version.ts'
import type { Product } from './catalog.ts'
import { databaseVersion } from './database-version.ts'
import { screenconnectVersion, windowsVersion } from './dotted-version.ts'
import type { Version } from './version.ts'
import { longestVersion, notVersion } from './version-problem.ts'

const readers: Readonly<Record<Product, (text: string) => Parsed<Version>>> = {
  automate: automateVersion,
  screenconnect: screenconnectVersion,
  mysql: (text) => databaseVersion('mysql', text),
  mariadb: (text) => databaseVersion('mariadb', text),
  percona: (text) => databaseVersion('percona', text),
  'windows-server': windowsVersion,
}

/**
 * Reads a version in any form that the product itself writes; blanks around it do not matter.
 * Texts longer than 200 characters and everything else are refused with a sentence that is safe to print.
 */
export function parseVersion(product: Product, text: string): Parsed<Version> {
  if (text.length > longestVersion) return rejected(notVersion(text, product, '1.2.3'))
  return readers[product](text.trim())
}
