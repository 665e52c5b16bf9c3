import type { Server, TlsOptions } from 'node:tls'
import type { CertificateStore } from './certificate-store.ts'

/** Nobody needs longer for a handshake; slow senders shall not hold connections. */
const handshakeTimeout = 20_000

/**
 * The options of `tls.createServer` or `https.createServer` for the gateway. It offers HTTP/1.1 only, because Node's
 * HTTP/2 fails parts of h2spec. A client that no certificate is for gets the alert `handshake_failure`.
 */
export function tlsServerOptions(store: CertificateStore): TlsOptions {
  return {
    ...store.defaultContextOptions(),
    ALPNProtocols: ['http/1.1'],
    handshakeTimeout,
    // Without a context here Node serves the default one, which has no certificate then.
    SNICallback: (serverName, answer) => answer(null, store.secureContextFor(serverName)),
  }
}

/**
 * Keeps the certificate for clients that name no host and the ticket keys of a server as the store has them, until the
 * server closes. Connections that are open are not touched.
 */
export function followStore(server: Server, store: CertificateStore): void {
  const stop = store.onChange(() => server.setSecureContext(store.defaultContextOptions()))
  server.once('close', stop)
}
