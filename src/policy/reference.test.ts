import { expect, it } from 'vitest'
import { fieldNames } from './field.ts'
import { policyReference } from './reference.ts'

const page = policyReference()

it('is the page docs/policy.md', async () => {
  await expect(page).toMatchFileSnapshot('../../docs/policy.md')
})

it('names every key, what is required and what is usual', () => {
  for (const name of fieldNames().filter((name) => !/(\[\]|\*)$/.test(name)))
    expect(page).toContain(`| \`${name.split('.').at(-1)}\` |`)
  expect(page).toMatch(/^\| `origin` \| .* \| required \|/m)
  expect(page).toMatch(/^\| `countries` \| .* \| `\[DE, AT, CH\]` \|/m)
  expect(page).toMatch(/^\| `total` \| .* \| `20000` \|/m)
  expect(page).toContain('| `automate.agents` | 12000 | 4000 |')
})
