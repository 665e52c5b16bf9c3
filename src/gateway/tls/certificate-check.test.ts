import { generateKeyPairSync } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { checkCertificate, type PemPair } from './certificate-check.ts'
import { Issuer } from './issuer-fixture.ts'
import { selfSigned } from './self-signed.ts'

const now = Date.now()
let issuer: Issuer
let pair: PemPair
let other: PemPair

beforeAll(async () => {
  issuer = await Issuer.create()
  pair = await issuer.issue({ hosts: ['a.example', '*.b.example'] })
  other = await issuer.issue({ hosts: ['a.example'] })
})

function problem(certificate: PemPair, hosts: readonly string[] = [], at = now): string {
  const checked = checkCertificate(certificate, hosts, at)
  if (checked.ok) return 'accepted'
  expect(checked.problem.de).not.toBe(checked.problem.en)
  return checked.problem.en
}

describe('a certificate is accepted', () => {
  it('for every name in it unless hosts are named', () => {
    const checked = checkCertificate(pair, [], now)
    expect(checked).toMatchObject({
      ok: true,
      value: { hosts: ['a.example', '*.b.example'], issued: true, issuers: 1 },
    })
  })

  it('for the named hosts, also those of a wildcard', () => {
    const checked = checkCertificate(pair, ['mail.b.example'], now)
    expect(checked).toMatchObject({ ok: true, value: { hosts: ['mail.b.example'] } })
  })

  it('if it signed itself, which the lab asks for', async () => {
    const own = await selfSigned(['a.example', '127.0.0.1'], now)
    expect(checkCertificate(own, ['a.example', '127.0.0.1'], now)).toMatchObject({ ok: true, value: { issued: false } })
  })

  it('when one file holds both certificate and key', () => {
    const text = `${pair.key}\n${pair.certificate}`
    expect(problem({ certificate: text, key: text })).toBe('accepted')
  })
})

describe('a certificate is refused', () => {
  it('that cannot be read', () => {
    expect(problem({ ...pair, certificate: '' })).toMatch(/no readable certificate/)
    const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'
    expect(problem({ ...pair, certificate: broken })).toMatch(/no readable certificate/)
  })

  it('whose key cannot be read or is locked', () => {
    expect(problem({ ...pair, key: 'x' })).toMatch(/no readable private key/)
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const locked = privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
    expect(problem({ ...pair, key: locked.toString() })).toMatch(/passphrase/)
  })

  it('with the key of another one', () => {
    expect(problem({ ...pair, key: other.key })).toMatch(/does not belong/)
  })

  it('that is over or has not begun', () => {
    expect(problem(pair, [], now + 91 * 86_400_000)).toMatch(/expired on \d{4}-/)
    expect(problem(pair, [], now - 86_400_000)).toMatch(/valid only from/)
  })

  it('for other names', () => {
    expect(problem(pair, ['c.example'])).toMatch(/not for c\.example but for "a\.example, \*\.b\.example"/)
    expect(problem(pair, ['x.y.b.example'])).toMatch(/not for x\.y\.b\.example/)
  })

  it('without any name', async () => {
    expect(problem(await issuer.issue({ hosts: [] }))).toMatch(/names no host/)
  })

  it('with a chain in the wrong order', async () => {
    const stranger = await Issuer.create('CN=Stranger')
    const [leaf = ''] = pair.certificate.split(/(?<=END CERTIFICATE-----\n)/)
    expect(problem({ ...pair, certificate: leaf + stranger.certificate })).toMatch(/did not issue certificate 1/)
  })
})
