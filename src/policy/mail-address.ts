import { parseHostName } from '../model/host-name.ts'
import { accepted, type Parsed, rejected } from '../model/parsed.ts'
import { quoted } from '../model/quoted.ts'
import { say } from '../model/text.ts'

/**
 * Reads an e-mail address as people write it: the dot-atom form of RFC 5321, section 4.1.2, of at most 254 characters,
 * with a domain that has a dot. Quoted local parts are refused.
 */
export function parseMailAddress(text: string): Parsed<string> {
  const form = text.length <= 254 ? /^([a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64})@([^@]+\.[^@]+)$/i.exec(text) : null
  const [, local = '.', domain = ''] = form ?? []
  if (!/^\.|\.\.|\.$/.test(local) && parseHostName(domain).ok) return accepted(text)
  return rejected(
    say(
      `${quoted(text)} ist keine E-Mail-Adresse, zum Beispiel technik@muster-msp.de.`,
      `${quoted(text)} is not an e-mail address, for example technik@muster-msp.de.`,
    ),
  )
}
