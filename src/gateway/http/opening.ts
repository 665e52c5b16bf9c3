import type { IncomingMessage } from 'node:http'
import { Deadline } from '../deadline.ts'

/**
 * Reads the beginning of a body: so many bytes, or all of it if it is shorter. The message is paused then. Resolves with
 * nothing if that took too long or the client left.
 */
export function readOpening(
  message: IncomingMessage,
  { most, patience }: { readonly most: number; readonly patience: number },
): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let size = 0
    const done = (opening: Buffer | undefined): void => {
      deadline.met()
      message.off('data', take).off('end', ended).off('close', left)
      message.pause()
      resolve(opening)
    }
    const take = (chunk: Buffer): void => {
      size += chunk.length
      chunks.push(chunk)
      if (size >= most) done(Buffer.concat(chunks))
    }
    const ended = (): void => done(Buffer.concat(chunks))
    const left = (): void => done(undefined)
    const deadline = new Deadline(patience, left)
    message.on('data', take).once('end', ended).once('close', left)
  })
}
