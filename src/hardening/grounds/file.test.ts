import {
  chmodSync,
  linkSync,
  lstatSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fileStep, fileStepOf, Workshop } from '../plan-fixture.ts'
import { fileGround } from './file.ts'
import { isTornWrite } from './torn-write.ts'

let workshop: Workshop
beforeEach(() => {
  workshop = new Workshop()
})
afterEach(() => workshop.remove())

function step(name: string, content = 'one two three', edit: readonly [string, string] = ['two', '2']) {
  const made = fileStep(workshop.path(name), content, edit)
  if (made.kind !== 'file') throw new Error('a file is wanted')
  return made
}

describe('a file', () => {
  it('is rewritten in place: same file, rights and further names, and a link to it stays one', async () => {
    const path = workshop.write('a', 'one two three')
    chmodSync(path, 0o640)
    linkSync(path, workshop.path('second'))
    symlinkSync(path, workshop.path('link'))
    const before = statSync(path)
    await fileGround.move(step('link'), 'after')
    expect(workshop.read('second')).toBe('one 2 three')
    expect(lstatSync(workshop.path('link')).isSymbolicLink()).toBe(true)
    expect([statSync(path).ino, statSync(path).mode]).toEqual([before.ino, before.mode])
    expect(await fileGround.standing(step('a'))).toBe('after')
    await fileGround.move(step('a'), 'before')
    expect(workshop.read('a')).toBe('one two three')
  })

  it('that holds something else is not moved, whichever way', async () => {
    workshop.write('a', 'something else')
    expect(await fileGround.standing(step('a'))).toBe('other')
    await expect(fileGround.move(step('a'), 'after')).rejects.toThrow('holds something else')
    await expect(fileGround.move(step('a'), 'before')).rejects.toThrow('holds something else')
    await expect(fileGround.snapshot(step('a'), workshop.path('copies'), '0')).rejects.toThrow('something else')
    expect(workshop.read('a')).toBe('something else')
  })

  it('stays as it is where the splices do not lead to what the plan says', async () => {
    workshop.write('a', 'one two three')
    const wrong = { ...step('a'), splices: step('a', 'one two three', ['two', '3']).splices }
    await expect(fileGround.move(wrong, 'after')).rejects.toThrow('do not lead to what the plan says')
    expect(workshop.read('a')).toBe('one two three')
  })

  it('that our write left half-way is brought back from the copy, wherever it stopped', async () => {
    const [before, after] = ['one two three', 'one twenty-two three']
    const grown = step('a', before, ['two', 'twenty-two'])
    workshop.write('a', before)
    await fileGround.snapshot(grown, workshop.path('copies'), '0')
    for (let reached = 0; reached <= after.length; reached += 1) {
      workshop.write('a', after.slice(0, reached) + before.slice(reached))
      await fileGround.restore(grown, workshop.path('copies'), '0')
      expect(workshop.read('a')).toBe(before)
    }
  })

  it('that anybody else touched is not brought back', async () => {
    workshop.write('a', 'one two three')
    await fileGround.snapshot(step('a'), workshop.path('copies'), '0')
    for (const other of ['one two thrEe', 'one two three!', 'one', '']) {
      workshop.write('a', other)
      await expect(fileGround.restore(step('a'), workshop.path('copies'), '0')).rejects.toThrow('something else')
      expect(workshop.read('a')).toBe(other)
    }
  })

  it('is not brought back from a copy that is missing or damaged', async () => {
    workshop.write('a', 'one 2wo three')
    await expect(fileGround.restore(step('a'), workshop.path('copies'), '0')).rejects.toThrow('no good copy')
    workshop.write('a', 'one two three')
    await fileGround.snapshot(step('a'), workshop.path('copies'), '0')
    truncateSync(workshop.path('copies/0'), 3)
    workshop.write('a', 'one 2wo three')
    await expect(fileGround.restore(step('a'), workshop.path('copies'), '0')).rejects.toThrow('no good copy')
    expect(workshop.read('a')).toBe('one 2wo three')
  })

  it('is copied as it is before the step, from either side, and a good copy is not written again', async () => {
    workshop.write('a', 'one 2 three')
    await fileGround.snapshot(step('a'), workshop.path('copies'), '0')
    const copy = workshop.path('copies/0')
    expect(readFileSync(copy, 'utf8')).toBe('one two three')
    const first = statSync(copy).mtimeMs
    await fileGround.snapshot(step('a'), workshop.path('copies'), '0')
    expect(statSync(copy).mtimeMs).toBe(first)
    writeFileSync(copy, 'torn')
    await fileGround.snapshot(step('a'), workshop.path('copies'), '0')
    expect(readFileSync(copy, 'utf8')).toBe('one two three')
  })

  it('of any bytes goes there and back', async () => {
    const property = fc.asyncProperty(fc.uint8Array(), fc.uint8Array(), async (bytes, put) => {
      const before = Buffer.from(bytes)
      const path = workshop.write('any', before)
      const out = before.subarray(1, 5)
      const splice = {
        at: Math.min(1, before.length),
        out: out.toString('base64'),
        in: Buffer.from(put).toString('base64'),
      }
      const any = fileStepOf(path, before, [splice])
      if (any.kind !== 'file') throw new Error('a file is wanted')
      await fileGround.move(any, 'after')
      await fileGround.move(any, 'before')
      expect(readFileSync(path)).toEqual(before)
    })
    await fc.assert(property, { numRuns: 60 })
  })
})

describe('a torn write', () => {
  it('is any mixture of both sides, with zeros where the file had grown', () => {
    const before = Buffer.from('aaaa')
    const after = Buffer.from('bbbbbb')
    expect(isTornWrite(Buffer.from('abab'), before, after)).toBe(true)
    expect(isTornWrite(Buffer.from('abab\0b'), before, after)).toBe(true)
    expect(isTornWrite(Buffer.from('ab\0b'), before, after)).toBe(false)
    expect(isTornWrite(Buffer.from('aba'), before, after)).toBe(false)
    expect(isTornWrite(Buffer.from('ababbbb'), before, after)).toBe(false)
    expect(isTornWrite(Buffer.from('abac'), before, after)).toBe(false)
  })
})
