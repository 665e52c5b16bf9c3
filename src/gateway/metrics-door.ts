import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { Metrics } from './metrics.ts'

/** Where Prometheus asks; port 0 for any. */
export interface MetricsPlace {
  readonly address: string
  readonly port: number
}

/** Answers `GET /metrics` for Prometheus, and nothing else. Rejects with the system's error if the place cannot be had. */
export async function openMetricsDoor(place: MetricsPlace, metrics: Metrics): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end()
      return
    }
    metrics.renderMetrics().then(
      (text) => response.writeHead(200, { 'Content-Type': metrics.contentType }).end(text),
      () => response.writeHead(500).end(),
    )
  })
  server.listen(place.port, place.address)
  await once(server, 'listening')
  server.unref()
  return server
}
