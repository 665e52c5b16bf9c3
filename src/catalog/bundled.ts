import areas from './areas.json' with { type: 'json' }
import automate from './automate.json' with { type: 'json' }
import type { Catalog } from './catalog.ts'
import mariadb from './mariadb.json' with { type: 'json' }
import mysql from './mysql.json' with { type: 'json' }
import percona from './percona.json' with { type: 'json' }
import ports from './ports.json' with { type: 'json' }
import screenconnect from './screenconnect.json' with { type: 'json' }
import windowsServer from './windows-server.json' with { type: 'json' }

/**
 * The catalogue that comes with this release. Its facts are those of the references on the day `asOf`; each carries
 * how sure it is. Nothing newer than the last release named here was found for Automate and ScreenConnect, but no
 * source says that there is nothing newer, so their releases count as incomplete (automate.md §6, screenconnect.md
 * §5.1). Dates of MariaDB and Percona lines are generally known and unverified.
 */
// JSON modules widen words such as 'confirmed' to string; schema.test.ts proves that every word is one of the type.
export const bundledCatalog: Catalog = {
  schema: 'bollwerk.catalog/1',
  asOf: '2026-11-23',
  products: { automate, screenconnect, mysql, mariadb, percona, 'windows-server': windowsServer },
  areas,
  ports,
} as Catalog
