import { parsePorts } from '../../../model/port-set.ts'

/**
 * The ports that a scan without `--all-ports` asks: what the two products use, and what an attacker looks for first on a Windows server.
 * Sources: reference of the products' ports (the ports of Automate, of its redirectors and tunnels, of ScreenConnect and of MySQL);
 * for the others the IANA service name registry and the vendors' documented defaults.
 */
const groups: readonly (readonly [ports: string, what: string])[] = [
  ['80,443', 'IIS: agents, Control Center, ScreenConnect behind a front door'],
  ['70-75', 'Automate redirectors; 75 is needed as UDP only, over TCP it belongs to nobody'],
  ['8002', 'Automate tunnel mediator; outbound only, so an open one is a mistake'],
  ['8484', 'Automate Solution Center'],
  ['12413', 'Automate file redirector'],
  ['40000-40050', 'Automate: redirects of the old web Control Center, tunnels'],
  ['42000-42009', 'Automate agent, local only'],
  ['8040,8041', 'ScreenConnect web page and relay'],
  ['3306,33060', 'MySQL and its X protocol'],
  [
    '1433,1434,5432,6379,9200,11211,27017',
    'other databases and caches: SQL Server, PostgreSQL, Redis, Elasticsearch, memcached, MongoDB',
  ],
  ['135,139,445,593', 'Windows: RPC, NetBIOS, SMB, RPC over HTTP'],
  ['3389,3391', 'Windows: Remote Desktop and its gateway'],
  ['5985,5986,47001', 'Windows: remote management'],
  ['88,389,464,636,3268,3269,9389', 'Active Directory: Kerberos, LDAP, global catalogue, web services'],
  ['21,22,23,990', 'file transfer and remote shells'],
  ['25,110,143,465,587,993,995', 'mail'],
  ['53,111,2049', 'DNS, portmapper, NFS'],
  ['1723,4443,10443', 'remote access: PPTP, TLS tunnels of firewalls'],
  ['1080,3128', 'open proxies'],
  ['4444,5060,5061', 'telephony, and the port that attack tools take by default'],
  ['5800,5900,5901,5938', 'other remote control: VNC, TeamViewer'],
  ['8000,8008,8043,8080-8083,8088,8090,8172,8443,8530,8531,8888', 'second web servers: appliances, Web Deploy, WSUS'],
  ['9000,9090,9443,10000', 'consoles of appliances and hypervisors'],
  ['2179,3260,5120,6160,6162,9392,9419,10001,10005', 'hypervisor, storage, backup servers'],
]

/** Ascending, without duplicates. */
export const usualPorts: readonly number[] = (() => {
  const parsed = parsePorts(groups.map(([ports]) => ports).join(','))
  return parsed.ok ? parsed.value : []
})()
