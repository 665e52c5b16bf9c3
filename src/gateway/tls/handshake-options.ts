import { createSecureContext, type TLSSocketOptions } from 'node:tls'
import type { CertificateStore } from './certificate-store.ts'

/**
 * The options of a handshake with a client of the gateway, as the store has them at that moment. It offers HTTP/1.1 only,
 * because Node's HTTP/2 fails parts of h2spec. A client that no certificate is for gets the alert `handshake_failure`.
 * Making them costs more than a handshake's own look at them: they are kept until the store changes.
 */
export function handshakeOptionsOf(store: CertificateStore): () => TLSSocketOptions {
  let options = optionsNow(store)
  store.onChange(() => {
    options = optionsNow(store)
  })
  return () => options
}

function optionsNow(store: CertificateStore): TLSSocketOptions {
  return {
    secureContext: createSecureContext(store.defaultContextOptions()),
    ALPNProtocols: ['http/1.1'],
    // Without a context here Node serves the default one, which has no certificate then.
    SNICallback: (serverName, answer) => answer(null, store.secureContextFor(serverName)),
  }
}
