import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

/** Loading the library costs every start of the program some 60 ms of CPU. */
it('loads zod only where a file is read or its schema is written', () => {
  const sources = readdirSync(import.meta.dirname).filter((name) => /^[a-z-]+\.ts$/.test(name))
  const loading = sources.filter((name) =>
    /^import (?!type ).*from 'zod'/m.test(readFileSync(`${import.meta.dirname}/${name}`, 'utf8')),
  )
  expect(loading).toEqual([
    'gateway-schema.ts',
    'json-schema.ts',
    'living-schema.ts',
    'schema.ts',
    'whole-number.ts',
    'written.ts',
  ])
})
