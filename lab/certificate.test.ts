import { X509Certificate } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createAuthority, issueCertificate } from './certificate.ts'
import { element, integer, moment, objectIdentifier } from './der.ts'

const day = 86_400_000
const validity = { from: new Date('2026-01-01T00:00:00Z'), to: new Date('2026-12-31T23:59:59Z') }

test.each([
  ['2.5.29.17', '0603551d11'],
  ['1.2.840.113549.1.1.11', '06092a864886f70d01010b'],
])('the object identifier %s is written as DER', (dotted, hex) => {
  expect(objectIdentifier(dotted).toString('hex')).toBe(hex)
})

test.each([
  ['00', '020100'],
  ['7f', '02017f'],
  ['80', '02020080'],
  ['0001', '020101'],
])('the integer %s is written as shortest non-negative DER', (bytes, hex) => {
  expect(integer(Buffer.from(bytes, 'hex')).toString('hex')).toBe(hex)
})

test.each([
  ['2049-12-31T23:59:59Z', '170d3439313233313233353935395a'],
  ['2050-01-01T00:00:00Z', '180f32303530303130313030303030305a'],
])('the moment %s is written in the form of its century', (iso, hex) => {
  expect(moment(new Date(iso)).toString('hex')).toBe(hex)
})

test('the length of an element can be read back for every size', () => {
  fc.assert(
    fc.property(fc.nat(70_000), (size) => {
      const written = element(0x04, Buffer.alloc(size))
      const first = written[1] ?? 0
      const long = first >= 0x80 ? first - 0x80 : 0
      const length = long === 0 ? first : written.readUIntBE(2, long)
      expect([length, written.length]).toEqual([size, 2 + long + size])
    }),
    { numRuns: 60 },
  )
})

test('a certificate of the authority is accepted by another implementation', () => {
  const authority = createAuthority('Test Authority', validity)
  const root = new X509Certificate(authority.certificate)
  const order = { names: ['a.lab.example', '127.0.0.1'], validity, authority }
  const leaf = new X509Certificate(issueCertificate(order).certificate)
  expect([root.ca, leaf.ca, leaf.verify(root.publicKey), leaf.checkIssued(root)]).toEqual([true, false, true, true])
  expect([leaf.checkHost('a.lab.example'), leaf.checkHost('b.lab.example')]).toEqual(['a.lab.example', undefined])
  expect(leaf.checkIP('127.0.0.1')).toBe('127.0.0.1')
  expect([leaf.validFromDate, new Date(leaf.validTo).getTime()]).toEqual([validity.from, validity.to.getTime()])
})

test.each(['P-256', 'RSA-2048'] as const)('a %s certificate without an authority signs itself', (key) => {
  const validTo = { from: new Date(Date.now() - day), to: new Date(Date.now() + day) }
  const issued = issueCertificate({ names: ['a.lab.example'], validity: validTo, key })
  const certificate = new X509Certificate(issued.certificate)
  expect([certificate.verify(certificate.publicKey), certificate.issuer === certificate.subject]).toEqual([true, true])
})
