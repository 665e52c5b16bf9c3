import { appendFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { applyPlan } from './apply.ts'
import type { Ending, Verification } from './change.ts'
import type { Ground } from './ground.ts'
import { fileGround } from './grounds/file.ts'
import { grounds } from './grounds/index.ts'
import { changeOf, fileStep, orderOf, planOf, Workshop } from './plan-fixture.ts'
import { rollBack } from './rollback.ts'
import { listRuns } from './runs.ts'

let workshop: Workshop
beforeEach(() => {
  workshop = new Workshop()
})
afterEach(() => workshop.remove())

function back() {
  return rollBack({ folder: workshop.folder, grounds, onProgress: () => undefined })
}

/** A change of a file that holds `one two`, so that it holds `one 2`. */
function change(name: string, more: Parameters<typeof changeOf>[2] = {}) {
  const path = existsSync(workshop.path(name)) ? workshop.path(name) : workshop.write(name, 'one two')
  return changeOf(`change of ${name}`, [fileStep(path, 'one two', ['two', '2'])], more)
}

/** Files, but something of it is different. */
function fileWith(more: Partial<Ground<'file'>>) {
  return { file: { ...fileGround, ...more } }
}

function says(verification: Verification) {
  return { verify: async () => verification }
}

async function journalText(): Promise<string> {
  const [run] = await listRuns(workshop.folder)
  return readFileSync(`${run?.folder}/journal.jsonl`, 'utf8')
}

describe('applying a plan', () => {
  it('makes each change, keeps what the control is content with, and a rollback brings everything back', async () => {
    const a = workshop.write('a', 'one two three')
    const b = workshop.write('b', 'äöü <x/>\r\n')
    const plan = planOf(
      changeOf('first', [fileStep(a, 'one two three', ['two', 'twenty']), fileStep(b, 'äöü <x/>\r\n', ['<x/>', ''])]),
      changeOf('second', [fileStep(a, 'one twenty three', ['one', 'ONE!'])]),
    )
    const results = await applyPlan(orderOf(workshop, plan))
    expect(results.map(({ ending }) => ending)).toEqual(['verified', 'verified'])
    expect([workshop.read('a'), workshop.read('b')]).toEqual(['ONE! twenty three', 'äöü \r\n'])
    expect((await back()).map(({ change: id, ending }) => [id, ending])).toEqual([
      ['second', 'undone'],
      ['first', 'undone'],
    ])
    expect([workshop.read('a'), workshop.read('b')]).toEqual(['one two three', 'äöü <x/>\r\n'])
    expect(await back()).toEqual([])
  })

  it('leaves no copies behind, and a journal that only its owner can read and that knows only the edited pieces', async () => {
    const a = workshop.write('a', 'password=hunter2 two')
    await applyPlan(orderOf(workshop, planOf(changeOf('x', [fileStep(a, 'password=hunter2 two', ['two', '2'])]))))
    const [run] = await listRuns(workshop.folder)
    expect(readdirSync(run?.folder ?? '')).toEqual(['journal.jsonl'])
    expect(statSync(workshop.folder).mode & 0o777).toBe(0o700)
    expect(statSync(run?.folder ?? '').mode & 0o777).toBe(0o700)
    expect(statSync(`${run?.folder}/journal.jsonl`).mode & 0o777).toBe(0o600)
    expect(await journalText()).not.toContain('hunter2')
  })

  it('keeps copies for their owner alone while it is under way', async () => {
    const seen: number[] = []
    const verify = async (): Promise<Verification> => {
      const copies = `${workshop.folder}/000001-aaaaaaaaaaaa/copies`
      seen.push(statSync(copies).mode & 0o777, statSync(`${copies}/0-0`).mode & 0o777)
      return { outcome: 'pass', detail: '' }
    }
    await applyPlan(orderOf(workshop, planOf(change('a')), { verify }))
    expect(seen).toEqual([0o700, 0o600])
  })

  it('tells what it does, with the place', async () => {
    const told: string[] = []
    await applyPlan(
      orderOf(workshop, planOf(change('a')), {
        onProgress: ({ doing, place }) => told.push(place ? `${doing} ${place}` : doing),
      }),
    )
    const path = workshop.path('a')
    expect(told).toEqual(['checking', `saving ${path}`, `writing ${path}`, 'proving', 'ended'])
  })
})

describe('what is not as the plan saw it', () => {
  it('stops that change before anything is touched, and the others go on', async () => {
    const plan = planOf(changeOf('two places', [...change('a').steps, ...change('b').steps]), change('c'))
    workshop.write('b', 'one two and more')
    const results = await applyPlan(orderOf(workshop, plan))
    expect(results.map(({ ending }) => ending)).toEqual(['stopped', 'verified'])
    expect(results[0]?.detail.en).toContain(workshop.path('b'))
    expect(workshop.read('a')).toBe('one two')
    expect((await back()).map(({ change: id }) => id)).toEqual(['change of c'])
  })

  it('stops a change that builds on one that was taken back', async () => {
    const a = workshop.write('a', 'one two')
    const plan = planOf(
      changeOf('first', [fileStep(a, 'one two', ['two', '2'])]),
      changeOf('second', [fileStep(a, 'one 2', ['one', '1'])]),
    )
    const verify = async ({ id }: { id: string }): Promise<Verification> => ({
      outcome: id === 'first' ? 'fail' : 'pass',
      detail: '',
    })
    const results = await applyPlan(orderOf(workshop, plan, { verify }))
    expect(results.map(({ ending }) => ending)).toEqual(['failed-and-undone', 'stopped'])
    expect(workshop.read('a')).toBe('one two')
  })

  it('stops what cannot be read, and what is not reached from here', async () => {
    const missing = fileStep(workshop.path('missing'), 'x', ['x', 'y'])
    const value = { kind: 'mysql-setting', name: 'local_infile', before: 'ON', after: 'OFF', persisted: true } as const
    const plan = planOf(changeOf('missing', [missing]), changeOf('database', [value]))
    const results = await applyPlan(orderOf(workshop, plan))
    expect(results.map(({ ending }) => ending)).toEqual(['stopped', 'stopped'])
    expect(results.map(({ detail }) => detail.en)).toEqual([
      expect.stringContaining('cannot be read (ENOENT)'),
      expect.stringContaining('MySQL local_infile cannot be changed from here'),
    ])
  })
})

describe('the verification of a change', () => {
  it.each<[string, Verification, 'nothing' | 'web-interface' | 'service', Ending]>([
    ['a content control keeps it', { outcome: 'pass', detail: '' }, 'nothing', 'verified'],
    ['a content control keeps it before the restart too', { outcome: 'pass', detail: '' }, 'service', 'verified'],
    ['a failing control undoes it', { outcome: 'fail', detail: '' }, 'nothing', 'failed-and-undone'],
    ['what nobody can tell undoes it', { outcome: 'unknown', detail: '' }, 'nothing', 'failed-and-undone'],
    ['not applicable is no proof', { outcome: 'not-applicable', detail: '' }, 'nothing', 'failed-and-undone'],
    [
      'what nobody can tell undoes it also where something restarts by itself',
      { outcome: 'unknown', detail: '' },
      'web-interface',
      'failed-and-undone',
    ],
    [
      'what only somebody elsewhere can look at stays, and is not called proven',
      { outcome: 'unknown', detail: '', elsewhere: true },
      'nothing',
      'needs-look',
    ],
    [
      'a complaint undoes it also where only somebody elsewhere could prove it',
      { outcome: 'fail', detail: '', elsewhere: true },
      'nothing',
      'failed-and-undone',
    ],
    ['a failing control waits for a restart', { outcome: 'fail', detail: '' }, 'service', 'needs-restart'],
    ['what nobody can tell waits for a restart', { outcome: 'unknown', detail: '' }, 'service', 'needs-restart'],
    [
      'a failing that no restart mends undoes it',
      { outcome: 'fail', detail: '', lasting: true },
      'service',
      'failed-and-undone',
    ],
    ['an error is mended by no restart', { outcome: 'error', detail: '' }, 'service', 'failed-and-undone'],
  ])('%s', async (_, verification, restart, ending) => {
    const results = await applyPlan(orderOf(workshop, planOf(change('a', { restart })), says(verification)))
    expect(results[0]?.ending).toBe(ending)
    expect(workshop.read('a')).toBe(ending === 'failed-and-undone' ? 'one two' : 'one 2')
  })

  it('that throws undoes it and says why', async () => {
    const verify = (): Promise<Verification> => Promise.reject(new Error('the collector is gone'))
    const [result] = await applyPlan(orderOf(workshop, planOf(change('a')), { verify }))
    expect(result?.ending).toBe('failed-and-undone')
    expect(result?.detail.en).toContain('the collector is gone')
  })

  it('that never ends is given up, and undoes it', async () => {
    const verify = (): Promise<Verification> => new Promise(() => undefined)
    const [result] = await applyPlan(orderOf(workshop, planOf(change('a')), { verify, proveWithin: 30 }))
    expect(result?.ending).toBe('failed-and-undone')
    expect(workshop.read('a')).toBe('one two')
  })

  it('does not keep what something else set back in the meantime', async () => {
    const verify = async (): Promise<Verification> => {
      workshop.write('a', 'one two')
      return { outcome: 'pass', detail: '' }
    }
    const [result] = await applyPlan(orderOf(workshop, planOf(change('a')), { verify }))
    expect(result?.ending).toBe('without-effect')
  })
})

describe('a write', () => {
  it('that reports success and does nothing is told as without effect', async () => {
    const [result] = await applyPlan(
      orderOf(workshop, planOf(change('a')), { grounds: fileWith({ move: async () => undefined }) }),
    )
    expect(result?.ending).toBe('without-effect')
    expect(workshop.read('a')).toBe('one two')
  })

  it('that fails undoes the steps before it', async () => {
    const steps = [...change('a').steps, ...change('b').steps]
    const lame = fileWith({
      move: async (step, to) => {
        if (step.path.endsWith('b')) throw Object.assign(new Error('held'), { code: 'EBUSY' })
        await fileGround.move(step, to)
      },
    })
    const [result] = await applyPlan(orderOf(workshop, planOf(changeOf('x', steps)), { grounds: lame }))
    expect(result?.ending).toBe('failed-and-undone')
    expect(result?.detail.de).toContain('EBUSY')
    expect([workshop.read('a'), workshop.read('b')]).toEqual(['one two', 'one two'])
  })

  it('that stops half-way is mended from the copy', async () => {
    const torn = fileWith({
      move: async ({ path }) => {
        writeFileSync(path, 'one 2wo')
        throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
      },
    })
    const [result] = await applyPlan(orderOf(workshop, planOf(change('a')), { grounds: torn }))
    expect(result?.ending).toBe('failed-and-undone')
    expect(workshop.read('a')).toBe('one two')
  })

  it('is not made where no copy can be kept', async () => {
    const noCopy = fileWith({ snapshot: () => Promise.reject(Object.assign(new Error(''), { code: 'ENOSPC' })) })
    const [result] = await applyPlan(orderOf(workshop, planOf(change('a')), { grounds: noCopy }))
    expect(result?.ending).toBe('stopped')
    expect(result?.detail.en).toContain('ENOSPC')
    expect(workshop.read('a')).toBe('one two')
  })
})

describe('a place that never answers', () => {
  const never = <Answer>(): Promise<Answer> => new Promise(() => undefined)
  const isA = ({ path }: { readonly path: string }): boolean => path.endsWith('a')
  /** Only the file `a` hangs. */
  const hanging: Readonly<Record<'standing' | 'snapshot', Partial<Ground<'file'>>>> = {
    standing: { standing: (step) => (isA(step) ? never() : fileGround.standing(step)) },
    snapshot: {
      snapshot: (step, folder, name) => (isA(step) ? never() : fileGround.snapshot(step, folder, name)),
    },
  }

  it.each(['standing', 'snapshot'] as const)(
    'when it is asked (%s) is told, nothing of it is touched, and the others go on',
    async (part) => {
      const order = { grounds: fileWith(hanging[part]), groundWithin: 30 }
      const results = await applyPlan(orderOf(workshop, planOf(change('a'), change('b')), order))
      expect(results.map(({ ending }) => ending)).toEqual(['stopped', 'verified'])
      expect(results[0]?.detail.en).toContain('TIMEOUT')
      expect([workshop.read('a'), workshop.read('b')]).toEqual(['one two', 'one 2'])
      expect((await back()).map(({ ending }) => ending)).toEqual(['undone'])
    },
  )

  it('when it is written is told loudly, for the write may still come; the lock is free, and a rollback ends it', async () => {
    let arrives: (() => Promise<void>) | undefined
    const late = fileWith({
      move: (step, to) =>
        new Promise((resolve, reject) => {
          arrives = () => fileGround.move(step, to).then(resolve, reject)
        }),
    })
    const order = { grounds: late, groundWithin: 30 }
    const results = await applyPlan(orderOf(workshop, planOf(change('a'), change('b')), order))
    expect(results.map(({ ending }) => ending)).toEqual(['undo-failed', 'stopped'])
    expect(results[0]?.detail.de).toMatch(/^ACHTUNG: .*kann noch geschehen/)
    await arrives?.()
    expect(workshop.read('a')).toBe('one 2')
    expect((await back()).map(({ change: id, ending }) => [id, ending])).toEqual([['change of a', 'undone']])
    expect(workshop.read('a')).toBe('one two')
  })

  it('keeps a rollback neither from its end nor from the other places', async () => {
    await applyPlan(orderOf(workshop, planOf(change('a'), change('b'))))
    const order = { folder: workshop.folder, onProgress: () => undefined, groundWithin: 30 }
    const results = await rollBack({ ...order, grounds: fileWith(hanging.standing) })
    expect(results.map(({ change: id, ending }) => [id, ending])).toEqual([
      ['change of b', 'undone'],
      ['change of a', 'undo-failed'],
    ])
    expect((await back()).map(({ ending }) => ending)).toEqual(['undone'])
    expect([workshop.read('a'), workshop.read('b')]).toEqual(['one two', 'one two'])
  })
})

describe('an undo that fails', () => {
  it('is told loudly with its place, ends the apply, spoils nothing of anybody else, and can be repeated', async () => {
    const verify = async (): Promise<Verification> => {
      workshop.write('a', 'somebody else was here')
      return { outcome: 'fail', detail: '' }
    }
    const results = await applyPlan(orderOf(workshop, planOf(change('a'), change('b')), { verify }))
    expect(results.map(({ ending }) => ending)).toEqual(['undo-failed', 'stopped'])
    expect(results[0]?.detail.de).toMatch(/^ACHTUNG: .*\/a /)
    expect([workshop.read('a'), workshop.read('b')]).toEqual(['somebody else was here', 'one two'])

    expect((await back()).map(({ ending }) => ending)).toEqual(['undo-failed'])
    expect(workshop.read('a')).toBe('somebody else was here')

    workshop.write('a', 'one 2')
    expect((await back()).map(({ ending }) => ending)).toEqual(['undone'])
    expect(workshop.read('a')).toBe('one two')
  })

  it('of one change does not keep a rollback from the others', async () => {
    await applyPlan(orderOf(workshop, planOf(change('a'), change('b'))))
    workshop.write('b', 'somebody else was here')
    expect((await back()).map(({ ending }) => ending)).toEqual(['undo-failed', 'undone'])
    expect([workshop.read('a'), workshop.read('b')]).toEqual(['one two', 'somebody else was here'])
  })
})

describe('a change that could lock somebody out', () => {
  const risky = { confirm: true } as const

  it('stays when somebody confirms in time', async () => {
    const asked: number[] = []
    const wait = async (_: unknown, until: number): Promise<boolean> => {
      asked.push(until)
      return true
    }
    const now = Date.now()
    const [result] = await applyPlan(
      orderOf(workshop, planOf(change('a', risky)), { confirmation: { wait }, now: () => now }),
    )
    expect(result?.ending).toBe('verified')
    expect(asked).toEqual([now + 120_000])
  })

  it.each([
    ['nobody does', () => new Promise<boolean>(() => undefined)],
    ['somebody declines', async () => false],
    ['asking fails', () => Promise.reject(new Error('the door is shut'))],
  ])('is undone when %s', async (_, wait) => {
    const [result] = await applyPlan(
      orderOf(workshop, planOf(change('a', risky)), { confirmation: { wait }, confirmWithin: 50 }),
    )
    expect(result?.ending).toBe('not-confirmed-and-undone')
    expect(workshop.read('a')).toBe('one two')
  })

  it('is not begun where nobody would undo it if this process died', async () => {
    const deadMan = { watch: () => Promise.reject(new Error('no such program')) }
    const [result] = await applyPlan(orderOf(workshop, planOf(change('a', risky)), { deadMan }))
    expect(result?.ending).toBe('stopped')
    expect(workshop.read('a')).toBe('one two')
  })
})

describe('an apply is refused, with nothing touched,', () => {
  it('where its journal cannot be written', async () => {
    const folder = `${workshop.write('file', '')}/hardening`
    await expect(applyPlan(orderOf(workshop, planOf(change('a')), { folder }))).rejects.toThrow(
      'the journal cannot be written',
    )
    expect(workshop.read('a')).toBe('one two')
  })

  it('where the plan names two changes by one id', async () => {
    await expect(applyPlan(orderOf(workshop, planOf(change('a'), change('a'))))).rejects.toThrow('by the same id')
  })

  it('while another one is at work, and so is a rollback', async () => {
    let both: Promise<unknown>[] = []
    const verify = async (): Promise<Verification> => {
      both = [applyPlan(orderOf(workshop, planOf(change('b')))), back()]
      await Promise.allSettled(both)
      return { outcome: 'pass', detail: '' }
    }
    const [result] = await applyPlan(orderOf(workshop, planOf(change('a')), { verify }))
    expect(result?.ending).toBe('verified')
    for (const other of both) await expect(other).rejects.toThrow('Something else is changing things')
    expect(existsSync(workshop.path('b')) && workshop.read('b')).toBe('one two')
  })

  it('where a journal is damaged other than at its end', async () => {
    await applyPlan(orderOf(workshop, planOf(change('a'))))
    const [run] = await listRuns(workshop.folder)
    const file = `${run?.folder}/journal.jsonl`
    writeFileSync(file, readFileSync(file, 'utf8').replace('"kind":"made"', '"kind":'))
    await expect(back()).rejects.toThrow('journal.jsonl is damaged (line 3)')
    expect(workshop.read('a')).toBe('one 2')
  })
})

describe('a rollback', () => {
  it('passes over a torn last line of the journal, and writes on behind the whole ones', async () => {
    await applyPlan(orderOf(workshop, planOf(change('a'))))
    const [run] = await listRuns(workshop.folder)
    appendFileSync(`${run?.folder}/journal.jsonl`, '{"at":"2026-11-25T09:00:00Z","kind":"undo')
    expect((await back()).map(({ ending }) => ending)).toEqual(['undone'])
    expect(workshop.read('a')).toBe('one two')
    const lines = (await journalText()).trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line).kind)).toEqual([
      'begun',
      'intent',
      'made',
      'ended',
      'finished',
      'undoing',
      'undone',
      'ended',
      'finished',
    ])
  })

  it('takes back the newest apply, or the one that is named, which may be out of turn', async () => {
    const first = workshop.write('a', 'one two')
    await applyPlan(orderOf(workshop, planOf(changeOf('first', [fileStep(first, 'one two', ['two', '2'])]))))
    await applyPlan(orderOf(workshop, planOf(changeOf('second', [fileStep(first, 'one 2', ['one', '1'])]))))
    const named = { folder: workshop.folder, grounds, onProgress: () => undefined, run: '000001-aaaaaaaaaaaa' }
    expect((await rollBack(named)).map(({ ending }) => ending)).toEqual(['undo-failed'])
    expect((await back()).map(({ change: id, ending }) => [id, ending])).toEqual([['second', 'undone']])
    expect(await back()).toEqual([])
    expect((await rollBack(named)).map(({ ending }) => ending)).toEqual(['undone'])
    expect(workshop.read('a')).toBe('one two')
    await expect(rollBack({ ...named, run: '000009-aaaaaaaaaaaa' })).rejects.toThrow('There is no run')
  })

  it('of nothing does nothing', async () => {
    expect(await back()).toEqual([])
  })
})
