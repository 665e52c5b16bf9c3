import { describe, expect, it } from 'vitest'
import { link, markup } from './escape.ts'

describe('markup', () => {
  it('escapes every text, whether it stands in an element or in an attribute', () => {
    expect(markup`<p title="${'"><b>'}">${`<script>'&\`\u202e`}</p>`.html).toBe(
      '<p title="&quot;&gt;&lt;b&gt;">&lt;script&gt;&#39;&amp;&#96;�</p>',
    )
  })

  it('takes markup as it is, alone or as a list, and nothing for what is absent', () => {
    const items = ['a&b', 'c'].map((text) => markup`<li>${text}</li>`)
    expect(markup`<ul>${items}</ul>${undefined}${7}`.html).toBe('<ul><li>a&amp;b</li><li>c</li></ul>7')
  })
})

describe('link', () => {
  it('links to https', () => {
    expect(link('https://example.org/?a=1&b=2', 'a < b').html).toBe(
      '<a href="https://example.org/?a=1&amp;b=2" rel="noreferrer">a &lt; b</a>',
    )
  })

  it.each([
    'javascript:alert(1)',
    'http://example.org/',
    'https://example.org/"onclick="x',
    '//example.org',
    'data:text/html,x',
  ])('shows %s as text', (url) => {
    expect(link(url, 'title').html).not.toContain('<a')
  })
})
