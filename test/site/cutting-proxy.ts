import { type AddressInfo, connect, createServer } from 'node:net'

/** A way to the database that breaks at a chosen word. */
export interface CuttingProxy {
  readonly port: number
  /** Whether it broke. */
  readonly cut: () => boolean
  close(): Promise<void>
}

/**
 * Passes everything on until a client says `word` in the clear: then both sides are cut, either before the server heard
 * it or right after the server answered, before the answer arrives.
 */
export async function cuttingProxy(
  to: { readonly host: string; readonly port: number },
  word: string,
  when: 'before' | 'after',
): Promise<CuttingProxy> {
  let cut = false
  const server = createServer((client) => {
    const origin = connect(to)
    let said = false
    const end = (): void => {
      cut ||= said
      client.destroy()
      origin.destroy()
    }
    for (const side of [client, origin]) side.on('error', end).on('close', end)
    client.on('data', (bytes) => {
      said ||= bytes.includes(word)
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
    cut: () => cut,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
