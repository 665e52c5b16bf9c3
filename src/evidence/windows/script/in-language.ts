import type { Language } from '../../../model/text.ts'

/** A script with comments marked `#de` and `#en`, in one language: those of the other go, those of this one lose their mark. */
export function inLanguage(script: string, language: Language): string {
  const mark = `#${language} `
  return script
    .split('\n')
    .filter((line) => !/^\s*#(de|en) /.test(line) || line.trimStart().startsWith(mark))
    .map((line) => line.replace(mark, '# '))
    .join('\n')
}
