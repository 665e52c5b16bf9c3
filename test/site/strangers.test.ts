import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bundledCatalog } from '../../src/catalog/index.ts'
import { assess } from '../../src/controls/assess.ts'
import { controls } from '../../src/controls/index.ts'
import { EvidenceSet } from '../../src/evidence/facts.ts'
import { collectOutside } from '../../src/evidence/outside/collect.ts'
import type { Assessment } from '../../src/model/assessment.ts'
import type { Evidence } from '../../src/model/evidence.ts'
import { lower } from '../../src/policy/lower.ts'
import type { Policy } from '../../src/policy/policy.ts'
import { readPolicy } from '../../src/policy/read.ts'
import { freePort, isInstalled, type Service, serviceFolder, startService } from './running-service.ts'

// Servers that we did not write stand at the address of the policy. Nothing may pass by accident.
const address = '127.51.0.1'

interface Stranger {
  readonly program: string
  readonly name: RegExp
  readonly start: (port: number) => Promise<Service>
}

const strangers: readonly Stranger[] = [
  {
    program: 'nginx',
    name: /nginx/,
    start: (port) => {
      const folder = serviceFolder()
      const log = 'access_log off; error_log stderr;'
      const paths = `client_body_temp_path ${folder}/b; proxy_temp_path ${folder}/p; fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;`
      const site = `server { listen ${address}:${port}; location / { return 200 "welcome"; } }`
      writeFileSync(
        join(folder, 'nginx.conf'),
        `daemon off; pid ${folder}/pid; error_log stderr; events {} http { ${log} ${paths} ${site} }`,
      )
      return startService(['nginx', '-e', 'stderr', '-p', folder, '-c', join(folder, 'nginx.conf')], {
        folder,
        address,
        port,
      })
    },
  },
  {
    program: 'haproxy',
    name: /haproxy/,
    start: (port) => {
      const folder = serviceFolder()
      const site = `frontend f\n  mode http\n  bind ${address}:${port}\n  timeout client 5s\n  http-request return status 200 content-type text/plain string welcome hdr Server haproxy\n`
      writeFileSync(join(folder, 'haproxy.cfg'), site)
      return startService(['haproxy', '-db', '-f', join(folder, 'haproxy.cfg')], { folder, address, port })
    },
  },
  {
    program: 'apache2',
    name: /Apache/,
    start: (port) => {
      const folder = serviceFolder()
      mkdirSync(join(folder, 'www'))
      writeFileSync(join(folder, 'www/index.html'), 'welcome')
      const modules = ['mpm_event', 'authz_core', 'dir'].map(
        (name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`,
      )
      const site = [
        `ServerName stranger.example`,
        `PidFile ${folder}/pid`,
        `ErrorLog ${folder}/error`,
        `Listen ${address}:${port}`,
        `DocumentRoot ${folder}/www`,
      ]
      writeFileSync(join(folder, 'apache.conf'), [...modules, ...site].join('\n'))
      return startService(['apache2', '-D', 'FOREGROUND', '-d', folder, '-f', join(folder, 'apache.conf')], {
        folder,
        address,
        port,
      })
    },
  },
]

const policyText = `site: Strangers
technicians: [203.0.113.0/24]
servers:
  automate: { host: automate.stranger.example, addresses: [${address}], origin: "https://127.51.0.9:9" }
  screenconnect: { host: support.stranger.example, addresses: [${address}], origin: "http://127.51.0.9:9" }
`

function policy(): Policy {
  const reading = readPolicy(policyText)
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems))
  return reading.policy
}

async function look(port: number): Promise<{ assessment: Assessment; evidence: readonly Evidence[] }> {
  const site = policy()
  const evidence = await collectOutside({
    policy: site,
    catalog: bundledCatalog,
    vantage: { place: 'internet', country: 'DE' },
    ports: [port],
    publicPorts: { http: port, https: 9, heartbeat: 9, database: 9 },
    signal: new AbortController().signal,
    now: () => Date.now(),
    random: () => 'nothing-is-here',
    toolVersion: '0',
    timeoutMs: 4000,
  })
  const situation = {
    policy: site,
    intents: lower(site, bundledCatalog.areas),
    catalog: bundledCatalog,
    evidence: new EvidenceSet(evidence),
    now: Date.now(),
  }
  return {
    evidence,
    assessment: assess(controls, situation, { language: 'de', toolVersion: '0', startedAt: Date.now() }),
  }
}

describe.each(strangers)('$program at the address of the policy', ({ program, name, start }) => {
  it.skipIf(!isInstalled(program))(
    `is called a stranger, and nothing passes that it cannot answer (needs ${program})`,
    async () => {
      const port = await freePort(address)
      const service = await start(port)
      try {
        const { assessment, evidence } = await look(port)
        const identities = evidence.filter(({ fact }) => fact === 'outside.identity')
        expect(identities.map((piece) => ('value' in piece ? piece.value : piece.missing))).toMatchObject([
          { expected: 'automate', recognised: 'stranger', calledItself: expect.stringMatching(name) },
          { expected: 'screenconnect', recognised: 'stranger', calledItself: expect.stringMatching(name) },
        ])
        const results = assessment.measures.flatMap((measure) => measure.controls)
        const passing = results.filter(({ outcome }) => outcome === 'pass').map(({ id }) => id)
        const product =
          /^(automate-current|screenconnect-current|database|control-center|geoblocking|screenconnect-ip|reverse-proxy\.in-front)/
        expect(passing.filter((id) => product.test(id))).toEqual([])
        const release = results.find(({ id }) => id === 'screenconnect-current.release')
        expect(release).toMatchObject({ outcome: 'unknown' })
        expect(release?.detail).toContain('Das ist nicht ConnectWise ScreenConnect')
      } finally {
        await service.stop()
      }
    },
  )
})
