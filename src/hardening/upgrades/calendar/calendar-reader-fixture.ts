/** What a calendar program makes of a component: its properties as they stand, and those of the type TEXT as read. */
export interface ReadEvent {
  readonly values: Readonly<Record<string, string>>
  readonly texts: Readonly<Record<string, string>>
}

interface Component {
  readonly name: string
  readonly values: Record<string, string>
}

export interface ReadCalendar {
  readonly values: Readonly<Record<string, string>>
  readonly events: readonly ReadEvent[]
}

/**
 * Reads a calendar as RFC 5545 says, from its octets and independently of what writes it. Throws at the first thing that
 * the standard does not allow: a bare line feed, a line of more than 75 octets, a character cut in two, an unknown escape.
 */
export function readCalendar(octets: Uint8Array): ReadCalendar {
  const open: Component[] = []
  const ended: Component[] = []
  for (const line of unfolded(octets)) {
    const { name, value } = property(line)
    if (name === 'BEGIN') open.push({ name: value, values: {} })
    else if (name === 'END') ended.push(closed(open.pop(), value))
    else keep(open.at(-1), name, value)
  }
  const whole = ended.at(-1)
  if (open.length > 0 || whole?.name !== 'VCALENDAR') throw new Error('a component does not end')
  return { values: whole.values, events: ended.filter(({ name }) => name === 'VEVENT').map(eventOf) }
}

function closed(component: Component | undefined, name: string): Component {
  if (component?.name !== name) throw new Error(`${name} ends what ${component?.name} began`)
  return component
}

function keep(component: Component | undefined, name: string, value: string): void {
  if (!component) throw new Error(`${name} stands in no component`)
  if (name in component.values) throw new Error(`${name} stands twice in ${component.name}`)
  component.values[name] = value
}

function eventOf({ values }: Component): ReadEvent {
  const isText = ['UID', 'SUMMARY', 'DESCRIPTION', 'CONTACT']
  const texts = Object.entries(values).filter(([name]) => isText.includes(name))
  return { values, texts: Object.fromEntries(texts.map(([name, value]) => [name, readText(value)])) }
}

/** Splits at CRLF, checks every line by itself as UTF-8 and by its length, and joins what was folded. */
function unfolded(octets: Uint8Array): readonly string[] {
  const physical = Buffer.from(octets).toString('latin1').split('\r\n')
  if (physical.pop() !== '') throw new Error('the last line does not end')
  const lines: string[] = []
  for (const line of physical.map(decoded)) {
    if (!/^[ \t]/.test(line)) lines.push(line)
    else if (lines.length === 0) throw new Error('the first line continues nothing')
    else lines.push(`${lines.pop() ?? ''}${line.slice(1)}`)
  }
  return lines
}

/** One line as it stands in the file, each octet as one character of Latin-1. */
function decoded(line: string): string {
  if (line.length > 75) throw new Error(`a line has ${line.length} octets`)
  if (/[\r\n]/.test(line)) throw new Error('a line break that is not CRLF')
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(line, 'latin1'))
}

function property(line: string): { readonly name: string; readonly value: string } {
  const form = /^([A-Z-]+)((?:;[A-Z-]+=(?:"[^"]*"|[^";:,]*))*):(.*)$/su.exec(line)
  const [, name, , value] = form ?? []
  if (name === undefined || value === undefined) throw new Error(`no content line: ${line}`)
  if (/\p{Cc}/u.test(value.replaceAll('\t', ''))) throw new Error(`a control character in ${name}`)
  return { name, value }
}

function readText(value: string): string {
  if (/(^|[^\\])(\\\\)*[;,]/u.test(value)) throw new Error('a bare ; or , in a text')
  return value.replace(/\\(.?)/gsu, (_, sign: string) => {
    if (!['\\', ';', ',', 'n', 'N'].includes(sign)) throw new Error(`the escape \\${sign} does not exist`)
    return sign.toLowerCase() === 'n' ? '\n' : sign
  })
}
