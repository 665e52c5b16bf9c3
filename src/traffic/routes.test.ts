import { describe, expect, it } from 'vitest'
import { Routes } from './routes.ts'
import { rulesWith } from './rules-fixture.ts'

function routes(): Routes {
  const made = new Routes()
  made.adopt(rulesWith().servers.get('screenconnect'))
  return made
}

describe('what follows from a path', () => {
  it('is the area, the patches and whether somebody signs in there', () => {
    const found = routes()
    expect(found.find('/Login')).toMatchObject({ path: '/login', area: 'screenconnect.hosts', isSignIn: true })
    expect(found.find('/Guest')).toMatchObject({ area: 'screenconnect.guests', isSignIn: false })
    expect(found.find('/SetupWizard.aspx').patches.byPath?.id).toBe('cve-2024-1709')
    expect(found.find('/nothing')).toMatchObject({ path: '/nothing', area: undefined })
    expect(found.find('/a/../b')).toMatchObject({ path: undefined, area: undefined })
  })

  it('is remembered, but not for paths that an attacker makes long, and never without bounds', () => {
    const found = routes()
    expect(found.find('/Guest')).toBe(found.find('/Guest'))
    const long = `/Guest/${'x'.repeat(300)}`
    expect(found.find(long)).not.toBe(found.find(long))
    expect(found.find(long)).toEqual(found.find(long))
    const before = found.find('/Guest')
    for (let number = 0; number < 5000; number++) found.find(`/Guest/${number}`)
    expect(found.find('/Guest')).not.toBe(before)
    expect(found.find('/Guest')).toEqual(before)
  })

  it('is worked out anew under other rules', () => {
    const found = routes()
    expect(found.find('/LabTech/x').area).toBeUndefined()
    found.adopt(rulesWith().servers.get('automate'))
    expect(found.find('/LabTech/x').area).toBe('automate.agents')
    found.adopt(undefined)
    expect(() => found.find('/Guest')).toThrow('no rules')
  })
})
