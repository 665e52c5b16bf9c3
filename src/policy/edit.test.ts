import { describe, expect, it } from 'vitest'
import type { Exception } from '../model/exception.ts'
import { type EntryPlace, withChanges, withEntry, withoutEntry } from './edit.ts'
import { exceptionItem } from './living-item.ts'
import { policyOf, smallest } from './policy-fixture.ts'

const added: Exception = {
  control: 'uac.values',
  version: 2,
  server: 'automate',
  item: '8080',
  reason: 'Umzug: läuft # noch, "bald" fertig',
  owner: 'A. Muster',
  approver: 'B. Muster',
  since: '2026-11-25',
  until: '2027-01-31',
}

const small = 'reason: R, owner: A, approver: B, since: 2026-11-01, until: 2026-12-31'
const block = `  - control: accounts.mfa   # warum
    reason: >-
      gefaltet
    owner: 'A'
    approver: "B"
    since: 2026-11-01
    until:    2026-12-31   # Ende
`
const tail = '# Schluss\n'

/** Ways to write a list with two entries, the second one for the control `ports-minimal.tcp`. */
const twoEntries: readonly (readonly [string, string])[] = [
  [
    'a block list',
    `${smallest}exceptions:   # die Liste\n  # eins\n${block}  # zwei\n\n  -   { control: ports-minimal.tcp, ${small} } # flach\n${tail}`,
  ],
  [
    'a list without indent',
    `${smallest}exceptions:\n- control: accounts.mfa\n  ${small.replaceAll(', ', '\n  ')}\n-\n  control: ports-minimal.tcp\n  ${small.replaceAll(', ', '\n  ')}\n${tail}`,
  ],
  [
    'a list in brackets',
    `${smallest}exceptions: [ {control: accounts.mfa, ${small}},\n   { control: ports-minimal.tcp, ${small} }, ] # flach\n${tail}`,
  ],
  [
    'a list before other keys',
    `exceptions:\n  - { control: accounts.mfa, ${small} }\n  - { control: ports-minimal.tcp, ${small} }\n\n# Standort\n${smallest}`,
  ],
  [
    'a block text at the end',
    `${smallest}exceptions:\n${block}  - control: ports-minimal.tcp\n    ${small.split(', ').slice(1).join('\n    ')}\n    reason: |\n      so ist es\n${tail}`,
  ],
  ['no line break at the end', `${smallest}exceptions:\n${block}  - { control: ports-minimal.tcp, ${small} }`],
]

const noEntries: readonly (readonly [string, string])[] = [
  ['no list', smallest],
  ['no list and no line break at the end', smallest.trimEnd()],
  ['an empty list', `exceptions: []\n${smallest}`],
  ['an empty list with a comment', `${smallest}exceptions:  [ ]  # noch keine\n${tail}`],
  ['an end of the document', `---\n${smallest}...\n`],
  [
    'a file in brackets',
    `{ site: X, technicians: [], servers: { automate: { host: a.de, origin: "http://10.0.0.1" } } } # eins\n`,
  ],
  [
    'a file in brackets with an empty list',
    `{ site: X, exceptions: [], technicians: [], servers: { automate: { host: a.de, origin: "http://10.0.0.1" } } }\n`,
  ],
]

const windows = (text: string): string => text.replaceAll('\n', '\r\n')
const marked = (text: string): string => `\uFEFF${text}`
const disguises = [
  ['as it is', (text: string): string => text],
  ['with line breaks of Windows', windows],
  ['with a byte order mark', marked],
] as const

const every = (texts: typeof twoEntries) =>
  texts.flatMap(([name, text]) => disguises.map(([how, disguise]) => [`${name}, ${how}`, disguise(text)] as const))

/** What of a text is gone and what came: between the longest common beginning and the longest common end. */
function change(before: string, after: string): { readonly gone: string; readonly came: string } {
  let start = 0
  while (start < before.length && before[start] === after[start]) start++
  let end = 0
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end++
  return { gone: before.slice(start, before.length - end), came: after.slice(start, after.length - end) }
}

const second: EntryPlace = { list: 'exceptions', index: 1 }

describe('adding an entry', () => {
  it.each([...every(twoEntries), ...every(noEntries)])('changes nothing else: %s', (_, text) => {
    const after = withEntry(text, 'exceptions', exceptionItem(added))
    expect(policyOf(after)).toEqual({ ...policyOf(text), exceptions: [...policyOf(text).exceptions, added] })
    // A comment behind an empty list stays on its line, above the entry.
    expect(change(text, after).gone).toMatch(/^\s*\[ ?\](?:\s+# noch keine)?$|^$/)
    for (const [comment] of text.matchAll(/# .*/g)) expect(after).toContain(comment)
  })

  it('writes one key in a line, in the order of the documentation', () => {
    const after = withEntry(`${smallest}exceptions: [] # Risiken\n`, 'exceptions', exceptionItem(added))
    expect(after).toBe(`${smallest}exceptions: # Risiken
  - control: uac.values
    version: 2
    server: automate
    item: "8080"
    reason: "Umzug: läuft # noch, \\"bald\\" fertig"
    owner: A. Muster
    approver: B. Muster
    since: 2026-11-25
    until: 2027-01-31
`)
  })

  it('keeps a list in brackets in brackets', () => {
    const [, text] = twoEntries[2] ?? ['', '']
    expect(change(text, withEntry(text, 'exceptions', exceptionItem(added))).came).toMatch(
      /^\{ control: uac\.values.* \}, $/,
    )
  })

  it('ends the lines as the file does', () => {
    const after = withEntry(windows(smallest), 'exceptions', exceptionItem(added))
    expect(after.replaceAll('\r\n', '')).not.toContain('\n')
  })
})

describe('removing an entry', () => {
  it.each(every(twoEntries))('leaves the other one and everything else: %s', (_, text) => {
    const after = withoutEntry(text, second)
    const [kept] = policyOf(text).exceptions
    expect(policyOf(after)).toEqual({ ...policyOf(text), exceptions: [kept] })
    const { gone, came } = change(text, after)
    expect(came).toBe('')
    expect(gone).toContain('ports-minimal.tcp')
    expect(gone).not.toMatch(/accounts\.mfa|gefaltet|# (zwei|eins|Ende|Schluss|Standort)/)
  })

  it.each(every(twoEntries))('leaves an empty list behind the last one: %s', (_, text) => {
    const after = withoutEntry(withoutEntry(text, { ...second, index: 0 }), { ...second, index: 0 })
    expect(policyOf(after)).toEqual({ ...policyOf(text), exceptions: [] })
    for (const [comment] of text.matchAll(/# (zwei|eins|Schluss|Standort)/g)) expect(after).toContain(comment)
  })

  it.each(every(noEntries))('undoes adding one, but for the brackets: %s', (_, text) => {
    const after = withoutEntry(withEntry(text, 'exceptions', exceptionItem(added)), { ...second, index: 0 })
    expect(policyOf(after)).toEqual(policyOf(text))
  })
})

describe('changing an entry', () => {
  const changes = { version: 3, reason: 'neu, # begründet', approver: 'C', since: '2026-12-01', until: '2027-02-28' }

  it.each(every(twoEntries))('touches only its values: %s', (_, text) => {
    const after = withChanges(text, second, changes)
    const [first, other] = policyOf(text).exceptions
    expect(policyOf(after)).toEqual({ ...policyOf(text), exceptions: [first, { ...other, ...changes }] })
    for (const [comment] of text.matchAll(/# (?!noch).*/g)) expect(after).toContain(comment)
    const untouched = text.slice(0, text.indexOf('ports-minimal.tcp'))
    expect(after.startsWith(untouched)).toBe(true)
  })

  it.each(every(twoEntries))('replaces a text that is folded over lines: %s', (_, text) => {
    const after = withChanges(text, { ...second, index: 0 }, changes)
    const [first, other] = policyOf(text).exceptions
    expect(policyOf(after).exceptions).toEqual([{ ...first, ...changes }, other])
    expect(change(text, after).gone).not.toContain('ports-minimal.tcp')
  })
})

it('refuses an entry that is not there', () => {
  expect(() => withoutEntry(smallest, second)).toThrow(RangeError)
  expect(() => withChanges(smallest, second, { until: '2027-01-01' })).toThrow(RangeError)
})
