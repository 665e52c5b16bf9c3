import { describe, expect, it } from 'vitest'
import { prepareBlockPage } from './block-page.ts'

const reference = 'BW-0HB4-QW34-K7P'
const page = prepareBlockPage({ language: 'de', contact: 'Muster & <Söhne> Support' })
const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

describe('the answer to a refused person', () => {
  it('is a page in both languages with the reference and whom to ask', () => {
    const { status, headers, body } = page({ status: 403, reference, ...browser })
    expect(status).toBe(403)
    expect(headers['Content-Type']).toBe('text/html; charset=utf-8')
    expect(headers['X-Bollwerk-Reference']).toBe(reference)
    expect(body).toContain('Zugriff abgelehnt')
    expect(body).toContain('Access refused')
    expect(body).toContain(`<code>${reference}</code>`)
    expect(body).toContain('Muster &#38; &#60;Söhne&#62; Support')
  })

  it('is small, without script, kept by no cache and allowed to load nothing', () => {
    const verbose = prepareBlockPage({ language: 'en', contact: '&'.repeat(10_000) })
    for (const status of [400, 403, 429, 503]) {
      const { headers, body } = verbose({ status, reference, ...browser })
      expect(Buffer.byteLength(body)).toBeLessThan(2048)
      expect(headers['Content-Length']).toBe(String(Buffer.byteLength(body)))
      expect(body).not.toMatch(/<script|src=|href=|url\(/i)
      expect(headers['Content-Security-Policy']).toBe("default-src 'none'; style-src 'unsafe-inline'")
      expect(headers['Cache-Control']).toBe('no-store')
    }
  })

  it.each([
    [undefined, 'de'],
    ['', 'de'],
    ['fr', 'de'],
    ['en-GB,en;q=0.9,de;q=0.8', 'en'],
    ['de-AT', 'de'],
    ['en;q=0.5, de-CH;q=0.7', 'de'],
    ['en, de', 'en'],
    ['de, en', 'de'],
    ['en;q=0', 'de'],
    [`${'x,'.repeat(100_000)}en`, 'de'],
  ])('begins, when asked for %j, in %s', (acceptLanguage, language) => {
    const { body } = page({ status: 403, reference, ...browser, acceptLanguage })
    expect(body).toContain(`<html lang="${language}">`)
    expect(/<section lang="(..)">/.exec(body)?.[1]).toBe(language)
  })

  it('says when to come back if it is known', () => {
    const { headers, body } = page({ status: 429, reference, ...browser, retryAfter: 12.2 })
    expect(headers['Retry-After']).toBe('13')
    expect(body).toContain('Too many requests')
  })
})

describe('the answer to a refused program', () => {
  it('is JSON if it asks for JSON', () => {
    const { headers, body } = page({ status: 403, reference, accept: 'application/json, text/plain, */*' })
    expect(headers['Content-Type']).toBe('application/json; charset=utf-8')
    expect(JSON.parse(body)).toEqual({
      schema: 'bollwerk.refusal/1',
      status: 403,
      message: { de: 'Zugriff abgelehnt', en: 'Access refused' },
      contact: 'Muster & <Söhne> Support',
      reference,
    })
  })

  it.each([undefined, '*/*', 'image/png'])('is one line if it asks for %j', (accept) => {
    const { headers, body } = page({ status: 403, reference, accept })
    expect(headers['Content-Type']).toBe('text/plain; charset=utf-8')
    expect(body).toBe(
      '403 Access refused / Zugriff abgelehnt. Reference / Kennung: BW-0HB4-QW34-K7P. Muster & <Söhne> Support\n',
    )
  })

  it('names no contact where the policy names none', () => {
    const { body } = prepareBlockPage({ language: 'en' })({ status: 403, reference })
    expect(body).toBe('403 Access refused / Zugriff abgelehnt. Reference / Kennung: BW-0HB4-QW34-K7P.\n')
  })
})
