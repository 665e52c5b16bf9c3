import { describe, expect, it } from 'vitest'
import type { HttpAnswer } from '../http/answer.ts'
import { answered, missing } from '../probe.ts'
import { wizardFact } from './parse.ts'
import { wizardVariants } from './variants.ts'

const plain = { variant: 'plain', path: '/SetupWizard.aspx' }
const wizard = '<form class="SetupWizardPage"><div class="ContentPanel SetupWizard">'
const page = (status: number, body = '', headers: HttpAnswer['headers'] = {}) => answered({ status, headers, body })

describe('wizardFact', () => {
  it.each([
    { title: 'the wizard', given: page(200, wizard), answer: 'open' },
    { title: 'half of its marks', given: page(200, 'class="SetupWizardPage"'), answer: 'unclear' },
    { title: 'its text in an error page', given: page(500, wizard), answer: 'unclear' },
    { title: 'another page', given: page(200, 'Login'), answer: 'unclear' },
    { title: '404', given: page(404), answer: 'closed' },
    { title: '403', given: page(403), answer: 'closed' },
    { title: '400', given: page(400), answer: 'closed' },
    { title: 'a redirect away', given: page(302, '', { location: '/Administration' }), answer: 'closed' },
    { title: 'a redirect to the wizard', given: page(302, '', { location: '/setupwizard.aspx' }), answer: 'unclear' },
    { title: 'too many requests', given: page(429), answer: 'unclear' },
  ])('$title is $answer', ({ given, answer }) => {
    expect(wizardFact(plain, given)).toMatchObject({ value: { ...plain, answer } })
  })

  it('a connection that is closed instead of an answer is closed', () => {
    expect(wizardFact(plain, missing('interrupted', 'ECONNRESET'))).toEqual({ value: { ...plain, answer: 'closed' } })
  })

  it('silence is missing', () => {
    expect(wizardFact(plain, missing('timeout', 'x'))).toEqual(missing('timeout', 'x'))
  })
})

describe('wizardVariants', () => {
  it('have different names and paths that can be sent', () => {
    expect(new Set(wizardVariants.map(({ variant }) => variant)).size).toBe(wizardVariants.length)
    expect(new Set(wizardVariants.map(({ path }) => path)).size).toBe(wizardVariants.length)
    for (const { path } of wizardVariants) expect(path).toMatch(/^\/[\x21-\x7e]*$/)
  })
})
