import type { PortSpeaksFact, Spoken } from '../evidence/outside/facts.ts'
import type { Evidence, Seen } from '../model/evidence.ts'
import { say, type Text } from '../model/text.ts'
import { quotation } from './quotation.ts'
import type { Sighting } from './scanned-ports.ts'
import { newest, seenOnly, vantageKey } from './vantage-evidence.ts'

/** What speaks at the open ports that were sighted, by the newest look from the same vantage at the same address. */
export function speechAt(
  sightings: readonly Sighting[],
  speech: readonly Evidence<PortSpeaksFact>[],
): readonly Seen<PortSpeaksFact>[] {
  const current = seenOnly(newest(speech, ({ address, port }) => `${address} ${port}`))
  return current.filter((piece) =>
    sightings.some(
      ({ port, scan }) =>
        port === piece.value.port &&
        scan.value.address === piece.value.address &&
        vantageKey(scan) === vantageKey(piece),
    ),
  )
}

/** The connection stands, as user-space software cannot help, but is ended before anything is said. */
export function isTurnedAway(sighting: Sighting, speech: readonly Evidence<PortSpeaksFact>[]): boolean {
  const heard = speechAt([sighting], speech)
  return heard.length > 0 && heard.every(({ value }) => value.speaks === 'turned-away')
}

/** One sentence for each different thing that speaks; none if nothing was heard. */
export function speechTexts(speech: readonly Seen<PortSpeaksFact>[]): readonly Text[] {
  const texts = speech.flatMap(({ value }) => (saysNothing(value) ? [] : [spoken(value)]))
  return [...new Map(texts.map((text) => [text.en, text])).values()]
}

/** Nothing came from there, for whatever reason. */
function saysNothing({ speaks }: PortSpeaksFact): boolean {
  return speaks === 'silent' || speaks === 'turned-away'
}

const languages: Readonly<Record<Exclude<Spoken, 'silent' | 'turned-away' | 'unknown'>, string>> = {
  tls: 'TLS',
  http: 'HTTP',
  ssh: 'SSH',
  mysql: 'MySQL',
  ftp: 'FTP',
  smtp: 'SMTP',
  rdp: 'RDP',
}

function spoken({ speaks, banner }: PortSpeaksFact): Text {
  const words = banner === undefined || banner === '' ? undefined : quotation(banner)
  if (speaks === 'silent' || speaks === 'turned-away' || speaks === 'unknown')
    return words === undefined
      ? say('Was dort spricht, war nicht zu erkennen.', 'What speaks there could not be recognised.')
      : say(`Dort meldet sich: „${words}“.`, `It answers with: "${words}".`)
  const language = languages[speaks]
  return words === undefined
    ? say(`Dort spricht ${language}.`, `${language} speaks there.`)
    : say(`Dort spricht ${language} („${words}“).`, `${language} speaks there ("${words}").`)
}
