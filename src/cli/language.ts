import { type Language, languages } from '../model/text.ts'

export interface SpokenLanguage {
  readonly language: Language
  /** Whether `--lang` asked for it; then it outranks the language of the policy. */
  readonly asked: boolean
}

/**
 * The language to speak: `--lang`, else the environment (`LC_ALL`, `LC_MESSAGES`, `LANG`), else the system's own.
 * What is neither German nor English becomes English.
 */
export function spokenLanguage(
  inputs: readonly string[],
  env: Readonly<Partial<Record<string, string>>>,
): SpokenLanguage {
  const asked = languages.find((language) => language === flagValue(inputs))
  if (asked) return { language: asked, asked: true }
  const locale =
    env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || new Intl.DateTimeFormat().resolvedOptions().locale
  return { language: locale.toLowerCase().startsWith('de') ? 'de' : 'en', asked: false }
}

/**
 * The command line without its `--lang`, so that it may stand anywhere, also before the verb. What is wrong with it (no
 * language, or said twice) stays, for the command to refuse.
 */
export function withoutLanguage(inputs: readonly string[]): readonly string[] {
  const mentions = inputs.filter((input) => input === '--lang' || input.startsWith('--lang='))
  const asked = flagValue(inputs)
  const [mention] = mentions
  if (mention === undefined || mentions.length > 1 || !languages.some((language) => language === asked)) return inputs
  return inputs.toSpliced(inputs.indexOf(mention), mention === '--lang' ? 2 : 1)
}

function flagValue(inputs: readonly string[]): string | undefined {
  const index = inputs.findIndex((input) => input === '--lang' || input.startsWith('--lang='))
  const flag = inputs[index]
  return flag === '--lang' ? inputs[index + 1] : flag?.slice('--lang='.length)
}
