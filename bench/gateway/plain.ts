import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Gateway } from './gateway.ts'
import { cores, PinnedProcess } from './pinned-process.ts'

/** A proxy as one writes it with `node:http`: `plain-proxy.ts` in this folder. */
export const plain: Gateway = {
  name: 'node:http',
  program: process.execPath,
  leftOut: [],
  start: (site) => {
    const file = join(site.folder, 'site.json')
    writeFileSync(file, JSON.stringify(site))
    const program = join(import.meta.dirname, 'plain-proxy.ts')
    const proxy = new PinnedProcess(cores.gateway, [process.execPath, program, file])
    return proxy.listening(site.plainPort, site.tlsPort)
  },
}
