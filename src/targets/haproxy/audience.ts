import type { AreaRules } from '../../traffic/rules.ts'
import { grouped, inAreas, objection } from './rule-line.ts'

/** The three questions are one step: whom the first one reports, the others are not asked about. */
const isAsked = '!{ var(txn.observed) -m end audience method size }'

/** Lines on who an area is for, what it is asked with, and how much may be sent to it. */
export function audienceLines(web: readonly AreaRules[]): readonly string[] {
  return [
    '# Who an area is for, with which methods, and how much may be sent to it.',
    ...reserved(web),
    ...methods(web),
    ...grouped(
      web.filter(({ largestBody }) => Number.isFinite(largestBody)),
      ({ largestBody, tooLarge }) => `${tooLarge.mode} ${largestBody}`,
    ).flatMap((areas) => sizes(areas)),
  ]
}

function reserved(web: readonly AreaRules[]): readonly string[] {
  const forTechnicians = web.filter(({ audience }) => audience === 'technicians')
  return grouped(forTechnicians, (area) => area.reserved.mode).map((areas) =>
    objection('audience', areas[0]?.reserved ?? { mode: 'enforce' }, [placeOf(areas), '!technician']),
  )
}

function methods(web: readonly AreaRules[]): readonly string[] {
  return grouped(web, (area) => `${area.wrongMethod.mode} ${[...area.methods].join(' ')}`).map((areas) => {
    const allowed = [...(areas[0]?.methods ?? [])].join(' ')
    const verdict = areas[0]?.wrongMethod ?? { mode: 'enforce' as const }
    return objection('method', verdict, [isAsked, placeOf(areas), `!{ method ${allowed} }`])
  })
}

/** A body whose length nobody tells is not measured here; where none is wanted at all, it is refused. */
function sizes(areas: readonly AreaRules[]): readonly string[] {
  const [first] = areas
  if (first === undefined) return []
  const asked = [isAsked, placeOf(areas)]
  const known = objection('size', first.tooLarge, [...asked, `{ req.hdr_val(content-length) gt ${first.largestBody} }`])
  if (first.largestBody > 0) return [known]
  return [known, objection('size', first.tooLarge, [...asked, '{ req.hdr_cnt(transfer-encoding) gt 0 }'])]
}

function placeOf(areas: readonly AreaRules[]): string {
  return inAreas(areas.map(({ id }) => id))
}
