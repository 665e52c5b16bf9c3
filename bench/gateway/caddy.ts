import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Gateway, Site } from './gateway.ts'
import { cores, PinnedProcess } from './pinned-process.ts'
import { foreignNetwork, type SharedPolicy } from './policy.ts'

/**
 * Caddy as Debian has it. Its `remote_ip` compares one prefix after another for each request, which it does not bear
 * with country sets; here the refused network stands in its block list instead.
 */
export const caddy: Gateway = {
  name: 'caddy',
  program: 'caddy',
  leftOut: [
    'the country sets',
    'the rate limit (it has no module for it)',
    'a refusal at accept (it aborts after the request)',
  ],
  start: (site) => started(site, ''),
}

/** The same with the country sets, to show why they are left out. The network that is served stands in their middle. */
export const caddyCountries: Gateway = {
  name: 'caddy-countries',
  program: 'caddy',
  leftOut: caddy.leftOut.slice(1),
  start: (site) => {
    const [home = '', ...countries] = site.policy.countries.map(({ prefix }) => prefix)
    const admitted = [...site.policy.technicians, ...countries.toSpliced(countries.length / 2, 0, home)]
    return started(site, `@foreign not remote_ip ${admitted.join(' ')}\n    abort @foreign`)
  },
}

async function started(site: Site, countries: string): Promise<PinnedProcess> {
  const file = join(site.folder, 'Caddyfile')
  writeFileSync(file, configuration(site, countries))
  const home = { XDG_CONFIG_HOME: site.folder, XDG_DATA_HOME: site.folder, HOME: site.folder }
  const caddy = new PinnedProcess(cores.gateway, ['caddy', 'run', '--config', file, '--adapter', 'caddyfile'], home)
  return caddy.listening(site.plainPort, site.tlsPort)
}

function configuration({ policy, originPort, plainPort, tlsPort, certificate, key }: Site, countries: string): string {
  return `{
  admin off
  auto_https off
  log {
    level ERROR
  }
  servers {
    protocols h1
  }
}
(gateway) {
  bind 127.0.0.1
  route {
    ${countries}
    ${refusals(policy)}
    reverse_proxy 127.0.0.1:${originPort} {
      transport http {
        compression off
        keepalive_idle_conns_per_host 128
      }
    }
  }
}
http://:${plainPort} {
  import gateway
}
https://:${tlsPort} {
  tls ${certificate} ${key} {
    protocols tls1.3
  }
  import gateway
}
`
}

/** Paths by its own matcher, which is cheaper than regular expressions. It sets X-Forwarded-For by itself. */
function refusals({ technicians, blocked, rules, patterns, patched }: SharedPolicy): string {
  const paths = (audience: string): readonly string[] =>
    rules.filter((rule) => rule.audience === audience).map(({ path }) => `${path}*`)
  const open = paths('everyone')
  const inside = paths('technicians').filter((path) => open.some((outer) => path.startsWith(outer.slice(0, -1))))
  return `@blocked {
      remote_ip ${[foreignNetwork.prefix, ...blocked].join(' ')}
      not remote_ip ${technicians.join(' ')}
    }
    abort @blocked
    @nobody path ${patched}* ${paths('nobody').join(' ')}
    respond @nobody 404
    @probed path_regexp "(?i)${patterns.join('|')}"
    respond @probed 404
    @forbidden {
      not {
        path ${open.join(' ')}
        not path ${inside.join(' ')}
      }
      not remote_ip ${technicians.join(' ')}
    }
    respond @forbidden 403`
}
