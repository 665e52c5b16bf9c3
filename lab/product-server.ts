import { createServer, type IncomingMessage, type Server, type ServerOptions, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Duplex } from 'node:stream'
import type { TlsOptions } from 'node:tls'
import type { Arrivals } from './arrivals.ts'
import { cookTarget, isWellFormedHost, type KernelFault, kernelPage, kernelServer } from './http-sys.ts'
import type { Product, ProductAnswer } from './product.ts'

/** Bounds that every HTTP server of the lab works within; milliseconds and bytes. */
export const httpBounds: ServerOptions = {
  maxHeaderSize: 16_384,
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 5000,
  connectionsCheckingInterval: 2000,
}

export interface ProductServerOptions {
  readonly arrivals: Arrivals
  /** Plain HTTP if absent. */
  readonly tls?: TlsOptions
}

/** Serves a product as http.sys does: it refuses by itself what it does not understand, and the product sees the rest. */
export function productServer(product: Product, { arrivals, tls }: ProductServerOptions): Server {
  const bounds = { ...httpBounds, requireHostHeader: false }
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    exchange(product, { request, response, arrivals }).catch((error: unknown) => {
      if (!response.destroyed) arrivals.trouble(asError(error))
      response.destroy()
    })
  }
  const server = tls
    ? createTlsServer({ ...tls, handshakeTimeout: 10_000, ...bounds }, serve)
    : createServer(bounds, serve)
  server.on('clientError', (error: Error, socket) => {
    if (!isMalformed(error)) return void socket.destroy()
    arrivals.malformed()
    refuseInKernel(socket, faultOf(error))
  })
  return server
}

/** Whether a client's error is something it wrote, and not a handshake, a time-out or a connection that broke. */
export function isMalformed(error: Error): boolean {
  return 'code' in error && String(error.code).startsWith('HPE_')
}

interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly arrivals: Arrivals
}

async function exchange(product: Product, { request, response, arrivals }: Exchange): Promise<void> {
  const { method = '', url = '', headers } = request
  arrivals.request({ server: product.server, method, target: url, from: request.socket.remoteAddress ?? '' })
  const host = headers.host ?? (request.httpVersion === '1.0' ? 'localhost' : '')
  if (!isWellFormedHost(host)) return answerInKernel(response, 'Invalid Hostname')
  const target = cookTarget(url)
  if (!target.ok) return answerInKernel(response, 'Invalid URL')
  const received = await bodyLength(request, product.mostBodyBytes)
  arrivals.bodyBytes += received
  if (received > product.mostBodyBytes) return send(response, product, { status: 413 })
  const { path, query } = target
  send(response, product, await product.answer({ method, path, query, host, gone: goneSignal(response) }))
}

/** Reads a body to its end or to one byte over the limit, and keeps nothing of it. */
async function bodyLength(request: IncomingMessage, most: number): Promise<number> {
  let length = 0
  for await (const chunk of request) {
    length += Buffer.isBuffer(chunk) ? chunk.length : 0
    if (length > most) return most + 1
  }
  return length
}

function goneSignal(response: ServerResponse): AbortSignal {
  const controller = new AbortController()
  response.once('close', () => controller.abort())
  return controller.signal
}

function send(response: ServerResponse, product: Product, answer: ProductAnswer): void {
  if (response.destroyed) return
  const body = Buffer.from(answer.body ?? '')
  if (answer.status === 413) response.shouldKeepAlive = false
  response.writeHead(answer.status, { ...product.banner, ...answer.headers, 'Content-Length': body.length })
  response.end(body)
}

function answerInKernel(response: ServerResponse, fault: KernelFault): void {
  const body = Buffer.from(kernelPage(fault))
  response.shouldKeepAlive = false
  response.writeHead(400, {
    'Content-Type': 'text/html; charset=us-ascii',
    Server: kernelServer,
    'Content-Length': body.length,
  })
  response.end(body)
}

/** For what is no HTTP, so that there is no response object to write to. */
function refuseInKernel(socket: Duplex, fault: KernelFault): void {
  if (!socket.writable) return void socket.destroy()
  const body = kernelPage(fault)
  socket.end(
    `HTTP/1.1 400 Bad Request\r\nContent-Type: text/html; charset=us-ascii\r\nServer: ${kernelServer}\r\n` +
      `Date: ${new Date().toUTCString()}\r\nConnection: close\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}

function faultOf(error: Error): KernelFault {
  const code = 'code' in error ? String(error.code) : ''
  if (code === 'HPE_HEADER_OVERFLOW') return 'Request Too Long'
  if (code === 'HPE_INVALID_URL') return 'Invalid URL'
  if (code === 'HPE_INVALID_METHOD' || code === 'HPE_INVALID_CONSTANT') return 'Invalid Verb'
  return 'Invalid Header'
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
