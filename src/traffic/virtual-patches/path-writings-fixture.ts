/** One way of writing a path, to be sent byte for byte. */
export interface Writing {
  readonly how: string
  readonly path: string
}

/**
 * Ways of writing one path that some server takes for the same: case, slashes, encodings in one, two and three layers,
 * parameters, dot segments, look-alikes, and what Windows drops. Of each letter its own writing, so that no position is
 * special.
 */
export function writingsOf(path: string): readonly Writing[] {
  return [{ how: 'plain', path }, ...inOtherCase(path), ...withOtherSlashes(path), ...inFront(path), ...encoded(path)]
}

function inOtherCase(path: string): readonly Writing[] {
  const swapped = [...path].map((letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  )
  return [
    { how: 'lower case', path: path.toLowerCase() },
    { how: 'upper case', path: path.toUpperCase() },
    { how: 'swapped case', path: swapped.join('') },
  ]
}

const slashes = [
  '//',
  '///',
  '\\',
  '/\\',
  '%2f',
  '%2F',
  '%5c',
  '%252f',
  '%255C',
  '/;/',
  ';x=1/',
  './',
  '%20/',
  '.%20.%20/',
  '/./',
]

/** Every slash but the first, and the first one too where a target may begin so. */
function withOtherSlashes(path: string): readonly Writing[] {
  return slashes.flatMap((slash) => {
    const inner = `/${path.slice(1).replaceAll('/', () => slash)}`
    const first = /^[/\\]/.test(slash) ? slash : `/${slash}`
    return [
      { how: `${slash} inside`, path: inner },
      { how: `${slash} in front`, path: first + path.slice(1) },
    ]
  })
}

const fronts = [
  '/;a',
  '/;a=b;c',
  '/.',
  '/..',
  '/x/..',
  '/x\\..',
  '/%2e',
  '/%2e%2e',
  '/x/%2E%2e',
  '/x/%252e%252e',
  '/x/..;',
  '/(S(x))',
  '/%00',
]

function inFront(path: string): readonly Writing[] {
  return fronts.map((front) => ({ how: `${front} in front`, path: front + path }))
}

function encoded(path: string): readonly Writing[] {
  const letters = [...path]
  const one = letters.flatMap((letter, index) => {
    if (!/[a-z]/i.test(letter)) return []
    const written = (text: string): string => letters.with(index, text).join('')
    return [
      { how: `letter ${index} encoded`, path: written(escaped(letter)) },
      { how: `letter ${index} encoded twice`, path: written(escaped(letter).replace('%', '%25')) },
      { how: `letter ${index} full width`, path: written(encodeURIComponent(fullWidth(letter))) },
      { how: `a soft hyphen behind letter ${index}`, path: written(`${letter}%c2%ad`) },
    ]
  })
  const all = (write: (character: string) => string): string =>
    `/${letters
      .slice(1)
      .map((letter) => write(letter))
      .join('')}`
  return [
    ...one,
    { how: 'all encoded', path: all(escaped) },
    { how: 'all encoded in lower case', path: all(escaped).toLowerCase() },
    { how: 'all encoded twice', path: all((letter) => escaped(letter).replace('%', '%25')) },
    { how: 'all encoded twice, digits too', path: all((letter) => [...escaped(letter)].map(escaped).join('')) },
    { how: 'all encoded three times', path: all((letter) => escaped(letter).replace('%', '%2525')) },
    { how: 'all as %u', path: all((letter) => `%u00${escaped(letter).slice(1)}`) },
  ]
}

function escaped(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
}

function fullWidth(letter: string): string {
  return String.fromCharCode(letter.charCodeAt(0) + 0xfee0)
}

/** Names that look like another and are not: a letter lost, doubled or swapped, or something before or behind it. */
export function namesNear(name: string): readonly string[] {
  const letters = [...name]
  const near = letters.flatMap((letter, index) => {
    const next = letters[index + 1] ?? letter
    return [
      letters.toSpliced(index, 1),
      letters.toSpliced(index, 0, letter),
      letters.toSpliced(index, 2, next, letter),
    ].map((changed) => changed.join(''))
  })
  const behind = ['2', '-help', '_old', 's', 'ing'].map((tail) => name + tail)
  const before = ['my', 'x-', '_', '2'].map((head) => head + name)
  return [...new Set([...near, ...behind, ...before])].filter((other) => other.toLowerCase() !== name.toLowerCase())
}
