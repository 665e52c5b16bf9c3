import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { selfSigned } from '../../src/gateway/tls/self-signed.ts'
import { bollwerk } from '../cli/bollwerk.ts'
import { preparedGeo } from '../gateway/geo.ts'
import { haproxyVersion } from './running-haproxy.ts'
import { automateHost } from './site.ts'

let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bollwerk-compile-'))
  const pair = await selfSigned([automateHost], Date.now())
  writeFileSync(join(folder, 'chain.pem'), pair.certificate)
  writeFileSync(join(folder, 'key.pem'), pair.key)
  await preparedGeo(join(folder, 'state'))
})

afterAll(() => rmSync(folder, { recursive: true }))

function compiled(key: string): ReturnType<typeof bollwerk> {
  const policy = join(folder, 'bollwerk.yaml')
  writeFileSync(
    policy,
    `site: Muster
technicians: [203.0.113.0/24]
countries: [DE, AT, CH]
servers: { automate: { host: ${automateHost}, origin: https://10.20.0.10 } }
gateway:
  connections: { total: 1000, perSource: 100 }
  tls: { certificates: [{ certificate: chain.pem, key: ${key} }] }
`,
  )
  return bollwerk(['compile', 'haproxy', '--state-folder', 'state', '--out', 'out'], { cwd: folder })
}

it('writes a folder that HAProxy accepts, with keys for its owner only, and says which patches need bodies', async () => {
  const { code, stdout, stderr } = await compiled('key.pem')
  expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining('cve-2021-35066') })
  expect(stdout).toContain(join('out', 'haproxy.cfg'))
  expect(statSync(join(folder, 'out', 'certs', '1.pem')).mode & 0o077).toBe(0)
  expect(readFileSync(join(folder, 'out', 'maps', 'geo.map'), 'utf8')).toMatch(/^\d+[.]\d+[.]\d+[.]\d+\/\d+ DE$/m)
  if (haproxyVersion === undefined) return
  const check = spawnSync('haproxy', ['-c', '-f', join(folder, 'out', 'haproxy.cfg')], { encoding: 'utf8' })
  expect({ status: check.status, stderr: check.stderr }).toMatchObject({ status: 0 })
})

it('refuses a key that cannot be read, with its name', async () => {
  const { code, stderr } = await compiled('missing.pem')
  expect(code).toBe(2)
  expect(stderr).toContain('missing.pem')
})
