import { describe, expect, it } from 'vitest'
import { smallest } from './policy-fixture.ts'
import type { PolicyProblem } from './problem.ts'
import { readPolicy } from './read.ts'

/** `line:column` of each problem that the form of the file has, and its sentence in German. */
const forms: readonly (readonly [string, string, string, RegExp])[] = [
  ['an empty file', '', '1:1', /leer.*bollwerk init/],
  ['a file of comments', '# nichts\n', '1:1', /leer/],
  ['a list', '- a\n', '1:1', /eine Liste, erwartet wird eine Gruppe/],
  ['a text', 'Muster', '1:1', /der Text "Muster"/],
  ['a second document', `${smallest}---\n${smallest}`, '14:1', /zweites Dokument/],
  ['an alias', 'site: &a x\nlanguage: *a\n', '1:7,2:11', /Anker \(&\) und Verweise/],
  ['a tag', 'site: !!str x\n', '1:7', /Typangaben/],
  ['a directive', '%YAML 1.1\n---\nsite: x\n', '1:1', /Direktiven/],
  ['a tab for indentation', 'servers:\n\tautomate: {}\n', '2:1', /Tabulator/],
  ['an open bracket', 'site: x\ncountries: [DE, AT\n', '3:1', /Klammer nicht geschlossen/],
  ['an open quotation mark', 'site: "x\n', '2:1', /fehlt ein Zeichen/],
  ['two colons', 'site: a: b\n', '1:7', /zwei Doppelpunkte/],
  ['a wrong indentation', 'servers:\n    automate: 1\n  screenconnect: 2\n', '3:1', /Einrückung/],
  ['a missing colon', 'site: x\nlanguage\ncountries: [DE]\n', '2:1', /Doppelpunkt/],
  ['a placeholder', '{{ name }}: x\n', '1:2', /einfacher Name/],
  ['a backslash', 'site: "C:\\Daten"\n', '1:10', /einfache Anführungszeichen/],
  ['an at sign', 'site: @home\n', '1:7', /Anführungszeichen/],
  ['an invisible character', 'site: Muster\u200B-MSP\n', '1:13', /U\+200B/],
  ['a control character in a comment', 'site: x # \u001b[2J\n', '1:11', /U\+001B/],
  ['a file that is not UTF-8', 'site: M\uFFFDller\n', '1:8', /UTF-8/],
  ['a deep file', `site: ${'['.repeat(100_000)}`, '1:16', /tiefer als 10 Ebenen/],
  [
    'a deep file in lines',
    Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
    '11:11',
    /tiefer als 10 Ebenen/,
  ],
  ['a huge file', `site: ${'x'.repeat(200_000)}`, '1:1', /200006 Zeichen, erlaubt sind 131072/],
]

describe('a file is refused with the place and the remedy for', () => {
  it.each(forms)('%s', (_, text, where, sentence) => {
    const reading = readPolicy(text)
    const found: readonly PolicyProblem[] = reading.ok ? [] : reading.problems
    expect(found.map(({ line, column }) => `${line}:${column}`).join()).toBe(where)
    expect(found[0]?.message.de).toMatch(sentence)
  })
})
