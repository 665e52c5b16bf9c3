import { createHash } from 'node:crypto'
import type { Fingerprint } from './change.ts'

/** By what a content is known without being kept. */
export function fingerprintOf(bytes: Uint8Array): Fingerprint {
  return { sha256: sha256Of(bytes), bytes: bytes.length }
}

/** Whether a content is the one that is known by this. */
export function fits(bytes: Uint8Array, { sha256, bytes: length }: Fingerprint): boolean {
  return bytes.length === length && sha256Of(bytes) === sha256
}

/** In hexadecimal digits. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
