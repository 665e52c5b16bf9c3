import areas from './areas.json' with { type: 'json' }
import automate from './automate.json' with { type: 'json' }
import type { Catalog } from './catalog.ts'
import endpointProducts from './endpoint-products.json' with { type: 'json' }
import mariadb from './mariadb.json' with { type: 'json' }
import mysql from './mysql.json' with { type: 'json' }
import percona from './percona.json' with { type: 'json' }
import ports from './ports.json' with { type: 'json' }
import screenconnect from './screenconnect.json' with { type: 'json' }
import windowsServer from './windows-server.json' with { type: 'json' }

/**
 * The catalogue that comes with this release, from the references on the day `asOf`; each fact says how sure it is.
 *
 * - Automate, ScreenConnect: no source names anything newer than their last release here, and none says that there
 *   is nothing newer (automate.md §6, screenconnect.md §5.1), so `releasesComplete` is false.
 * - MySQL: the last patch of each line is `derived`; it follows from the end of the affected range (automate.md §8.2).
 *   Oracle examines supported lines only, so the other lines are `unclear`, also where MySQL Cluster 8.0 is named.
 *   8.0 counts as affected where distributors carried the repair back to 8.0.46; those advisories are `derived`.
 * - MariaDB, Percona: dates of lines are generally known and `unverified`; their advisories are not collected.
 * - Windows Server: lines (assessment.md §5.7) and of each the newest monthly update that was read in public: for 2022
 *   on Microsoft's own page of 2026-05-12, for the others in a public list of Microsoft's titles of 2026-03-10. There
 *   are newer ones since.
 * - Endpoint protection: names of services and drivers (assessment.md §5.4). Which service of a product protects and
 *   which helps is concluded from the names.
 */
// JSON modules widen words such as 'confirmed' to string; schema.test.ts proves that every word is one of the type.
export const bundledCatalog: Catalog = {
  schema: 'bollwerk.catalog/1',
  asOf: '2026-11-23',
  products: { automate, screenconnect, mysql, mariadb, percona, 'windows-server': windowsServer },
  areas,
  ports,
  endpointProducts,
} as Catalog
