import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { HttpAnswer } from '../http/answer.ts'
import { answered, missing } from '../probe.ts'
import { leavesHost, pathFact } from './parse.ts'

const asked = { area: 'automate.technicians', path: '/automate', method: 'GET', host: 'automate.example' } as const

const page = (status: number, headers: HttpAnswer['headers'] = {}) => answered({ status, headers, body: '' })
const basic = { 'www-authenticate': 'Basic realm="x"' }

describe('pathFact', () => {
  it.each([
    { title: 'a page', given: page(200), answer: 'answered' },
    { title: 'a redirect to the sign-in', given: page(302, { location: '/Login?ReturnUrl=x' }), answer: 'answered' },
    {
      title: 'a redirect to the own name',
      given: page(301, { location: 'https://AUTOMATE.example:443/' }),
      answer: 'answered',
    },
    { title: 'a method that the product refuses', given: page(405), answer: 'answered' },
    { title: 'a sign-in of the product', given: page(401, { 'www-authenticate': 'Bearer' }), answer: 'answered' },
    { title: 'a sign-in of IIS', given: page(401, { server: 'Microsoft-IIS/10.0', ...basic }), answer: 'answered' },
    { title: 'a sign-in of nobody known', given: page(401, basic), answer: 'answered' },
    { title: 'a sign-in of a front door', given: page(401, { server: 'nginx', ...basic }), answer: 'refused' },
    { title: '403', given: page(403), answer: 'refused' },
    { title: '404', given: page(404), answer: 'refused' },
    { title: '410', given: page(410), answer: 'refused' },
    { title: '500', given: page(500), answer: 'failing' },
    { title: '503', given: page(503), answer: 'failing' },
    { title: 'too many requests', given: page(429), answer: 'failing' },
    { title: 'a request that http.sys does not take', given: page(400), answer: 'failing' },
  ])('$title is $answer', ({ given, answer }) => {
    expect(pathFact(asked, given)).toMatchObject({
      value: { area: asked.area, path: asked.path, method: 'GET', answer },
    })
  })

  it('a connection that is closed instead of an answer is refused, without a status', () => {
    expect(pathFact(asked, missing('interrupted', 'ECONNRESET'))).toEqual({
      value: { area: asked.area, path: asked.path, method: 'GET', answer: 'refused' },
    })
  })

  it.each([missing('timeout', 'ETIMEDOUT'), missing('absent', 'ECONNREFUSED'), missing('interrupted', 'AbortError')])(
    'what could not be looked at stays missing: $missing.detail',
    (given) => expect(pathFact(asked, given)).toEqual(given),
  )

  it('a redirect to another host proves nothing', () => {
    expect(pathFact(asked, page(302, { location: 'https://login.example/x' }))).toEqual(
      missing('unreadable', 'HTTP 302 to https://login.example/x'),
    )
  })
})

describe('leavesHost', () => {
  it.each([
    ['/path', false],
    ['path//x', false],
    ['https://support.example/', false],
    ['https://support.example.:8443/', false],
    ['//support.example', false],
    ['https://support.example.evil/', true],
    ['//evil.example/', true],
    ['\\\\evil.example/', true],
    ['https://support.example@evil.example/', true],
    ['https:\\/evil.example', true],
  ])('%s: %s', (location, leaves) => expect(leavesHost(location, 'support.example')).toBe(leaves))

  it('answers for any text', () => {
    fc.assert(fc.property(fc.string(), (location) => typeof leavesHost(location, 'support.example') === 'boolean'))
  })
})
