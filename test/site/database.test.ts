import { expect, it } from 'vitest'
import { recogniseDatabase } from '../../src/catalog/index.ts'
import { greetDatabase } from '../../src/evidence/outside/database/collect.ts'
import { installedMariadb, mariadbIsInstalled, startMariadb } from './mariadb.ts'

it.skipIf(!mariadbIsInstalled)(
  'a real MariaDB greets with its version, and is recognised as MariaDB (needs mariadbd)',
  async () => {
    const { address, port, stop } = await startMariadb()
    try {
      const answer = await greetDatabase({ address, port, timeoutMs: 5000, signal: new AbortController().signal })
      const version = 'value' in answer ? (answer.value.version ?? '') : ''
      expect(answer).toMatchObject({ value: { answer: 'greeting', authentication: 'mysql_native_password' } })
      expect(recogniseDatabase(version)).toMatchObject({
        ok: true,
        value: { product: 'mariadb', version: { text: installedMariadb() } },
      })
    } finally {
      await stop()
    }
  },
  90_000,
)
