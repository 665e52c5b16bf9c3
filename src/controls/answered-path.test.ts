import { describe, expect, it } from 'vitest'
import type { Evidence } from '../model/evidence.ts'
import { answeredPaths, type PathSeen, undecidedPaths } from './answered-path.ts'
import { asked } from './asked-fixture.ts'
import { path, product, stranger } from './look-fixture.ts'
import { webLooks } from './web-look.ts'

const area = 'automate.technicians'
const open = path({ area, path: '/automate', answer: 'answered' })
const refused = path({ area, path: '/cwa', answer: 'refused' })
const failing = path({ area, path: '/WCC2', answer: 'failing' })
const baseline = path({ area: 'nothing', path: '/x', answer: 'refused' })

function looked(...evidence: readonly Evidence[]): readonly PathSeen[] {
  const looks = asked(webLooks, evidence)
  return looks.flatMap((look) =>
    look.paths.filter(({ value }) => value.area === area).map((one) => ({ look, path: one })),
  )
}

/** The same answer without its status, as an older look wrote it. */
function unnumbered(piece: Evidence): Evidence {
  if (!('value' in piece)) throw new Error('not seen')
  const { status: _, ...value } = piece.value as Readonly<Record<string, unknown>>
  return { ...piece, value }
}

describe('a path that answers the internet', () => {
  it('fails by itself, with its status and from where, and nothing of an address that nobody named', () => {
    const failures = answeredPaths(looked(product('automate'), open, refused, failing, baseline))
    expect(failures.map(({ item, detail }) => [item, detail.en])).toEqual([
      ['/automate', '/automate (HTTP 200) answers from the internet (DE).'],
    ])
    expect(failures[0]?.evidence).toEqual([open])
  })

  it('is told without a status that nobody wrote down', () => {
    const [failure] = answeredPaths(looked(product('automate'), unnumbered(open)))
    expect(failure?.detail.en).toBe('/automate answers from the internet (DE).')
  })

  it('does not fail where a stranger answers', () => {
    expect(answeredPaths(looked(stranger('automate'), open))).toEqual([])
  })
})

describe('a path whose answer settles nothing', () => {
  it('stays open, beside those that fail and those that were refused', () => {
    const about = looked(product('automate'), open, refused, failing, baseline)
    const answers = undecidedPaths(about, answeredPaths(about))
    expect(answers.map(({ item, outcome }) => [item, outcome])).toEqual([['/WCC2', 'unknown']])
    expect(answers[0]?.detail.en).toContain('/WCC2 reports a server fault (HTTP 502): somebody answers')
  })

  it('is told without a status that nobody wrote down', () => {
    const [answer] = undecidedPaths(looked(product('automate'), unnumbered(failing)), [])
    expect(answer?.detail.en).toContain('/WCC2 reports a server fault: somebody answers')
  })

  it('cites the path, what nothing answered to, and who answers, and no other path', () => {
    const who = product('automate')
    const [answer] = undecidedPaths(looked(who, failing, refused, baseline), [])
    expect(answer?.evidence).toEqual([failing, baseline, who])
    const [unnamed] = undecidedPaths(looked(failing, refused, baseline), [])
    expect(unnamed?.evidence).toEqual([failing, baseline])
  })
})
