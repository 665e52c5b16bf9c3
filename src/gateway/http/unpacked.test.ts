import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { unpacked } from './unpacked.ts'

const text = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///c:/x">]>'.repeat(20)
const bytes = Buffer.from(text)

it.each([
  ['gzip', gzipSync(bytes)],
  ['GZip ', gzipSync(bytes)],
  ['x-gzip', gzipSync(bytes)],
  ['deflate', deflateSync(bytes)],
  ['deflate', deflateRawSync(bytes)],
  ['br', brotliCompressSync(bytes)],
  ['identity, gzip', gzipSync(bytes)],
  ['gzip, br', brotliCompressSync(gzipSync(bytes))],
])('unpacks %s', async (encoding, packed) => {
  expect(String(await unpacked(packed, encoding, 16_384))).toBe(text)
})

it.each([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
] as const)('unpacks the beginning of %s that is cut off', async (encoding, pack) => {
  const numbers = Buffer.from(Array.from({ length: 20_000 }, (_, index) => index * 7919).join())
  const found = await unpacked(pack(numbers).subarray(0, 16_384), encoding, 16_384)
  expect(found?.length).toBeGreaterThan(8_000)
  expect(found?.equals(numbers.subarray(0, found.length))).toBe(true)
})

it.each([
  ['gzip', gzipSync],
  ['deflate', deflateRawSync],
  ['br', brotliCompressSync],
] as const)('takes no more out of %s than it was asked for, however much is in it', async (encoding, pack) => {
  const before = process.memoryUsage.rss()
  const bomb = pack(Buffer.alloc(50_000_000))
  for (let times = 0; times < 20; times++) {
    expect(await unpacked(bomb.subarray(0, 16_384), encoding, 16_384)).toEqual(Buffer.alloc(16_384))
  }
  expect(process.memoryUsage.rss() - before).toBeLessThan(200_000_000)
})

it.each([
  ['gzip', bytes],
  ['br', bytes],
  ['zstd', bytes],
  ['identity', bytes],
  ['', bytes],
  ['gzip, gzip, gzip, gzip', gzipSync(gzipSync(gzipSync(gzipSync(bytes))))],
])('makes nothing of %j if the body is not that, or nobody knows it', async (encoding, body) => {
  expect(await unpacked(body, encoding, 16_384)).toBeUndefined()
})
