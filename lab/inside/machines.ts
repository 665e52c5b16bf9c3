import type { Site } from '../site.ts'
import { automateFacts } from './automate-machine.ts'
import { automateProduct } from './automate-product.ts'
import { type DatabaseInstallation, databaseProduct, databaseSays, databaseService } from './database-product.ts'
import { type LabMachine, notThere } from './machine-file.ts'
import { neglectedWindows } from './neglect.ts'
import { screenConnectFacts, screenConnectProduct } from './screenconnect-product.ts'
import { type InstalledProduct, type WindowsPlace, wellKeptWindows } from './well-kept-windows.ts'

/** The states of a site as the witnesses within see it. */
export type InsideState = 'neglected' | 'hardened' | 'half-migrated'

/** The machines of a site, and those among them that a database runs on, as the database itself answers. */
export interface InsideMachines {
  readonly windows: readonly LabMachine[]
  readonly databases: readonly LabMachine[]
}

export function insideMachines(site: Site, state: InsideState): InsideMachines {
  if (state === 'hardened') return hardened(site)
  return state === 'neglected' ? neglected(site) : halfMigrated(site)
}

function neglected(site: Site): InsideMachines {
  const { automate, screenconnect, database } = versionsOf(site)
  const mysql = { machine: 'RMM01', version: database, open: true }
  const rmm = place(site, 'RMM01', [automateProduct(automate.version, { open: true }), databaseProduct(mysql)])
  const support = place(site, 'SC01', [screenConnectProduct({ version: screenconnect })])
  const installed = automateFacts({ ...automate, database: 'localhost', open: true })
  return {
    windows: [
      {
        name: 'RMM01',
        servers: ['automate'],
        facts: {
          ...wellKeptWindows(rmm),
          ...neglectedWindows(rmm),
          ...installed,
          'windows.database': databaseService(mysql),
        },
      },
      {
        name: 'SC01',
        servers: ['screenconnect'],
        facts: {
          ...wellKeptWindows(support),
          ...neglectedWindows(support),
          ...screenConnectFacts({ version: screenconnect }),
        },
      },
    ],
    databases: [ofDatabase(mysql)],
  }
}

function hardened(site: Site): InsideMachines {
  const { automate, screenconnect, database } = versionsOf(site)
  const mysql = { machine: 'RMM01', version: database, open: false }
  const rmm = place(site, 'RMM01', [automateProduct(automate.version, { open: false }), databaseProduct(mysql)])
  const behind = { version: screenconnect, proxy: site.addresses.front }
  const support = place(site, 'SC01', [screenConnectProduct(behind)])
  const { technicians } = rmm
  const installed = automateFacts({ ...automate, database: 'localhost', open: false, technicians })
  return {
    windows: [
      {
        name: 'RMM01',
        servers: ['automate'],
        facts: { ...wellKeptWindows(rmm), ...installed, 'windows.database': databaseService(mysql) },
      },
      {
        name: 'SC01',
        servers: ['screenconnect'],
        facts: { ...wellKeptWindows(support), ...screenConnectFacts(behind) },
      },
    ],
    databases: [ofDatabase(mysql)],
  }
}

/** Automate has moved to RMM02 and its database to DB01, but nobody has switched RMM01 off. */
function halfMigrated(site: Site): InsideMachines {
  const { automate, screenconnect, database } = versionsOf(site)
  const mysql = { machine: 'DB01', version: database, open: true }
  const old = place(site, 'RMM01', [automateProduct(oldAutomate.version, { open: true })])
  const now = place(site, 'RMM02', [automateProduct(automate.version, { open: false })])
  const data = place(site, 'DB01', [databaseProduct(mysql)])
  const support = place(site, 'SC01', [screenConnectProduct({ version: screenconnect })])
  const moved = automateFacts({ ...automate, database: 'DB01', open: false, technicians: now.technicians })
  const left = automateFacts({ ...oldAutomate, database: 'DB01', open: true })
  const bare = { 'windows.iis': notThere, 'windows.automate': notThere, 'windows.screenconnect': notThere }
  const files = { 'windows.rights': { value: { objects: [] } } }
  return {
    windows: [
      {
        name: 'RMM01',
        servers: ['automate'],
        facts: { ...wellKeptWindows(old), ...neglectedWindows(old), ...left, 'windows.database': notThere },
      },
      {
        name: 'RMM02',
        servers: ['automate'],
        facts: { ...wellKeptWindows(now), ...moved, 'windows.database': notThere },
      },
      {
        name: 'DB01',
        servers: ['automate'],
        facts: { ...wellKeptWindows(data), ...bare, ...files, 'windows.database': databaseService(mysql) },
      },
      {
        name: 'SC01',
        servers: ['screenconnect'],
        facts: { ...wellKeptWindows(support), ...screenConnectFacts({ version: screenconnect }) },
      },
    ],
    databases: [ofDatabase(mysql)],
  }
}

const oldAutomate = { version: '22.0.105', agent: '220.105' }

/** The versions as files have them: what agent.aspx writes as `250.436` is 25.0.436. */
export function versionsOf({ versions: { automate, screenconnect, database } }: Site): {
  readonly automate: { readonly version: string; readonly agent: string }
  readonly screenconnect: string
  readonly database: string
} {
  const version = automate.replace(/^(\d+)0\.(\d+)$/, '$1.0.$2')
  return { automate: { version, agent: automate }, screenconnect, database }
}

function place(site: Site, machine: string, products: readonly InstalledProduct[]): WindowsPlace {
  const { origins, addresses, now } = site
  const host = machine.startsWith('SC') ? origins.screenconnect : origins.automate
  // A machine beside the one that answers is its neighbour.
  const address =
    machine === 'RMM01' || machine === 'SC01' ? host : host.replace(/\.\d+$/, machine === 'DB01' ? '.12' : '.11')
  return { machine, address: `${address}/24`, technicians: techniciansOf(addresses), now, products }
}

/** The technicians' network as Windows and IIS write it. */
export function techniciansOf({ networks }: Site['addresses']): WindowsPlace['technicians'] {
  return { address: networks.technicians.replace('/24', ''), mask: '255.255.255.0' }
}

function ofDatabase(mysql: DatabaseInstallation): LabMachine {
  return { name: mysql.machine, servers: ['automate'], facts: databaseSays(mysql) }
}
