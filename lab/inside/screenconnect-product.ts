import { type LabFacts, notThere, seen } from './machine-file.ts'
import {
  everyone,
  fullControl,
  localService,
  modify,
  onlyTheSystem,
  openTo,
  system,
  systemAccount,
} from './security-ids.ts'
import { allowRule, type InstalledProduct, listener, service } from './well-kept-windows.ts'

/** How ScreenConnect is installed on one machine of the lab. */
export interface ScreenConnectInstallation {
  readonly version: string
  /** The address of the proxy that alone reaches it; everyone does, if absent. */
  readonly proxy?: string
}

const folder = String.raw`C:\Program Files (x86)\ScreenConnect`
const program = String.raw`${folder}\Bin\ScreenConnect.Service.exe`

/** ScreenConnect in the lists of Windows. */
export function screenConnectProduct({ version, proxy }: ScreenConnectInstallation): InstalledProduct {
  const scope = proxy === undefined ? '' : `RA4=${proxy}|`
  const account = proxy === undefined ? systemAccount : localService
  const web = { processId: 2_212, process: 'ScreenConnect.Service.exe', services: ['ScreenConnect Web Server'] }
  const relay = { processId: 2_240, process: 'ScreenConnect.Service.exe', services: ['ScreenConnect Relay'] }
  const encrypted = proxy === undefined ? [443, 80] : []
  return {
    services: [
      service('ScreenConnect Web Server', { program, account, processId: web.processId }),
      service('ScreenConnect Relay', { program, account, processId: relay.processId }),
      service('ScreenConnect Session Manager', { program, account, processId: 2_260 }),
      service('ScreenConnect Security Manager', { program, account, processId: 2_280 }),
    ],
    listeners: [
      listener('tcp', 8040, web),
      listener('tcp', 8041, relay),
      ...encrypted.map((port) => listener('tcp', port, { processId: 4, process: 'System' })),
    ],
    rules: [8040, 8041, ...encrypted].map((port) =>
      allowRule({ id: `ScreenConnect ${port}`, protocol: 6, port }, scope),
    ),
    programs: [{ name: 'ScreenConnect', version, publisher: 'ScreenConnect Software' }],
  }
}

/** Its files, and who may reach them. */
export function screenConnectFacts({ version, proxy }: ScreenConnectInstallation): LabFacts {
  const open = proxy === undefined
  const entries = open ? openTo(everyone, modify) : onlyTheSystem(fullControl)
  const object = (what: string, path: string, kind: string): object => ({ what, path, kind, owner: system, entries })
  return {
    ...seen({
      'windows.screenconnect': {
        folder,
        serverVersion: version,
        clients: [{ name: 'ScreenConnect Client (0123456789abcdef)', version }],
        service: { state: 'Running', account: open ? systemAccount : localService },
      },
      'windows.rights': {
        objects: [
          object('screenconnect-folder', folder, 'folder'),
          object('screenconnect-web-config', String.raw`${folder}\web.config`, 'file'),
          object('screenconnect-app-data', String.raw`${folder}\App_Data`, 'folder'),
          object('screenconnect-user-xml', String.raw`${folder}\App_Data\User.xml`, 'file'),
        ],
      },
    }),
    'windows.iis': notThere,
    'windows.automate': notThere,
    'windows.database': notThere,
  }
}
