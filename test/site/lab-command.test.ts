import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { bollwerk } from '../cli/bollwerk.ts'

const cwd = mkdtempSync(join(tmpdir(), 'bollwerk-lab-command-'))
afterAll(() => rmSync(cwd, { recursive: true }))

/** Below 1024 only root may listen. */
const mayListen = process.getuid?.() === 0

it.skipIf(!mayListen)(
  'says which port of the lab is taken, and what to do (needs root for ports below 1024)',
  async () => {
    const stranger = createServer().listen(443, '127.20.1.10')
    await once(stranger, 'listening')
    const { code, stderr } = await bollwerk(['lab', '--once', '--lang', 'de'], { cwd })
    await new Promise((closed) => stranger.close(closed))
    expect(code).toBe(2)
    expect(stderr).toContain('Das Labor kann 127.20.1.10:443 nicht öffnen')
    expect(stderr).not.toMatch(/\n\s+at /)
  },
)
