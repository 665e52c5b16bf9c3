/** A language that Bollwerk speaks. */
export type Language = 'de' | 'en'

export const languages: readonly Language[] = ['de', 'en']

/**
 * One thing said in every language. Both halves stand side by side where the text is written, so a missing
 * translation does not compile. German addresses the reader formally ("Sie").
 */
export type Text = Readonly<Record<Language, string>>

/** The same sentence in German and in English. */
export function say(de: string, en: string): Text {
  return { de, en }
}

/** A word that is the same in every language: a version, a path, a name. */
export function verbatim(word: string): Text {
  return { de: word, en: word }
}

/** Texts put one after another. */
export function joined(texts: readonly Text[], separator = ' '): Text {
  return {
    de: texts.map((text) => text.de).join(separator),
    en: texts.map((text) => text.en).join(separator),
  }
}
