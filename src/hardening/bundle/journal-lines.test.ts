import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { someHash } from '../plan-fixture.ts'
import { accountOf } from './journal-account.ts'
import { looksLikeJournal, readJournalLines } from './journal-lines.ts'
import { begun, endedAs, finished, type LineSketch, madeSteps, writtenJournal } from './written-journal-fixture.ts'

function journal(...lines: readonly LineSketch[]): string {
  return writtenJournal(lines, { plan: someHash })
}

const whole = journal(begun(someHash, ['a', 'b']), ...madeSteps('a', 2), endedAs('a', 'applied'), finished)

function faultOf(text: string): unknown {
  const reading = readJournalLines(text)
  return reading.ok ? 'none' : reading.fault
}

function account(text: string): ReturnType<typeof accountOf> {
  const reading = readJournalLines(text)
  if (!reading.ok) throw new Error(JSON.stringify(reading.fault))
  return accountOf(reading.lines)
}

describe('the journal of a bundle', () => {
  it('tells how each change ended', () => {
    expect(account(whole)).toMatchObject({
      plan: someHash,
      machine: 'RMM01',
      finished: true,
      changes: [
        { change: 'a', ending: 'applied' },
        { change: 'b', ending: 'not-reached' },
      ],
    })
  })

  it('tells of a change that was taken back later what it is now', () => {
    const undone = [
      begun(someHash, ['a'], { action: 'rollback' }),
      { kind: 'undoing', change: 'a', step: 0 },
      { kind: 'undone', change: 'a', step: 0 },
      endedAs('a', 'undone'),
      finished,
    ]
    const text = journal(begun(someHash, ['a']), ...madeSteps('a', 1), endedAs('a', 'applied'), finished, ...undone)
    expect(account(text).changes).toMatchObject([{ ending: 'undone' }])
  })

  it('tells of a change that nobody finished', () => {
    const text = journal(begun(someHash, ['a']), { kind: 'intent', change: 'a', step: 0 })
    expect(account(text)).toMatchObject({ finished: false, changes: [{ ending: 'broken-off' }] })
  })

  it('may have passed through a program that changes line ends or adds a mark', () => {
    expect(faultOf(`\ufeff${whole.replaceAll('\n', '\r\n')}`)).toBe('none')
  })

  it('is recognised by its beginning, and nothing else is taken for it', () => {
    expect(looksLikeJournal(whole)).toBe(true)
    expect(looksLikeJournal(whole.slice(0, 100))).toBe(true)
    expect(looksLikeJournal('{"schema":"bollwerk.evidence/1"}')).toBe(false)
    expect(looksLikeJournal('')).toBe(false)
  })

  it('is refused from a later version', () => {
    const text = journal(begun(someHash, ['a'], { schema: 'bollwerk.bundle-journal/2' }))
    expect(looksLikeJournal(text)).toBe(true)
    expect(faultOf(text)).toEqual({ kind: 'newer', schema: 'bollwerk.bundle-journal/2' })
  })

  it('is refused where it was cut within a line, with the line', () => {
    const ends = [...whole.matchAll(/\n/g)].map(({ index }) => index)
    for (let length = 1; length < whole.length; length += 7) {
      const line = ends.filter((end) => end < length).length + 1
      if (whole[length - 1] !== '\n') expect(faultOf(whole.slice(0, length))).toEqual({ kind: 'cut', line })
    }
  })

  it('is refused where a line was changed, taken out or put elsewhere, with the line at which that shows', () => {
    const rows = whole.split('\n').slice(0, -1)
    expect(faultOf(`${rows.map((row) => row.replace('"applied"', '"undone"')).join('\n')}\n`)).toEqual({
      kind: 'edited',
      line: 7,
    })
    expect(faultOf(`${rows.toSpliced(2, 1).join('\n')}\n`)).toEqual({ kind: 'edited', line: 3 })
    expect(faultOf(`${[rows[0], rows[2], rows[1]].join('\n')}\n`)).toEqual({ kind: 'edited', line: 2 })
  })

  it('is refused where it speaks of a change that it does not have, or of another plan', () => {
    expect(faultOf(journal(begun(someHash, ['a']), endedAs('b', 'applied')))).toEqual({ kind: 'edited', line: 2 })
    expect(faultOf(journal(begun(someHash, ['a']), begun('b'.repeat(64), ['a'])))).toEqual({ kind: 'edited', line: 2 })
  })

  it('never throws and never believes a text with a changed sign before its last line', () => {
    const last = whole.lastIndexOf('\n', whole.length - 2)
    fc.assert(
      fc.property(fc.nat(last - 1), fc.string({ minLength: 1, maxLength: 3 }), (at, put) => {
        const text = whole.slice(0, at) + put + whole.slice(at + put.length)
        if (text !== whole && text.normalize() !== whole && put !== '\r') expect(readJournalLines(text).ok).toBe(false)
      }),
      { numRuns: 300 },
    )
  })
})
