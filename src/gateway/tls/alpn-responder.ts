import type { Socket } from 'node:net'
import { createSecureContext, createServer, type Server } from 'node:tls'
import { Deadline } from '../deadline.ts'
import type { ChallengeAnswers } from './challenge-answers.ts'
import { type ClientHello, readClientHello } from './client-hello.ts'

/** The protocol of the challenge (RFC 8737, section 6.2). */
const acmeProtocol = 'acme-tls/1'

/** Milliseconds for a client's first message while somebody looks at it. */
const patience = 10_000

/**
 * Stands before the TLS of a port and answers the challenge tls-alpn-01 there. While one is open, the first message of
 * each connection is read, and those of an authority are answered apart; otherwise connections pass untouched. The
 * certificate cannot be changed later than that: with TLS 1.3 Node asks for the protocol after it was chosen.
 */
export class AlpnGate {
  readonly #answers: ChallengeAnswers
  readonly #responder: Server

  constructor(answers: ChallengeAnswers) {
    this.#answers = answers
    this.#responder = challengeServer(answers)
  }

  /** Answers a connection whose bytes are unread, or lets it pass, its bytes unread again. */
  admit(socket: Socket, pass: (socket: Socket) => void): void {
    const sort = (hello: ClientHello | undefined): void => {
      if (isChallenge(hello)) this.#responder.emit('connection', socket)
      else pass(socket)
    }
    if (this.#answers.expectsAlpn) firstMessage(socket, sort)
    else pass(socket)
  }
}

/** Whether a first message comes from an authority: it offers nothing but the protocol of the challenge. */
function isChallenge(hello: ClientHello | undefined): boolean {
  return hello?.protocols.length === 1 && hello.protocols[0] === acmeProtocol
}

/**
 * A TLS server without a port that answers challenges: give it connections by the event `connection`. It closes each
 * after the handshake, as RFC 8737 wants it, and refuses names without an open challenge.
 */
function challengeServer(answers: ChallengeAnswers): Server {
  const responder = createServer({
    ALPNProtocols: [acmeProtocol],
    minVersion: 'TLSv1.2',
    handshakeTimeout: patience,
    SNICallback: (serverName, answer) => {
      const pair = answers.alpnCertificateFor(serverName)
      answer(null, pair && createSecureContext({ cert: pair.certificate, key: pair.key }))
    },
  })
  responder.on('secureConnection', (socket) => {
    socket.on('error', () => socket.destroy())
    const deadline = new Deadline(patience, () => socket.destroy())
    socket.once('close', () => deadline.met())
    socket.resume().end()
  })
  responder.on('tlsClientError', (_, socket) => socket.destroy())
  return responder
}

/** Reads the first message and puts it back. A client that is too slow or says something else is passed on, too. */
function firstMessage(socket: Socket, then: (hello: ClientHello | undefined) => void): void {
  let bytes: Buffer = Buffer.alloc(0)
  const finish = (hello: ClientHello | undefined): void => {
    deadline.met()
    socket.off('readable', look).off('error', drop).off('end', drop).off('close', drop)
    if (socket.destroyed) return
    if (bytes.length > 0) socket.unshift(bytes)
    then(hello)
  }
  const look = (): void => {
    for (let piece = socket.read() as Buffer | null; piece; piece = socket.read() as Buffer | null) {
      bytes = Buffer.concat([bytes, piece])
    }
    const hello = readClientHello(bytes)
    if (hello !== 'partial') finish(hello)
  }
  const drop = (): void => {
    socket.destroy()
    finish(undefined)
  }
  const deadline = new Deadline(patience, () => finish(undefined))
  socket.on('readable', look).on('error', drop).on('end', drop).on('close', drop)
}
