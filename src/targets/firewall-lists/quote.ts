import { plainText, Unwritable } from '../plain-text.ts'
import type { AddressList } from './lists.ts'

/** Any text for a line of its own, such as a comment. */
export function lineText(text: string): string {
  return plainText(text, 400)
}

/** Any text inside a comment of XML, where two hyphens in a row may not stand (XML 1.0, section 2.5). */
export function xmlCommentText(text: string): string {
  return lineText(text).replaceAll(/-(?=-|$)/g, '- ')
}

/** The name of a list for a file or a firewall. Only what no product reads a meaning into is taken. */
export function listName({ name }: Pick<AddressList, 'name'>): string {
  if (!/^[a-z0-9](-?[a-z0-9]){0,59}$/.test(name)) throw new Unwritable(`not a name of a list: ${lineText(name)}`)
  return `bollwerk-${name}`
}
