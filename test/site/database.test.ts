import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { recogniseDatabase } from '../../src/catalog/index.ts'
import { greetDatabase } from '../../src/evidence/outside/database/collect.ts'
import { freePort, isInstalled, serviceFolder, startService } from './running-service.ts'

const address = '127.0.0.1'
const env = { PATH: `${process.env['PATH']}:/usr/sbin` }

it.skipIf(!isInstalled('mariadbd'))(
  'a real MariaDB greets with its version, and is recognised as MariaDB (needs mariadbd)',
  async () => {
    const folder = serviceFolder()
    const port = await freePort(address)
    const files = [
      '--no-defaults',
      `--datadir=${join(folder, 'db')}`,
      ...(process.getuid?.() === 0 ? ['--user=root'] : []),
    ]
    execFileSync('mariadb-install-db', files, { env, stdio: 'ignore' })
    const network = [`--bind-address=${address}`, `--port=${port}`, `--socket=${join(folder, 'socket')}`]
    const service = await startService(['mariadbd', ...files, ...network], { folder, address, port })
    try {
      const answer = await greetDatabase({ address, port, timeoutMs: 5000, signal: new AbortController().signal })
      const version = 'value' in answer ? (answer.value.version ?? '') : ''
      const installed = /\d+\.\d+\.\d+/.exec(execFileSync('mariadbd', ['--version'], { env, encoding: 'utf8' }))?.[0]
      expect(answer).toMatchObject({ value: { answer: 'greeting', authentication: 'mysql_native_password' } })
      expect(recogniseDatabase(version)).toMatchObject({
        ok: true,
        value: { product: 'mariadb', version: { text: installed } },
      })
    } finally {
      await service.stop()
    }
  },
  90_000,
)
