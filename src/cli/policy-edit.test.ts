import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { withEntry } from '../policy/edit.ts'
import { policyOf, smallest } from '../policy/policy-fixture.ts'
import { rewritePolicy } from './policy-edit.ts'
import { Refusal } from './refusal.ts'

const folder = mkdtempSync(join(tmpdir(), 'bollwerk-edit-'))
const path = join(folder, 'bollwerk.yaml')
afterAll(() => rmSync(folder, { recursive: true }))
beforeEach(() => writeFileSync(path, smallest))

const term = { since: '2026-11-23', until: '2026-12-31' }
const exception = { control: 'uac.values', version: 1, reason: 'x', owner: 'A', approver: 'B', ...term }
const after = withEntry(smallest, 'exceptions', exception)
const meaning = { ...policyOf(smallest), exceptions: [exception] }

async function refusalOf(edit: Partial<Parameters<typeof rewritePolicy>[0]>): Promise<Refusal> {
  const error: unknown = await rewritePolicy({ path, before: smallest, after, meaning, ...edit }).catch(
    (cause) => cause,
  )
  if (error instanceof Refusal) return error
  throw new Error('it was not refused')
}

describe('rewritePolicy', () => {
  it('replaces the file whole and leaves no draft behind', async () => {
    await rewritePolicy({ path, before: smallest, after, meaning })
    expect(readFileSync(path, 'utf8')).toBe(after)
    expect(readdirSync(folder)).toEqual(['bollwerk.yaml'])
  })

  it.each([
    ['a text that means something else', { meaning: { ...meaning, site: 'Other' } }, 5, /bleibt, wie sie ist/],
    ['a text that is no policy', { after: 'site: [' }, 5, /bleibt, wie sie ist/],
    ['a file that somebody changed in between', { before: `${smallest}# alt\n` }, 2, /von jemand anderem geändert/],
  ])('refuses %s and leaves the file as it was', async (_, edit, code, sentence) => {
    const refusal = await refusalOf(edit)
    expect(refusal.exitCode).toBe(code)
    expect(refusal.text.de).toMatch(sentence)
    expect(readFileSync(path, 'utf8')).toBe(smallest)
    expect(readdirSync(folder)).toEqual(['bollwerk.yaml'])
  })

  it('refuses a file that is gone', async () => {
    rmSync(path)
    expect((await refusalOf({})).text.de).toMatch(/lässt sich nicht lesen \(ENOENT\)/)
  })
})
