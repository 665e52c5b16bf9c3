import { describe, expect, it } from 'vitest'
import { spokenLanguage, withoutLanguage } from './language.ts'

describe('the language of the command line', () => {
  it.each([
    [
      ['--lang', 'de', 'assess', '--yes'],
      ['assess', '--yes'],
    ],
    [
      ['assess', '--lang=de', '--yes'],
      ['assess', '--yes'],
    ],
    [['policy', '--lang', 'de'], ['policy']],
    [['--lang', 'de'], []],
  ])('may be asked for anywhere: %j', (inputs, rest) => {
    expect(spokenLanguage(inputs, { LANG: 'en_GB.UTF-8' })).toEqual({ language: 'de', asked: true })
    expect(withoutLanguage(inputs)).toEqual(rest)
  })

  it.each([
    [['assess', '--lang', 'fr']],
    [['assess', '--lang']],
    [['assess', '--lang', 'de', '--lang', 'en']],
    [['assess']],
  ])('stays where it is to be refused, or absent: %j', (inputs) => {
    expect(withoutLanguage(inputs)).toEqual(inputs)
  })

  it.each([
    [{ LC_ALL: 'de_AT.UTF-8', LANG: 'en_GB.UTF-8' }, 'de'],
    [{ LANG: 'de_DE.UTF-8' }, 'de'],
    [{ LANG: 'fr_FR.UTF-8' }, 'en'],
  ])('follows the environment where nobody asked: %j', (env, language) => {
    expect(spokenLanguage([], env)).toEqual({ language, asked: false })
  })
})
