import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, RequestListener } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type AutomateApi, type AutomateApiOptions, startAutomateApi } from '../../lab/automate-api.ts'
import { hardenedContent, neglectedContent } from '../../lab/automate-api-content.ts'
import { createAuthority, issueCertificate } from '../../lab/certificate.ts'
import { readEvidenceFile } from '../../src/evidence/file.ts'
import type { Evidence } from '../../src/model/evidence.ts'
import { type Answer, bollwerk } from '../cli/bollwerk.ts'
import { freePort } from './running-service.ts'

const host = 'automate.muster-msp.example'
const address = '127.0.0.1'
const password = 'lab-mark-password-Zx81'
const clientId = 'lab-mark-client-5d0a'
const validity = { from: new Date(Date.now() - 3_600_000), to: new Date(Date.now() + 86_400_000) }
const authority = createAuthority('Lab Authority', validity)
const { certificate: cert, key } = issueCertificate({ names: [host], validity, authority })

const auditor = { name: 'bollwerk-audit', password, code: '123456' }
const admin = { name: 'admin', password }

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

function folder(): string {
  const cwd = mkdtempSync(join(tmpdir(), 'bollwerk-automate-'))
  closing.push(() => rmSync(cwd, { recursive: true }))
  const policy = `site: Muster-MSP\nlanguage: en\ntechnicians: []\ncountries: [DE]\nservers:\n  automate:\n    host: ${host}\n    addresses: [${address}]\n    origin: https://10.20.0.10\n`
  writeFileSync(join(cwd, 'bollwerk.yaml'), policy)
  writeFileSync(join(cwd, 'ca.pem'), authority.certificate)
  return cwd
}

async function api(changes: Partial<AutomateApiOptions> = {}): Promise<{ port: number; lab: AutomateApi }> {
  const port = await freePort(address)
  const content = hardenedContent(Date.now())
  const lab = await startAutomateApi({ address, port, tls: { cert, key }, content, account: auditor, ...changes })
  closing.push(() => lab.close())
  return { port, lab }
}

/** A server that answers the sign-in properly and everything else as the test says. */
async function hostile(answer: RequestListener): Promise<{ port: number; seen: IncomingMessage[] }> {
  const seen: IncomingMessage[] = []
  const server = createServer({ cert, key }, (request, response) => {
    seen.push(request)
    if (request.method === 'POST') response.end(JSON.stringify({ AccessToken: token }))
    else answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, address, resolve))
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return { port: (server.address() as AddressInfo).port, seen }
}

const token = 'lab-mark-token-77'

interface Collecting {
  readonly cwd: string
  readonly port: number
  readonly user?: string
  readonly more?: readonly string[]
  readonly url?: false
  readonly env?: NodeJS.ProcessEnv
}

function collect({
  cwd,
  port,
  user = auditor.name,
  more = ['--code', '123456'],
  url,
  env = {},
}: Collecting): Promise<Answer> {
  const place = url === false ? [] : ['--url', `https://${host}:${port}`]
  const flags = ['--user', user, ...place, '--authority', 'ca.pem', ...more]
  const usual = { BOLLWERK_AUTOMATE_PASSWORD: password, BOLLWERK_AUTOMATE_CLIENT_ID: clientId }
  return bollwerk(['collect', 'automate', ...flags], { cwd, env: { ...usual, ...env } })
}

function kept(cwd: string): { evidence: readonly Evidence[]; text: string } {
  const [name = ''] = readdirSync(join(cwd, 'evidence'))
  const text = readFileSync(join(cwd, 'evidence', name), 'utf8')
  const file = readEvidenceFile(text)
  if (!file.ok) throw new Error(file.problem.en)
  return { evidence: file.value.evidence, text }
}

function factIn({ evidence }: { evidence: readonly Evidence[] }, name: string): Evidence | undefined {
  return evidence.find(({ fact }) => fact === name)
}

describe('bollwerk collect automate, over the REST API', () => {
  it('reads everything with a second factor, verified TLS and nothing but GET after the sign-in', async () => {
    const cwd = folder()
    const { port, lab } = await api()
    const { code, stdout, stderr } = await collect({ cwd, port })
    expect({ code, stderr }).toMatchObject({ code: 0 })
    expect(stdout).toContain('8 pieces of evidence')
    expect(lab.requests.filter((line) => !line.startsWith('GET '))).toEqual([
      'POST /cwa/api/v1/apitoken',
      'POST /cwa/api/v1/apitoken',
    ])
    const found = kept(cwd)
    expect(found.evidence.every(({ source }) => source.startsWith(`${host}: GET /cwa/api/v1/`))).toBe(true)
    expect(factIn(found, 'automate.authentication')).toMatchObject({
      witness: 'inside',
      server: 'automate',
      value: { by: 'api', account: 'bollwerk-audit', secondFactor: true, tokenMinutes: 60, longestTokenMinutes: 240 },
    })
    expect(factIn(found, 'automate.agents')).toMatchObject({
      value: { total: 640, recent: 640, versions: [{ version: '250.436', total: 640, recent: 640 }] },
    })
  })

  it('goes straight to the address of the origin, whose certificate must be for the public name', async () => {
    const cwd = folder()
    const { port } = await api()
    const more = ['--code', '123456', '--url', `https://${address}:${port}`]
    expect((await collect({ cwd, port, more, url: false })).code).toBe(0)
    expect(kept(cwd).evidence[0]?.source).toContain(`${host}: GET`)
  })

  it('notices that an account gets in with its password alone', async () => {
    const cwd = folder()
    const { port, lab } = await api({ content: neglectedContent(Date.now()), account: admin })
    expect((await collect({ cwd, port, user: 'admin', more: [] })).code).toBe(0)
    expect(factIn(kept(cwd), 'automate.authentication')).toMatchObject({ value: { secondFactor: false } })
    expect(lab.requests.filter((line) => line.startsWith('POST'))).toHaveLength(1)
  })

  it('takes what it may see and says what was denied', async () => {
    const cwd = folder()
    const { port } = await api({ denied: ['useraudits', 'computers'] })
    const { code, stderr } = await collect({ cwd, port })
    expect(code).toBe(3)
    expect(stderr).toContain('automate.audits is missing: denied (HTTP 403)')
    const found = kept(cwd)
    expect(factIn(found, 'automate.agents')).toMatchObject({ missing: { reason: 'denied', detail: 'HTTP 403' } })
    expect(factIn(found, 'automate.users')).toHaveProperty('value')
  })

  it('keeps what it has when the token ends in the middle', async () => {
    const cwd = folder()
    const { port } = await api({ requestsPerToken: 3 })
    expect((await collect({ cwd, port })).code).toBe(3)
    const found = kept(cwd)
    expect(factIn(found, 'automate.users')).toHaveProperty('value')
    expect(factIn(found, 'automate.plugins')).toMatchObject({ missing: { reason: 'denied', detail: 'HTTP 401' } })
  })

  it.each([
    ['a wrong code', { more: ['--code', '000000'] }, /wants a valid second factor/],
    ['no code', { more: [] }, /wants a valid second factor/],
    ['a wrong password', { env: { BOLLWERK_AUTOMATE_PASSWORD: 'x' } }, /denied \(HTTP 401\)/],
    ['no password', { env: { BOLLWERK_AUTOMATE_PASSWORD: '' } }, /Please set BOLLWERK_AUTOMATE_PASSWORD/],
    ['no clientID', { env: { BOLLWERK_AUTOMATE_CLIENT_ID: '' } }, /Automate wants a clientID/],
  ])('writes nothing with %s and says what to do', async (_, changes, sentence) => {
    const cwd = folder()
    const { port } = await api()
    const { code, stderr } = await collect({ cwd, port, ...changes })
    expect(code).toBeGreaterThan(1)
    expect(stderr).toMatch(sentence)
    expect(readdirSync(cwd)).not.toContain('evidence')
  })

  it('sends no password to a server whose certificate it cannot trust', async () => {
    const cwd = folder()
    const { port, lab } = await api()
    writeFileSync(join(cwd, 'ca.pem'), createAuthority('Other', validity).certificate)
    const { code, stderr } = await collect({ cwd, port })
    expect(code).toBe(3)
    expect(stderr).toContain('UNABLE_TO_VERIFY_LEAF_SIGNATURE')
    expect(lab.requests).toEqual([])
  })

  it('refuses plain HTTP', async () => {
    const { code, stderr } = await bollwerk(['collect', 'automate', '--user', 'x', '--url', `http://${host}`], {
      cwd: folder(),
    })
    expect(code).toBe(2)
    expect(stderr).toContain('--url')
  })
})

interface Told {
  readonly control: string
  readonly outcome: string
  readonly title: string
  readonly detail: string
}

/** What the assessment of the kept evidence says of the controls that look at Automate from within. */
async function findings(cwd: string): Promise<readonly Told[]> {
  const [name = ''] = readdirSync(join(cwd, 'evidence'))
  const { stdout } = await bollwerk(['assess', join('evidence', name), '--json'], { cwd })
  const { findings: all }: { findings: readonly Told[] } = JSON.parse(stdout)
  return all.filter(({ control }) =>
    /^accounts\.automate-|agent-templates|plugins|agent-addresses|current\./.test(control),
  )
}

describe('the lab assessed by what its API tells', () => {
  it('shows every fault of a neglected server', async () => {
    const cwd = folder()
    const { port } = await api({ content: neglectedContent(Date.now()), account: admin })
    await collect({ cwd, port, user: 'admin', more: [] })
    const told = await findings(cwd)
    const failed = told.filter(({ outcome }) => outcome === 'fail').map(({ control, detail }) => `${control} ${detail}`)
    const planted = [
      /automate-mfa admin got to the REST interface with the password alone/,
      /automate-sso-local-login .*ConnectWise SSO/,
      /automate-administrators The account admin is Super Admin/,
      /automate-administrators The account support is Super Admin/,
      /automate-administrators 6 accounts are Super Admin/,
      /automate-dormant .*kmeier for 400 days/,
      /automate-dormant Nobody ever signed in with the account azubi/,
      /automate-permissions .*Technik has dangerous permissions: DatabaseExecute, ShowPasswords, ManageRemoteCommands/,
      /automate-permissions .*API has dangerous permissions: ShowPasswords/,
      /automate-integrators The account psa-sync .*Super Admin/,
      /automate-integrators The account doku-sync .*ShowPasswords/,
      /automate-integrators The account psa-sync may use the legacy interface/,
      /agent-templates .*unencrypted to http:\/\/labtech\.muster-msp\.example/,
      /agent-templates .*SSLAcceptExpiredCertificates, SSLAcceptAll/,
      /agent-addresses .*beside automate\.muster-msp\.example/,
      /plugins The plug-in Ticket Import is switched off/,
      /agents .*41 of 661 agents/,
      /agents 7 agents are affected/,
      /release /,
      /advisories /,
    ]
    for (const fault of planted)
      expect(
        failed.filter((line) => fault.test(line)),
        String(fault),
      ).not.toEqual([])
    const asked = told.filter(({ outcome }) => outcome === 'manual').map(({ detail }) => detail)
    expect(asked.join('\n')).toMatch(/wegmann was active/)
  })

  it('leaves nothing to do on a hardened one but what only a person can confirm', async () => {
    const cwd = folder()
    const { port } = await api()
    await collect({ cwd, port })
    const told = await findings(cwd)
    expect(told.filter(({ outcome }) => outcome === 'fail')).toEqual([])
    expect(told.map(({ control, outcome }) => `${control} ${outcome}`)).toEqual(['accounts.automate-lockout manual'])
  })
})

describe('a hostile or broken server', () => {
  it.each<readonly [string, RequestListener, object]>([
    ['HTML', (_, response) => response.end('<html>Sign in</html>'), { reason: 'unreadable', detail: 'no JSON' }],
    ['an answer of 50 MB', (_, response) => flood(response), { reason: 'too-large' }],
    ['other objects', (_, response) => response.end('[{"x":1},5]'), { reason: 'unreadable' }],
    ['a name that is none', (_, response) => response.end('[{"Name":{}}]'), { reason: 'unreadable' }],
    [
      'compressed bytes',
      (_, response) => response.writeHead(200, { 'Content-Encoding': 'gzip' }).end('x'),
      { reason: 'unreadable' },
    ],
    ['an error', (_, response) => response.writeHead(500).end(token), { reason: 'unreadable', detail: 'HTTP 500' }],
    ['endless pages', endless(), { reason: 'too-large', detail: '40 pages' }],
  ])(
    'that answers with %s gives missing users, never a pass',
    async (_, answer, missing) => {
      const cwd = folder()
      const { port } = await hostile(answer)
      const { code } = await collect({ cwd, port })
      expect(code).toBe(3)
      expect(factIn(kept(cwd), 'automate.users')).toMatchObject({ missing })
    },
    60_000,
  )

  it('that sends elsewhere is not followed, and the token stays here', async () => {
    const cwd = folder()
    const elsewhere = await hostile((_, response) => response.end('[]'))
    const { port } = await hostile((_, response) =>
      response.writeHead(302, { Location: `https://127.0.0.1:${elsewhere.port}/cwa/api/v1/Users` }).end(),
    )
    expect((await collect({ cwd, port })).code).toBe(3)
    expect(elsewhere.seen).toEqual([])
    expect(factIn(kept(cwd), 'automate.users')).toMatchObject({ missing: { detail: 'HTTP 302' } })
  })

  it('that knows no pages is read once', async () => {
    const cwd = folder()
    const { port, seen } = await hostile((_, response) => response.end('[{"Id":"1","Name":"a"},{"Id":"2","Name":"b"}]'))
    await collect({ cwd, port })
    expect(factIn(kept(cwd), 'automate.users')).toMatchObject({ value: { users: [{ name: 'a' }, { name: 'b' }] } })
    expect(seen.filter(({ url }) => url?.includes('/Users?'))).toHaveLength(2)
  })
})

function flood(response: Parameters<RequestListener>[1]): void {
  const block = Buffer.alloc(1024 * 1024, 32)
  let left = 50
  const more = (): void => {
    if (left-- <= 0 || response.destroyed) response.end()
    else response.write(block, more)
  }
  more()
}

function endless(): RequestListener {
  let number = 0
  return (_, response) =>
    response.end(JSON.stringify([{ UserId: ++number, Name: `u${number}`, Id: number, ExtensionName: `${number}` }]))
}
