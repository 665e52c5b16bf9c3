import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isVisible } from '../model/quoted.ts'
import { fullest, smallest } from './policy-fixture.ts'
import { readPolicy } from './read.ts'

/** Whatever the text is: an answer, and when it is a refusal, places inside the text and sentences fit for a terminal. */
function expectAnswer(text: string): void {
  const reading = readPolicy(text)
  if (reading.ok) return
  expect(reading.problems.length).toBeGreaterThan(0)
  const lines = text.split('\n')
  let before = { line: 1, column: 1 }
  for (const { line, column, path, message } of reading.problems) {
    expect(line).toBeGreaterThanOrEqual(before.line)
    if (line === before.line) expect(column).toBeGreaterThanOrEqual(before.column)
    expect(line).toBeLessThanOrEqual(lines.length)
    expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1)
    expect(isVisible(path + message.de + message.en)).toBe(true)
    expect(Math.min(message.de.length, message.en.length)).toBeGreaterThan(20)
    before = { line, column }
  }
}

const piece = fc.oneof(
  fc.constantFrom(...fullest.split(/(?<=[\s,:[\]{}])/)),
  fc.constantFrom(
    ...'[]{}:,-?&*!|>\'"%@`#~\n\t\r \\',
    '- ',
    ': ',
    '---\n',
    '...\n',
    '<<: ',
    '&a ',
    '*a',
    '!!binary ',
    '? ',
    '|\n',
    '\u0000',
    '\uFEFF',
    '\ud800',
    '__proto__: ',
  ),
  fc.string({ maxLength: 8 }),
)

const mutation = fc.record({ at: fc.nat(10_000), drop: fc.nat(30), insert: fc.array(piece, { maxLength: 3 }) })

it('answers any text', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), expectAnswer), { numRuns: 500 })
})

it('answers any sequence of pieces of YAML', () => {
  const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''))
  fc.assert(fc.property(text, expectAnswer), { numRuns: 1_500 })
})

it('answers any file that was right before somebody edited it', () => {
  const edited = fc
    .tuple(fc.constantFrom(smallest, fullest), fc.array(mutation, { minLength: 1, maxLength: 4 }))
    .map(([text, mutations]) =>
      mutations.reduce<string>((whole, { at, drop, insert }) => {
        const start = at % (whole.length + 1)
        return whole.slice(0, start) + insert.join('') + whole.slice(start + drop)
      }, text),
    )
  fc.assert(fc.property(edited, expectAnswer), { numRuns: 1_500 })
})

it('answers any value in the place of a right one', () => {
  const lines = fullest.split('\n')
  const value = fc.oneof(
    fc.json(),
    fc.string(),
    fc.constantFrom('', 'null', '~', '.inf', '.nan', '0x10', '1e999', '-1', '{}', '[]', '[[]]'),
  )
  const edited = fc
    .tuple(fc.nat(lines.length - 1), value)
    .map(([index, text]) =>
      lines.map((line, number) => (number === index ? line.replace(/:.*/, () => `: ${text}`) : line)).join('\n'),
    )
  fc.assert(fc.property(edited, expectAnswer), { numRuns: 1_500 })
})

const hostile: readonly (readonly [string, string])[] = [
  ['brackets', '['.repeat(131_000)],
  ['braces', '{a: '.repeat(32_000)],
  ['dashes', '- '.repeat(65_000)],
  ['question marks', '? '.repeat(65_000)],
  ['closing brackets', ']'.repeat(131_000)],
  ['commas', `[${','.repeat(130_000)}`],
  ['quotation marks', '"'.repeat(131_000)],
  ['anchors', '&a '.repeat(43_000)],
  ['a bomb of aliases', Array.from({ length: 30 }, (_, n) => `a${n}: &a${n} [${`*a${n - 1},`.repeat(9)}]`).join('\n')],
  ['different keys', Array.from({ length: 15_000 }, (_, n) => `k${n}: 1\n`).join('')],
  ['equal keys', 'k: 1\n'.repeat(26_000)],
  ['wrong addresses', `${smallest.replace('[203.0.113.0/24', `[${'x/1,'.repeat(30_000)}203.0.113.0/24`)}`],
  ['exceptions', `${smallest}exceptions:\n${'  - {}\n'.repeat(18_000)}`],
  ['documents', '---\n'.repeat(32_000)],
  ['comments', '#\n'.repeat(65_000)],
  ['invisible characters', '\u200B'.repeat(131_000)],
  ['a long key', `${'k'.repeat(131_000)}: 1`],
  ['a long word', `site: ${'k'.repeat(131_000)}`],
  ['megabytes', 'x'.repeat(20_000_000)],
]

it.each(hostile)('answers a file full of %s', (_, text) => expectAnswer(text))
