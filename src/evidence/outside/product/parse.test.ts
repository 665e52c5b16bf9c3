import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseVersion } from '../../../catalog/index.ts'
import type { HttpAnswer } from '../http/answer.ts'
import { type Answer, answered, missing } from '../probe.ts'
import {
  agentPageVersion,
  type ProductAnswers,
  recognise,
  scriptVersion,
  serverHeaderVersion,
  versionsOf,
} from './parse.ts'

const page = (status: number, body = '', server?: string): Answer<HttpAnswer> =>
  answered({ status, body, headers: server === undefined ? {} : { server } })
const nobody: Answer<HttpAnswer> = missing('timeout', 'ETIMEDOUT')

function answers(root: Answer<HttpAnswer>, agentPage = root, script = root): ProductAnswers {
  return { root, agentPage, script }
}

const script = 'SC.context = {"productVersion":"26.6.5.9742","x":1};'
const header = 'ScreenConnect/26.6.5.9742-3841999031 Microsoft-HTTPAPI/2.0'

describe('recognise', () => {
  it.each([
    {
      title: 'Automate by its agent page',
      expected: 'automate',
      given: answers(page(404, '', 'nginx'), page(200, '||||||250.436', 'Microsoft-IIS/10.0')),
      value: { recognised: 'automate', marks: ['agent.aspx'], calledItself: 'nginx' },
    },
    {
      title: 'ScreenConnect by its header and its script',
      expected: 'screenconnect',
      given: answers(page(200, '', header), page(404, '', header), page(200, script, header)),
      value: { recognised: 'screenconnect', marks: ['server-header', 'script.ashx'] },
    },
    {
      title: 'ScreenConnect behind a proxy by its script alone',
      expected: 'screenconnect',
      given: answers(page(200, '', 'nginx'), page(404, '', 'nginx'), page(200, script, 'nginx')),
      value: { recognised: 'screenconnect', marks: ['script.ashx'], calledItself: 'nginx' },
    },
    {
      title: 'the other product if the names were swapped',
      expected: 'automate',
      given: answers(page(200, '', header), page(404, '', header), page(200, script, header)),
      value: { recognised: 'screenconnect' },
    },
    {
      title: 'a stranger with a welcome page',
      expected: 'automate',
      given: answers(page(200, 'Welcome to nginx!', 'nginx/1.22.1'), page(404, '', 'nginx/1.22.1')),
      value: { recognised: 'stranger', marks: [], calledItself: 'nginx/1.22.1' },
    },
    {
      title: 'a stranger that answers everything in the same way, without a name',
      expected: 'screenconnect',
      given: answers(page(200, 'hello')),
      value: { recognised: 'stranger' },
    },
    {
      title: 'an IIS without Automate as a stranger',
      expected: 'automate',
      given: answers(page(200, 'IIS', 'Microsoft-IIS/10.0'), page(404, '', 'Microsoft-IIS/10.0')),
      value: { recognised: 'stranger' },
    },
    {
      title: 'nothing behind a door that refuses everybody',
      expected: 'automate',
      given: answers(page(403, '', 'nginx')),
      value: { recognised: 'unclear', calledItself: 'nginx' },
    },
    {
      title: 'nothing in a redirect',
      expected: 'automate',
      given: answers(page(301, '', 'nginx')),
      value: { recognised: 'unclear' },
    },
    {
      title: 'nothing in a failing server',
      expected: 'automate',
      given: answers(page(503)),
      value: { recognised: 'unclear' },
    },
    {
      title: 'nothing in http.sys alone, whose product may be stopped',
      expected: 'screenconnect',
      given: answers(page(404, '', 'Microsoft-HTTPAPI/2.0')),
      value: { recognised: 'unclear' },
    },
    {
      title: 'nothing in plain 404 without a name, which a gateway may answer',
      expected: 'screenconnect',
      given: answers(page(404)),
      value: { recognised: 'unclear' },
    },
  ] as const)('recognises $title', ({ expected, given, value }) => {
    expect(recognise(expected, given)).toMatchObject({ value: { expected, ...value } })
  })

  it('is missing if nobody answered', () => {
    expect(recognise('automate', answers(nobody))).toEqual(nobody)
  })

  it('never takes anything without a mark for a product', () => {
    const answer = fc
      .record({ status: fc.integer({ min: 100, max: 599 }), body: fc.string(), server: fc.string() })
      .filter(
        ({ body, server }) => !body.includes('||||||') && !body.includes('productVersion') && !/^Screen/.test(server),
      )
      .map(({ status, body, server }) => page(status, body, server))
    fc.assert(
      fc.property(fc.constantFrom('automate', 'screenconnect'), answer, answer, answer, (expected, a, b, c) => {
        const identity = recognise(expected, answers(a, b, c))
        return 'value' in identity && ['stranger', 'unclear'].includes(identity.value.recognised)
      }),
    )
  })
})

describe('versions', () => {
  it('come from both documented ways of ScreenConnect', () => {
    expect(versionsOf('screenconnect', answers(page(200, '', header), page(404), page(200, script)))).toEqual([
      { path: '/Script.ashx', answer: answered({ text: '26.6.5.9742', by: 'script.ashx' }) },
      { path: '/', answer: answered({ text: '26.6.5.9742', by: 'server-header' }) },
    ])
  })

  it.each([
    { because: 'the page is not there', agentPage: page(404), reason: 'absent' },
    { because: 'the page is refused', agentPage: page(403), reason: 'denied' },
    { because: 'another page came', agentPage: page(200, 'hello'), reason: 'unreadable' },
    { because: 'the server did not answer', agentPage: nobody, reason: 'timeout' },
    {
      because: 'the page was too long',
      agentPage: answered({ status: 200, headers: {}, body: '', cut: missing('too-large', 'x').missing }),
      reason: 'too-large',
    },
  ])('are missing as $reason if $because', ({ agentPage, reason }) => {
    expect(versionsOf('automate', answers(page(200), agentPage))).toMatchObject([{ answer: { missing: { reason } } }])
  })

  it.each([
    { body: '||||||250.436', text: '250.436' },
    { body: '||||||250.436 ', text: '250.436' },
    { body: '<html>||||||220.105|x', text: '220.105' },
    { body: '|||||||250.436', text: undefined },
    { body: '|||||250.436', text: undefined },
    { body: '||||||250', text: undefined },
    { body: '||||||250.436.1.9', text: undefined },
  ])('agent.aspx $body: $text', ({ body, text }) => expect(agentPageVersion(body)).toBe(text))

  it.each([
    { header: 'ScreenConnect/6.3.13446.6374-4039728469 Microsoft-HTTPAPI/2.0', text: '6.3.13446.6374' },
    { header: 'ScreenConnect/19.3.25270.7185-3841999031', text: '19.3.25270.7185' },
    { header: 'ScreenConnect/23.9.7', text: '23.9.7' },
    { header: 'Not ScreenConnect/23.9.7', text: undefined },
    { header: 'ScreenConnect/1.2.3.4.5.6', text: undefined },
  ])('header $header: $text', ({ header, text }) => expect(serverHeaderVersion(header)).toBe(text))

  it('are found wherever they stand, and the catalogue can read them', () => {
    const number = fc.integer({ min: 0, max: 9999 })
    const around = fc.string({ unit: fc.constantFrom('a', '{', '"', ' ', ';') })
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 299 }), number, around, around, (year, build, before, after) => {
        const text = agentPageVersion(`${before}||||||${year}.${build}${after}`)
        expect(text).toBe(`${year}.${build}`)
        expect(parseVersion('automate', text ?? '').ok).toBe(true)
      }),
    )
    fc.assert(
      fc.property(fc.tuple(number, number, number), around, around, ([a, b, c], before, after) => {
        const major = a % 1000
        const text = scriptVersion(`${before}"productVersion":"${major}.${b}.${c}"${after}`)
        expect(text).toBe(`${major}.${b}.${c}`)
        expect(parseVersion('screenconnect', text ?? '').ok).toBe(true)
      }),
    )
  })

  it('read any text without failing', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 5000 }), (text) => {
        for (const read of [agentPageVersion, scriptVersion, serverHeaderVersion])
          expect(read(text) ?? '').toMatch(/^[\d.]*$/)
      }),
    )
  })
})
