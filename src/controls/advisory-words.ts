import { type Advisory, repairOf, type Version } from '../catalog/index.ts'
import { joined, say, type Text } from '../model/text.ts'

/** That a version is affected, where it is repaired, how bad it is, and how sure each of these is. */
export function affectedInWords(advisory: Advisory, version: Version): Text {
  return joined([affected(advisory, version), repair(advisory, version), ...weight(advisory), ...doubts(advisory)])
}

/** The same for clients that were seen themselves, each with what and where it is. */
export function affectedClientInWords(
  advisory: Advisory,
  clients: readonly { readonly what: Text; readonly version: Version }[],
): Text {
  const seen = clients.map(({ what, version: { text } }) =>
    say(`${what.de} (Version ${text}) ist betroffen.`, `${what.en} (version ${text}) is affected.`),
  )
  const [first] = clients
  const repaired = first ? [repair(advisory, first.version)] : []
  return joined([...seen, ...repaired, ...weight(advisory), ...doubts(advisory)])
}

/** How bad an advisory is, for an answer that does not know whether it applies. */
export function weightInWords(advisory: Advisory): readonly Text[] {
  return [...weight(advisory), ...doubts(advisory)]
}

function affected({ part }: Advisory, { text }: Version): Text {
  if (part !== 'client') return say(`Version ${text} ist betroffen.`, `Version ${text} is affected.`)
  return say(
    `Der Server (Version ${text}) gibt Clients seines eigenen Stands aus, und die sind betroffen.`,
    `The server (version ${text}) hands out clients of its own release, and those are affected.`,
  )
}

function repair(advisory: Advisory, version: Version): Text {
  const fixed = repairOf(advisory, version)
  if (fixed === undefined)
    return say('Eine Ausgabe, die das behebt, ist nicht bekannt.', 'No release that repairs it is known.')
  return say(`Behoben ab ${fixed}.`, `Repaired from ${fixed}.`)
}

function weight({ cvss, knownExploited }: Advisory): readonly Text[] {
  const unproven = cvss?.sure === 'confirmed' ? say('', '') : say(' (nicht bestätigt)', ' (not confirmed)')
  const score = cvss?.score.toFixed(1)
  const rated =
    score === undefined
      ? say('Eine CVSS-Wertung ist nicht bekannt.', 'No CVSS score is known.')
      : say(`CVSS ${score}${unproven.de}.`, `CVSS ${score}${unproven.en}.`)
  return knownExploited ? [exploited(knownExploited), rated] : [rated]
}

function exploited({ since, due, ransomware }: NonNullable<Advisory['knownExploited']>): Text {
  const by = ransomware ? say(', auch für Ransomware', ', also for ransomware') : say('', '')
  const until = due === undefined ? say('', '') : say(`, Frist dort ${due}`, `, due there ${due}`)
  return say(
    `Die Lücke wird nachweislich ausgenutzt${by.de} (KEV-Katalog der CISA seit ${since}${until.de}).`,
    `It is known to be exploited${by.en} (KEV catalogue of CISA since ${since}${until.en}).`,
  )
}

function doubts({ sure, disputed }: Advisory): readonly Text[] {
  return [
    ...(sure === 'derived'
      ? [
          say(
            'Dass diese Versionen betroffen sind, ist aus öffentlichen Quellen geschlossen; der Hersteller sagt es nicht.',
            'That these versions are affected is concluded from public sources; the vendor does not say so.',
          ),
        ]
      : []),
    ...(sure === 'unverified'
      ? [say('Die Angaben zu dieser Lücke sind nicht geprüft.', 'What is known of this advisory is not verified.')]
      : []),
    ...(disputed ? [say('Der Hersteller bestreitet die Lücke.', 'The vendor disputes this advisory.')] : []),
  ]
}
