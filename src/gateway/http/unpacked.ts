import type { Transform } from 'node:stream'
import { constants, createBrotliDecompress, createInflateRaw, createUnzip } from 'node:zlib'

/** Nobody packs what is packed more often than this. */
const mostLayers = 3

/**
 * The beginning of a body as it was before it was packed: at most so many bytes, from as much as there is of it.
 * Undefined if `encoding`, the value of `Content-Encoding`, names nothing that is known (RFC 9110, section 8.4.1), or
 * if the body is packed in another way than it says.
 */
export async function unpacked(opening: Buffer, encoding: string, most: number): Promise<Buffer | undefined> {
  const layers = encoding
    .split(',')
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== 'identity' && coding !== '')
  if (layers.length === 0 || layers.length > mostLayers) return undefined
  let bytes: Buffer | undefined = opening
  for (const coding of layers.toReversed()) bytes &&= await withoutLayer(bytes, coding, most)
  return bytes
}

async function withoutLayer(bytes: Buffer, coding: string, most: number): Promise<Buffer | undefined> {
  for (const open of openers.get(coding) ?? []) {
    const found = await read(open(), bytes, most)
    if (found.length > 0) return found
  }
  return undefined
}

// A body that is cut off is no error: its beginning is all that is looked at.
const zlib = { finishFlush: constants.Z_SYNC_FLUSH }
const brotli = { finishFlush: constants.BROTLI_OPERATION_FLUSH }
const gzip = [() => createUnzip(zlib)]

/** By what a coding may be unpacked. Some write `deflate` without its frame (RFC 9110, section 8.4.1.2). */
const openers: ReadonlyMap<string, readonly (() => Transform)[]> = new Map([
  ['gzip', gzip],
  ['x-gzip', gzip],
  ['deflate', [() => createUnzip(zlib), () => createInflateRaw(zlib)]],
  ['br', [() => createBrotliDecompress(brotli)]],
])

/** What comes out, up to `most` bytes or to the first error; nothing more is unpacked then. */
function read(stream: Transform, bytes: Buffer, most: number): Promise<Buffer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let size = 0
    const done = (): void => {
      stream.destroy()
      resolve(Buffer.concat(chunks).subarray(0, most))
    }
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length
      chunks.push(chunk)
      if (size >= most) done()
    })
    stream.once('end', done).once('error', done)
    stream.end(bytes)
  })
}
