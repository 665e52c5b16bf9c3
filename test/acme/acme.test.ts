import { X509Certificate } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import type { Server } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connected, echo, servedSerial } from '../../src/gateway/tls/greeting-fixture.ts'
import { Authority } from './authority.ts'
import { TestGateway } from './gateway.ts'
import { Refused } from './refused.ts'

const minute = 60_000
const day = 1_440 * minute
let authority: Authority
let gateway: TestGateway

beforeEach(async () => {
  authority = await Authority.open()
  gateway = await TestGateway.open(authority)
})

afterEach(async () => {
  authority.close()
  await gateway.close()
})

async function kept(): Promise<X509Certificate | undefined> {
  const files = await readdir(gateway.folder, { recursive: true })
  const file = files.find((name) => name.endsWith('a.example.pem'))
  const text = file && (await readFile(join(gateway.folder, file), 'utf8'))
  return text ? new X509Certificate(text.slice(text.indexOf('-----BEGIN CERT'))) : undefined
}

function tlsServer(): Server {
  if (!gateway.tls) throw new Error('port 443 is not open')
  return gateway.tls
}

function times(name: string): number {
  return authority.requests.filter((request) => request === name).length
}

describe('a certificate', () => {
  it('is ordered over http-01 and kept for the owner only', async () => {
    const renewal = await gateway.renewal({ challenges: ['http-01'] })
    await renewal.runDue()
    expect(gateway.notices.map(({ text }) => text.en)).toEqual(['A new certificate for a.example has come.'])
    expect((await kept())?.subjectAltName).toBe('DNS:a.example')
    expect([...authority.accounts.values()].map(({ contact }) => contact)).toEqual([
      ['mailto:technik@muster-msp.example'],
    ])
    const [source] = renewal.sources
    expect((await stat(source?.key ?? '')).mode & 0o777).toBe(0o600)
    expect((await stat(join(source?.key ?? '', '..'))).mode & 0o777).toBe(0o700)
  })

  it('is ordered over tls-alpn-01 on the port where others are served meanwhile', async () => {
    authority.before = (what) => {
      if (what === 'challenge') expect(gateway.answers.expectsAlpn).toBe(true)
    }
    const renewal = await gateway.renewal({ challenges: ['tls-alpn-01'] })
    const store = await gateway.serve(renewal)
    await renewal.runDue()
    await store.refresh()
    expect(gateway.notices.map(({ severity }) => severity)).toEqual(['info'])
    expect(await servedSerial(tlsServer(), { servername: 'a.example' })).toBe((await kept())?.serialNumber)
    expect(gateway.answers.expectsAlpn).toBe(false)
  })

  it('is asked of nobody before a run, and of nobody again until two thirds of its life', async () => {
    const renewal = await gateway.renewal()
    expect(authority.requests).toEqual([])
    await renewal.runDue()
    const asked = authority.requests.length
    await renewal.runDue()
    gateway.now += 57 * day
    await renewal.runDue()
    expect(authority.requests).toHaveLength(asked)
    expect(await renewal.nextRun()).toBeCloseTo(Date.now() + (2 / 3 - 1 / 40) * 90 * day, -6)
  })

  it('is renewed with the same account, and served without ending a connection', async () => {
    const renewal = await gateway.renewal()
    const store = await gateway.serve(renewal)
    await renewal.runDue()
    await store.refresh()
    const first = await kept()
    const before = await connected(tlsServer(), { servername: 'a.example' })
    gateway.now += 60 * day
    await renewal.runDue()
    await store.refresh()
    expect((await kept())?.serialNumber).not.toBe(first?.serialNumber)
    expect(await servedSerial(tlsServer(), { servername: 'a.example' })).toBe((await kept())?.serialNumber)
    expect(await echo(before, 'still there')).toBe('still there')
    before.destroy()
    expect([times('new-account'), times('new-order')]).toEqual([1, 2])
  })

  it('is ordered with the account that was kept, after a restart', async () => {
    await (await gateway.renewal()).runDue()
    gateway.now += 60 * day
    await (await gateway.renewal()).runDue()
    expect([times('new-account'), times('account'), authority.accounts.size]).toEqual([1, 0, 1])
    gateway.now += 60 * day
    await (await gateway.renewal({ email: 'neu@muster-msp.example' })).runDue()
    expect([...authority.accounts.values()].map(({ contact }) => contact)).toEqual([['mailto:neu@muster-msp.example']])
  })

  it('comes even when the authority forgets its nonces', async () => {
    let forgotten = 0
    authority.before = () => {
      if (forgotten++ < 3) authority.forgetNonces()
    }
    await (await gateway.renewal()).runDue()
    expect(gateway.notices.map(({ severity }) => severity)).toEqual(['info'])
  })
})

describe('a crash', () => {
  it.each(['finalize', 'certificate'])('before %s costs no second order', async (step) => {
    let crashed = false
    authority.before = (what) => {
      if (what !== step || crashed) return
      crashed = true
      throw new Refused('serverInternal', 'crash', { status: 500 })
    }
    await (await gateway.renewal()).runDue()
    expect(crashed).toBe(true)
    expect(await kept()).toBeUndefined()
    gateway.now += 3 * minute
    await (await gateway.renewal()).runDue()
    expect(await kept()).toBeDefined()
    expect([times('new-order'), times('challenge')]).toEqual([1, 1])
  })

  it('in the middle of an attempt does not let the next start ask at once', async () => {
    const crashing = await gateway.renewal({}, { now: () => gateway.now })
    let stop = (): void => undefined
    const reached = new Promise<void>((resolve) => {
      stop = resolve
    })
    authority.before = (what) => {
      if (what === 'new-order') stop()
    }
    const running = crashing.runDue()
    await reached
    const next = await gateway.renewal()
    expect(await next.nextRun()).toBeGreaterThan(gateway.now + minute)
    await running
  })

  it('of an order that the authority no longer knows begins a new one', async () => {
    let crashed = false
    authority.before = (what) => {
      if (what !== 'finalize' || crashed) return
      crashed = true
      authority.orders.clear()
      throw new Refused('serverInternal', 'crash', { status: 500 })
    }
    await (await gateway.renewal({ challenges: ['http-01'] })).runDue()
    gateway.now += 3 * minute
    await (await gateway.renewal({ challenges: ['http-01'] })).runDue()
    expect(await kept()).toBeDefined()
    expect(times('new-order')).toBe(2)
  })
})

describe('a failure is told with what to do, and tried again later:', () => {
  it('a wrong answer on port 80, then the other challenge', async () => {
    const renewal = await gateway.renewal()
    await gateway.serve(renewal)
    gateway.answers.onChange((change) => {
      if (change.kind === 'http' && change.answer) gateway.answers.apply({ ...change, answer: 'somebody else' })
    })
    await renewal.runDue()
    expect(gateway.notices[0]?.text.de).toMatch(/auf Port 80 eine fremde Antwort.*somebody else/)
    expect(gateway.notices[0]?.text.en).toMatch(/strange answer.*port 80/)
    await renewal.runDue()
    expect(times('new-order')).toBe(1)
    gateway.now += 3 * minute
    await renewal.runDue()
    expect(gateway.notices[1]?.severity).toBe('info')
  })

  it('a wrong certificate on port 443', async () => {
    const renewal = await gateway.renewal({ challenges: ['tls-alpn-01'] })
    await gateway.serve(renewal)
    const strange = await authority.issuer.issue({ hosts: ['a.example'] })
    gateway.answers.onChange((change) => {
      if (change.kind === 'alpn' && change.certificate) gateway.answers.apply({ ...change, certificate: strange })
    })
    await renewal.runDue()
    expect(gateway.notices[0]?.text.en).toMatch(/strange answer under a\.example on port 443.*Wrong acmeIdentifier/)
  })

  it('a port 80 that nobody reaches', async () => {
    authority.ports.http = 1
    await (await gateway.renewal({ challenges: ['http-01'] })).runDue()
    expect(gateway.notices[0]?.text.de).toMatch(/erreicht a\.example auf Port 80 nicht\. Öffnen Sie/)
    expect(gateway.answers.httpChallengeAnswer('')).toBeUndefined()
  })

  it('a limit of the authority, for as long as it wants', async () => {
    authority.before = (what) => {
      if (what === 'new-order') {
        const headers = { 'retry-after': '7200' }
        throw new Refused('rateLimited', 'too many certificates', { status: 429, headers })
      }
    }
    const renewal = await gateway.renewal()
    await renewal.runDue()
    expect(gateway.notices[0]?.text.de).toMatch(/nimmt zurzeit keine weiteren Anträge an.*too many certificates/)
    expect(await renewal.nextRun()).toBe(gateway.now + 120 * minute)
  })

  it('a CAA record', async () => {
    authority.before = (what) => {
      if (what === 'new-order') throw new Refused('caa', 'CAA record for a.example prevents issuance', { status: 403 })
    }
    await (await gateway.renewal()).runDue()
    expect(gateway.notices[0]?.text.en).toMatch(/CAA record in DNS does not allow/)
  })

  it('an authority that is not there, with longer and longer pauses', async () => {
    const { directory } = authority
    authority.close()
    const renewal = await gateway.renewal({ directory })
    const pauses: number[] = []
    for (let attempt = 0; attempt < 8; attempt++) {
      await renewal.runDue()
      const next = await renewal.nextRun()
      pauses.push((next - gateway.now) / minute)
      gateway.now = next
    }
    expect(pauses).toEqual([2, 6, 18, 54, 162, 486, 1440, 1440])
    expect(gateway.notices[0]?.text.de).toMatch(/von hier aus nicht erreichbar.*ECONNREFUSED/)
  })

  it('an account that is gone is opened anew', async () => {
    await (await gateway.renewal({ challenges: ['http-01'] })).runDue()
    authority.accounts.clear()
    gateway.now += 60 * day
    const renewal = await gateway.renewal({ challenges: ['http-01'] })
    await renewal.runDue()
    expect(gateway.notices.at(-1)?.severity).toBe('error')
    gateway.now += 3 * minute
    await renewal.runDue()
    expect(gateway.notices.at(-1)?.severity).toBe('info')
  })

  it('an authority that offers none of our challenges', async () => {
    authority.offers = ['tls-alpn-01']
    await (await gateway.renewal({ challenges: ['http-01'] })).runDue()
    expect(gateway.notices[0]?.text.de).toContain('keine der Prüfungen')
  })

  it('missing agreement, which contacts nobody', async () => {
    await (await gateway.renewal({ agreeTerms: false })).runDue()
    expect(authority.requests).toEqual([])
    expect(gateway.notices[0]?.text.de).toContain('Nutzungsbedingungen')
  })
})

it("one name's failure is not another's", async () => {
  authority.before = () => undefined
  const renewal = await gateway.renewal({}, { hosts: ['a.example', 'b.example'] })
  let orders = 0
  authority.before = (what) => {
    if (what === 'new-order' && orders++ === 0) throw new Refused('rejectedIdentifier', 'no')
  }
  await renewal.runDue()
  expect(gateway.notices.map(({ severity, hosts }) => [severity, ...hosts])).toEqual([
    ['error', 'a.example'],
    ['info', 'b.example'],
  ])
})
