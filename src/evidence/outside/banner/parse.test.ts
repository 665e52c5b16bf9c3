import { describe, expect, it } from 'vitest'
import { bannerOf, recognise } from './parse.ts'

/** The first packet of a database: length, sequence number 0, payload. */
function packet(payload: string): Uint8Array {
  return Buffer.from(`${String.fromCharCode(payload.length)}\0\0\0${payload}`, 'latin1')
}

const greeting = packet(`\x0a5.7.44-log\0${'x'.repeat(40)}`)
const refusal = packet("\xff\x6a\x04Host '192.0.2.1' is not allowed to connect")

describe('the banner of a port', () => {
  it('is the first line of a service that greets in text', () => {
    expect(bannerOf(Buffer.from('SSH-2.0-OpenSSH_9.2\r\nmore'))).toBe('SSH-2.0-OpenSSH_9.2')
  })

  it('is the version where a database greets, not the bytes around it', () => {
    expect(recognise(greeting)).toBe('mysql')
    expect(bannerOf(greeting)).toBe('5.7.44-log')
  })

  it('is empty where a database turns this address away', () => {
    expect(recognise(refusal)).toBe('mysql')
    expect(bannerOf(refusal)).toBe('')
  })
})
