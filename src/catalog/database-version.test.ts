import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recogniseDatabase } from './index.ts'

describe('recogniseDatabase', () => {
  it.each<[string, string, string]>([
    ['8.0.41', 'mysql', '8.0.41'],
    ['8.0.41-log', 'mysql', '8.0.41'],
    ['8.0.46-0ubuntu0.24.04.3', 'mysql', '8.0.46'],
    ['5.5.47-0+deb8u1', 'mysql', '5.5.47'],
    ['5.5.5-m3', 'mysql', '5.5.5'],
    ['5.5.5-10.11.6-MariaDB', 'mariadb', '10.11.6'],
    ['5.5.5-10.1.48', 'mariadb', '10.1.48'],
    ['10.6.15-10-MariaDB-enterprise-log', 'mariadb', '10.6.15'],
    ['11.8.2-MariaDB', 'mariadb', '11.8.2'],
    ['8.0.36-28', 'percona', '8.0.36-28'],
    ['8.4.10-10', 'percona', '8.4.10-10'],
    ['8.0.36-28.1', 'percona', '8.0.36-28.1'],
    ['5.7.44-48-log', 'percona', '5.7.44-48'],
  ])('takes %s for %s %s', (greeting, product, text) => {
    expect(recogniseDatabase(greeting)).toMatchObject({ ok: true, value: { product, version: { product, text } } })
  })

  it.each(['', 'SSH-2.0-OpenSSH_9.2', '8.0.11-TiDB-v7.5.0', '5.7.12-aurora', '٨.٠.٤١'])(
    'does not take %j for any of them',
    (greeting) => {
      expect(recogniseDatabase(greeting).ok).toBe(false)
    },
  )

  it('does not take ten thousand digits for any of them', () => {
    expect(recogniseDatabase('8'.repeat(10_000)).ok).toBe(false)
  })

  it('answers every greeting', () => {
    fc.assert(
      fc.property(greetings, (greeting) => {
        const recognised = recogniseDatabase(greeting)
        if (recognised.ok) expect(recognised.value.version.product).toBe(recognised.value.product)
      }),
      { numRuns: 500 },
    )
  })
})

const greetings = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .array(fc.constantFrom('5.5.5-', '8.0.36', '10.11.6', '-28', '.1', '-log', '-MariaDB', 'percona', '\u0000', ' '))
    .map((words) => words.join('')),
)
