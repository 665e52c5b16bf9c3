import { type LabFacts, notThere, seen } from './machine-file.ts'
import {
  everyone,
  fullControl,
  keyAllAccess,
  keyRead,
  modify,
  onlyTheSystem,
  openTo,
  system,
  users,
} from './security-ids.ts'

/** How Automate is installed on one machine of the lab. */
export interface AutomateInstallation {
  /** As the files have it: `25.0.436`. */
  readonly version: string
  /** As agent.aspx writes it: `250.436`. */
  readonly agent: string
  /** `localhost`, or the name of another machine. */
  readonly database: string
  /** Whom IIS lets reach the technicians' applications; everyone, if absent. */
  readonly technicians?: { readonly address: string; readonly mask: string }
  /** IIS speaks plain HTTP too, everybody may read the key and write the files, and a password was left behind. */
  readonly open: boolean
}

const folder = String.raw`C:\Program Files\LabTech`

/** What Automate adds to a machine: its files, its place in IIS, and who may reach both. */
export function automateFacts(installation: AutomateInstallation): LabFacts {
  const { version, agent, database, open } = installation
  return {
    ...seen({
      'windows.iis': iis(installation),
      'windows.automate': {
        folder,
        serverVersion: `${version}.0`,
        agentVersion: agent,
        databaseServer: database,
        // The product keeps its way to the database there in every version.
        secretsPresent: open
          ? [String.raw`HKLM\SOFTWARE\LabTech\Agent: MysqlPass`, String.raw`HKLM\SOFTWARE\LabTech\Setup: RootPassword`]
          : [String.raw`HKLM\SOFTWARE\LabTech\Agent: MysqlPass`],
      },
      'windows.rights': { objects: rights(open) },
    }),
    'windows.screenconnect': notThere,
  }
}

function iis({ technicians, open }: AutomateInstallation): object {
  const webRoot = String.raw`C:\inetpub\wwwroot`
  const names = ['cwa', 'LegacyCCASMX', 'WCC2']
  return {
    sites: [
      {
        name: 'Default Web Site',
        bindings: [
          { protocol: 'https', information: '*:443:' },
          ...(open ? [{ protocol: 'http', information: '*:80:' }] : []),
        ],
        applications: [
          { path: '/', folder: webRoot },
          { path: '/LabTech', folder: String.raw`${folder}\web` },
          ...names.map((name) => ({ path: `/${name}`, folder: `${webRoot}\\${name}` })),
        ],
      },
    ],
    places: technicians ? names.map((name) => restriction(name, technicians)) : [],
    // The role service is installed in either state: what differs is whether anybody wrote rules.
    restrictionModule: true,
    removesServerHeader: !open,
  }
}

function restriction(name: string, { address, mask }: { readonly address: string; readonly mask: string }): object {
  return {
    path: `Default Web Site/${name}`,
    from: String.raw`C:\Windows\System32\inetsrv\config\applicationHost.config`,
    rules: {
      allowUnlisted: false,
      proxyMode: true,
      denyAction: 'Forbidden',
      entries: [{ address, mask, allowed: true }],
    },
  }
}

function rights(open: boolean): readonly object[] {
  const key = open
    ? [...onlyTheSystem(keyAllAccess), { sid: users, allow: true, rights: keyRead, inherited: true }]
    : onlyTheSystem(keyAllAccess)
  const files = open ? openTo(everyone, modify) : onlyTheSystem(fullControl)
  return [
    {
      what: 'automate-agent-key',
      path: String.raw`HKLM\SOFTWARE\LabTech\Agent`,
      kind: 'registry',
      owner: system,
      entries: key,
    },
    { what: 'automate-folder', path: folder, kind: 'folder', owner: system, entries: files },
    { what: 'automate-ltshare', path: String.raw`C:\LTShare`, kind: 'folder', owner: system, entries: files },
  ]
}
