import { describe, expect, it } from 'vitest'
import type { Change, Step } from '../change.ts'
import { HardeningRefusal } from '../hardening-refusal.ts'
import { changeOf, fileStep, planOf, someHash } from '../plan-fixture.ts'
import { exportedBundle } from './exported.ts'

const file = fileStep('C:\\x\\web.config', 'a=1', ['1', '2'])
const database: Step = { kind: 'mysql-setting', name: 'local_infile', before: 'ON', after: 'OFF', persisted: true }

function registryStep(more: Partial<Extract<Step, { kind: 'registry' }>>): Step {
  return { kind: 'registry', key: 'HKLM\\SOFTWARE\\X', name: 'Y', before: null, after: null, ...more }
}

function exported(changes: readonly Change[], only: readonly string[] = []): readonly string[] {
  const plan = planOf(...changes)
  return exportedBundle({ plan, hash: someHash, toolVersion: '0.1.0', only }).map(({ text }) => text)
}

function refusal(
  changes: readonly Change[],
  only: readonly string[] = [],
): { readonly de: string; readonly en: string } {
  try {
    exported(changes, only)
  } catch (cause) {
    if (cause instanceof HardeningRefusal) return cause.text
    throw cause
  }
  throw new Error('nothing was refused')
}

describe('a bundle', () => {
  it('refuses changes of the database, names them, and says how to take the rest along', () => {
    const changes = [changeOf('files', [file]), changeOf('mysql.a/automate', [database])]
    expect(refusal(changes).en).toMatch(/database: mysql\.a\/automate\..*bollwerk apply.*The rest .* --only files$/)
    expect(refusal(changes).de).toMatch(/Datenbank .*: mysql\.a\/automate\. .*--only files$/)
  })

  it('takes the changes that are asked for and no others', () => {
    const [apply = ''] = exported([changeOf('files', [file]), changeOf('mysql', [database])], ['files'])
    expect(apply).toContain("Id = 'files'")
    expect(apply).not.toContain('mysql')
  })

  it('names the changes there are when asked for another', () => {
    expect(refusal([changeOf('files', [file])], ['fils']).en).toBe(
      'The change "fils" is not in the plan. It holds: files.',
    )
  })

  it('is not written for a plan without changes', () => {
    expect(refusal([]).en).toMatch(/^The plan holds no change/)
  })

  it.each([
    ['a path of another system', fileStep('/etc/x', 'a', ['a', 'b'])],
    ['a path that is not whole', fileStep('web.config', 'a', ['a', 'b'])],
    ['a path that goes up', fileStep('C:\\x\\..\\web.config', 'a', ['a', 'b'])],
    ['a stream of a file', fileStep('C:\\x\\web.config:s', 'a', ['a', 'b'])],
    ['a path with what nobody sees', fileStep('C:\\x\u202e\\web.config', 'a', ['a', 'b'])],
    ['a key of a user', registryStep({ key: 'HKCU\\SOFTWARE\\X' })],
    ['the default value of a key', registryStep({ name: '' })],
    ['a number that is none', registryStep({ after: { type: 'REG_DWORD', data: '1' } })],
    ['a text with NUL', registryStep({ after: { type: 'REG_SZ', data: 'a\0b' } })],
  ])('refuses %s and names the change', (_, step) => {
    expect(refusal([changeOf('bad one', [step])]).en).toMatch(/^The change "bad one" names "/)
  })

  it('refuses two changes of one place that do not build on one another', () => {
    const other = fileStep('C:\\X\\Web.config', 'b=1', ['1', '3'])
    expect(refusal([changeOf('a', [file]), changeOf('b', [other])]).en).toMatch(/do not build on one another/)
  })

  it('takes two changes of one place where the second begins with what the first leaves', () => {
    const second = fileStep('C:\\X\\Web.config', 'a=2', ['2', '3'])
    expect(exported([changeOf('a', [file]), changeOf('b', [second])])).toHaveLength(3)
  })

  it('shows in its comments what the pieces of a file say, on one line each', () => {
    const step = fileStep('C:\\x\\web.config', 'a=1', ['1', "2\r\nRemove-Item 'x'\u2028\u202e"])
    const [apply = ''] = exported([changeOf('a', [step])])
    expect(apply).toContain('# - "1"\r\n')
    expect(apply).toContain('# + "2\\r\\nRemove-Item \'x\'\\u2028\\u202e"\r\n')
  })
})
