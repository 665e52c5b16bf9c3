import { type AddressInfo, connect, createServer } from 'node:net'

/** A way to the database that breaks at a chosen word. */
export interface CuttingProxy {
  readonly port: number
  close(): Promise<void>
}

export interface Cut {
  /** What a client says in the clear when it happens. */
  readonly word: string
  /** Before the server heard it, or when its answer is on the way. */
  readonly when: 'before' | 'after'
  /** Whether the way is open again for the next connection. */
  readonly once: boolean
}

/** Passes everything on until a client says the word; then both sides are cut. */
export async function cuttingProxy(
  to: { readonly host: string; readonly port: number },
  { word, when, once }: Cut,
): Promise<CuttingProxy> {
  let done = false
  const server = createServer((client) => {
    const origin = connect(to)
    let said = false
    const end = (): void => {
      client.destroy()
      origin.destroy()
    }
    for (const side of [client, origin]) side.on('error', end).on('close', end)
    if (done && !once) return end()
    client.on('data', (bytes) => {
      said ||= !done && bytes.includes(word)
      done ||= said
      if (said && when === 'before') end()
      else origin.write(bytes)
    })
    origin.on('data', (bytes) => (said ? end() : client.write(bytes)))
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
