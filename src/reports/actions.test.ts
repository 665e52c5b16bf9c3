import { describe, expect, it } from 'vitest'
import { actionsOf } from './actions.ts'
import { richAssessment } from './assessment-fixture.ts'

const rich = richAssessment('en')

describe('actionsOf', () => {
  const actions = actionsOf(rich)

  it('puts the worst first and follows the guidance among equals', () => {
    expect(actions.map(({ finding }) => [finding.severity, finding.measure])).toEqual([
      ['critical', 'screenconnect-current'],
      ['high', 'automate-current'],
      ['high', 'database-supported'],
      ['high', 'control-center-restricted'],
    ])
  })

  it('names one remedy once, however many failures it ends', () => {
    expect(actions[0]?.others).toBe(1)
  })

  it('leaves out what was accepted as an exception', () => {
    expect(actions.some(({ finding }) => finding.overlay === 'waived')).toBe(false)
  })

  it('offers the support contact where an upgrade is needed, and nowhere else', () => {
    expect(actions.map(({ expert }) => expert?.name)).toEqual([
      'EBERTLANG Support',
      'EBERTLANG Support',
      'EBERTLANG Support',
      undefined,
    ])
  })

  it.each(['javascript:alert(1)', 'http://booking.example/', 'https://booking.example/"onclick=x'])(
    'does not offer a link such as %s',
    (booking) => {
      const [first] = actionsOf({ ...rich, support: { name: 'x', booking } })
      expect(first?.expert).toBeUndefined()
    },
  )
})
