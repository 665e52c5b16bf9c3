import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Gateway, Site } from './gateway.ts'
import { cores, PinnedProcess } from './pinned-process.ts'
import type { SharedPolicy } from './policy.ts'

/**
 * nginx with `geo` tables, a `map` of regular expressions and `limit_req`. The tables stand in for the geoip2 module,
 * so that all gateways hold the same prefixes; they are decided in the same place, once for each request.
 */
export const nginx: Gateway = {
  name: 'nginx',
  program: 'nginx',
  leftOut: ['a refusal at accept (it closes after the request, 444)'],
  start: async (site) => {
    const file = join(site.folder, 'nginx.conf')
    writeFileSync(file, configuration(site))
    const nginx = new PinnedProcess(cores.gateway, ['nginx', '-p', site.folder, '-c', file])
    return nginx.listening(site.plainPort, site.tlsPort)
  },
}

function configuration(site: Site): string {
  return `user root;
daemon off;
worker_processes 1;
pid ${site.folder}/pid;
error_log ${site.folder}/error.log crit;
events { worker_connections 8192; }
http {
  access_log off;
  server_tokens off;
  keepalive_requests 1000000000;
  ${tables(site.policy)}
  limit_req_zone $binary_remote_addr zone=rate:10m rate=${site.policy.mostPerSecond}r/s;
  upstream origin {
    server 127.0.0.1:${site.originPort};
    keepalive 128;
    keepalive_requests 1000000000;
  }
  ${server(site)}
}
`
}

function tables({ countries, technicians, blocked, ...paths }: SharedPolicy): string {
  return `geo $country { default "";
${countries.map(({ prefix, country }) => `${prefix} ${country};`).join('\n')} }
  geo $listed { default "";
${technicians.map((prefix) => `${prefix} technician;`).join('\n')}
${blocked.map((prefix) => `${prefix} blocked;`).join('\n')} }
  map $listed$country $admitted { default 1; "" 0; ~^blocked 0; }
  map $uri $audience { default technicians;
"~*^${escaped(paths.patched)}" nobody;
${paths.patterns.map((pattern) => `"~*${pattern}" nobody;`).join('\n')}
${paths.rules.map(({ path, audience }) => `"~*^${escaped(path)}" ${audience};`).join('\n')} }
  map $audience:$listed $verdict { default pass; nobody: absent; nobody:technician absent; technicians: forbidden; }`
}

function server({ plainPort, tlsPort, certificate, key }: Site): string {
  return `server {
    listen 127.0.0.1:${plainPort} backlog=4096;
    listen 127.0.0.1:${tlsPort} ssl backlog=4096;
    ssl_protocols TLSv1.3;
    ssl_session_cache shared:sessions:10m;
    ssl_certificate ${certificate};
    ssl_certificate_key ${key};
    if ($admitted = 0) { return 444; }
    if ($verdict = absent) { return 404; }
    if ($verdict = forbidden) { return 403; }
    limit_req zone=rate burst=100000 nodelay;
    ${location}
  }`
}

/** Buffers hold the larger answer; with the smaller ones that nginx has by default it costs twice as much. */
const location = `location / {
      proxy_pass http://origin;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $host;
      proxy_set_header X-Forwarded-For $remote_addr;
      proxy_buffer_size 16k;
      proxy_buffers 8 32k;
      proxy_busy_buffers_size 64k;
      proxy_max_temp_file_size 0;
    }`

function escaped(path: string): string {
  return path.replaceAll('.', '\\.')
}
