/** Every address of the lab; all of them lie in 127.0.0.0/8 and never leave the machine. */
export interface LabAddresses {
  /** What the internet sees. */
  readonly automate: string
  readonly screenconnect: string
  /** Where the products themselves listen. */
  readonly automateOrigin: string
  readonly screenconnectOrigin: string
  /** Where they listen instead if nothing from outside shall find them. */
  readonly automateHidden: string
  readonly screenconnectHidden: string
  /** Where Automate's REST API answers within; a real one shares port 443 with everything else. */
  readonly automateManagement: string
  /** The address that the front of a hardened site uses towards the origins. */
  readonly front: string
  /** Networks that visitors come from. */
  readonly networks: {
    readonly technicians: string
    readonly office: string
    readonly internet: string
    readonly abroad: string
  }
  /** One address of each network, for an assessor to look from. */
  readonly vantages: LabVantages
  /** Where the lab's own background traffic comes from. */
  readonly traffic: { readonly agent: string; readonly guest: string; readonly technician: string }
}

export interface LabVantages {
  /** A network of Germany that no rule trusts. */
  readonly internet: string
  /** A network of Brazil. */
  readonly abroad: string
  /** The technicians' network, in Germany. */
  readonly technicians: string
  /** The operator's main network, in Germany; no rule trusts it. */
  readonly office: string
}

/** Ports of the lab. Tests move them above 1023; a site for an assessor keeps the usual ones. */
export interface LabPorts {
  readonly https: number
  readonly http: number
  /** UDP. */
  readonly heartbeat: number
  readonly database: number
  readonly solutionCenter: number
  readonly fileRedirector: number
  /** ScreenConnect's own web server. */
  readonly web: number
  readonly relay: number
  /** Of the REST API at its address within. */
  readonly management: number
}

/** The ports of the products (reference automate.md section 1.1, screenconnect.md section 1.2). */
export const usualPorts: LabPorts = {
  https: 443,
  http: 80,
  heartbeat: 75,
  database: 3306,
  solutionCenter: 8484,
  fileRedirector: 12_413,
  web: 8040,
  relay: 8041,
  management: 8443,
}

export const labHosts = { automate: 'automate.lab.example', screenconnect: 'support.lab.example' } as const

/** The addresses of the lab whose second part is `network`, such as 127.20.1.10 for 20. */
export function labAddresses(network: number): LabAddresses {
  const at = (rest: string): string => `127.${network}.${rest}`
  return {
    automate: at('1.10'),
    screenconnect: at('1.20'),
    automateOrigin: at('2.10'),
    screenconnectOrigin: at('2.20'),
    automateHidden: at('4.10'),
    screenconnectHidden: at('4.20'),
    automateManagement: at('5.10'),
    front: at('3.1'),
    networks: { technicians: at('8.0/24'), office: at('7.0/24'), internet: at('9.0/24'), abroad: at('10.0/24') },
    vantages: { technicians: at('8.10'), office: at('7.10'), internet: at('9.10'), abroad: at('10.10') },
    traffic: { technician: at('8.50'), agent: at('9.50'), guest: at('9.60') },
  }
}

/** Says whether an address lies in one of the lab's /24 networks, written as in `LabAddresses`. */
export function isWithin(network: string, address: string): boolean {
  return address.startsWith(network.replace(/0\/24$/, ''))
}
