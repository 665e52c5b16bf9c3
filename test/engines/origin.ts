import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { ports } from './site.ts'

/** An origin that says what it was asked for, by whom it was told to be, and its versions. */
export class Origin {
  readonly #server: Server

  private constructor(server: Server) {
    this.#server = server
  }

  /** `statusOf`: what is answered to a target; 200 unless said. */
  static async open(statusOf: (target: string) => number = () => 200): Promise<Origin> {
    const server = createServer((request, response) => {
      request.resume()
      const { url = '', headers } = request
      const seen = {
        'x-seen': url,
        'x-from': headers['x-forwarded-for'] ?? '',
        'x-told': Object.keys(headers).join(' '),
      }
      const versions = { server: 'ScreenConnect/23.9', 'x-powered-by': 'ASP.NET' }
      response.writeHead(statusOf(url), { ...seen, ...versions, 'content-length': '1' }).end('o')
    })
    server.keepAliveTimeout = 60_000
    server.listen(ports.origin, '127.0.0.1')
    await once(server, 'listening')
    return new Origin(server)
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }
}
