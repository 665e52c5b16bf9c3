/** One key of a policy file that is being written. */
export interface Entry {
  readonly key: string
  /** False for what is shown as a comment only: a default, or an example. */
  readonly given: boolean
  /** Told in a comment above the key. */
  readonly note?: string
  /** YAML on one line; free text where the entry is only a comment. */
  readonly value?: string
  /** YAML on one line each, the items of a list. */
  readonly items?: readonly string[]
  readonly entries?: readonly Entry[]
}

const width = 110

/** Writes entries as lines of YAML; what is not given is commented out together with everything in it. */
export function outlined(entries: readonly Entry[]): readonly string[] {
  return entries.flatMap((entry) => {
    const note = entry.note === undefined ? [] : comment(entry.note)
    if (!entry.given) return [...note, ...bare(entry).map((line) => `# ${line}`)]
    return [...note, ...block(entry, outlined(entry.entries ?? []))]
  })
}

/** A text as comment lines, broken between words. */
export function comment(text: string): readonly string[] {
  const lines: string[] = []
  let line = '#'
  for (const word of text.split(' ')) {
    if (line.length + word.length >= width && line !== '#') {
      lines.push(line)
      line = '#'
    }
    line += ` ${word}`
  }
  return [...lines, line]
}

/** Without notes: inside a comment they could not be told from the text. */
function bare(entry: Entry): readonly string[] {
  return block(entry, (entry.entries ?? []).flatMap(bare))
}

function block({ key, value, items }: Entry, inside: readonly string[]): readonly string[] {
  if (value !== undefined) return [`${key}: ${value}`]
  const lines = items ? items.map((item) => `- ${item}`) : inside
  return [`${key}:`, ...lines.map((line) => `  ${line}`)]
}
