import type { FailingAddress } from '../../evidence/screenconnect/facts.ts'
import { contains, isPrivate, parseAddress } from '../../model/address.ts'
import type { Evidence } from '../../model/evidence.ts'
import { joined, say, type Text } from '../../model/text.ts'
import type { Policy } from '../../policy/policy.ts'
import { byNumber } from '../by-number.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { unknownBecause } from '../open-question.ts'
import { quotation } from '../quotation.ts'
import { foundOr, onEveryFolderWith } from '../screenconnect-folder.ts'
import { screenconnectSources } from '../screenconnect-sources.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/** Within 30 days from one address; a person who mistypes stays far below. The number is ours. */
const manyFailures = 50

/** Nobody guesses passwords at ScreenConnect, and nobody who did got in (screenconnect.md §3.5; public block-list scripts count the same). */
export const screenconnectGuessing: Control = {
  id: 'accounts.screenconnect-guessing',
  version: 1,
  measure: 'accounts',
  title: say('Niemand rät Kennwörter an ScreenConnect', 'Nobody guesses passwords at ScreenConnect'),
  reason: say(
    'Wer hunderte Kennwörter versuchen kann, findet eines. Gelingt danach eine Anmeldung von derselben Adresse, war er womöglich erfolgreich.',
    'Whoever can try hundreds of passwords finds one. If a sign-in from the same address succeeds afterwards, it may have worked.',
  ),
  looksAt: say(
    'Falsche und gelungene Anmeldungen je Adresse in den letzten 30 Tagen von Security.db.',
    'Failed and successful sign-ins for each address within the last 30 days of Security.db.',
  ),
  servers: ['screenconnect'],
  witnesses: ['inside'],
  severity: 'high',
  maximumAgeDays: 7,
  remedy: {
    summary: say(
      'Sperren Sie die Adresse vor dem Server und prüfen Sie, ob jemand hineinkam.',
      'Block the address in front of the server and find out whether somebody got in.',
    ),
    steps: [
      say(
        'Öffnen Sie Administration > Audit und sehen Sie die Anmeldungen der genannten Adresse an. War eine erfolgreich, die niemand erklären kann: Beenden Sie alle Anmeldungen (Administration > Security > „Revoke Access“), ändern Sie das Kennwort dieses Kontos und sehen Sie nach, was es danach getan hat.',
        'Open Administration > Audit and look at the sign-ins of the named address. If one succeeded that nobody can explain: end all sign-ins (Administration > Security > "Revoke Access"), change the password of that account and see what it did afterwards.',
      ),
      say(
        'Sperren Sie die Adresse am Gateway, oder besser: Lassen Sie Login, Host und Administration nur noch aus den Netzen der Techniker zu.',
        "Block the address at the gateway, or better: admit only the technicians' networks to Login, Host and Administration.",
      ),
      say(
        'Prüfen Sie zweiten Faktor und Sperre nach Fehlversuchen für alle Konten.',
        'Check the second factor and the lock after failures for all accounts.',
      ),
    ],
    automatic: false,
    rollback: say('Heben Sie die Sperre am Gateway wieder auf.', 'Lift the block at the gateway again.'),
    downtime: say('Keine.', 'None.'),
  },
  references: [screenconnectSources.blockList, upkeepSources.connectwiseAnnouncement],
  mappings: mappingsOf('accounts'),
  judge,
}

function judge(question: Question): readonly Judgement[] {
  return onEveryFolderWith(question, 'screenconnect.security-log', (piece) => {
    const { events, addresses, first } = piece.value
    if (events === 0) return [unknownBecause(emptyLog, [piece])]
    const guessers = addresses.filter(({ failures }) => failures >= manyFailures)
    const found = guessers.map((guesser) => guessed(guesser, question.policy, piece))
    const since = first?.slice(0, 10) ?? '?'
    const detail = say(
      `Keine Adresse hat sich in den letzten 30 Tagen ${manyFailures} Mal oder öfter falsch angemeldet (Protokoll seit ${since}).`,
      `No address failed to sign in ${manyFailures} times or more within the last 30 days (log since ${since}).`,
    )
    return foundOr(found, { detail, evidence: [piece] })
  })
}

function guessed(guesser: FailingAddress, policy: Policy, piece: Evidence): Judgement {
  const { address, failures, names, successes, first, last } = guesser
  const place = placeOf(address, policy)
  const [from, until] = [first.slice(0, 10), last.slice(0, 10)]
  const shown = quotation(address)
  const when =
    from === until ? say(`am ${from}`, `on ${from}`) : say(`vom ${from} bis ${until}`, `from ${from} to ${until}`)
  const tried = say(
    `${shown} meldete sich ${when.de} ${failures} Mal falsch an, mit ${names} verschiedenen Namen.`,
    `${shown} failed to sign in ${failures} times ${when.en}, with ${names} different names.`,
  )
  const got = byNumber(
    successes,
    say(
      'Von dort gelang auch eine Anmeldung; bitte klären Sie, ob es jemand von Ihnen war.',
      'One sign-in from there succeeded; please find out whether it was one of your people.',
    ),
    say(
      `Von dort gelangen auch ${successes} Anmeldungen; bitte klären Sie, ob es Ihre Leute waren.`,
      `${successes} sign-ins from there succeeded; please find out whether those were your people.`,
    ),
  )
  return {
    item: address,
    outcome: 'fail',
    severity: place ? 'medium' : successes > 0 ? 'critical' : 'high',
    title: say(`${shown} rät Kennwörter an ScreenConnect`, `${shown} guesses passwords at ScreenConnect`),
    detail: joined([tried, ...(place ? [place] : []), ...(successes > 0 && !place ? [got] : [])]),
    evidence: [piece],
  }
}

/** Whose address it is, if it is no stranger's. */
function placeOf(text: string, { technicians }: Policy): Text | undefined {
  const address = parseAddress(text)
  if (!address.ok) return
  if (isPrivate(address.value)) return behindProxy
  const isOwn = technicians.some((network) => 'prefix' in network && contains(network.prefix, address.value))
  return isOwn ? ownNetwork : undefined
}

const behindProxy: Text = say(
  'Es ist eine innere Adresse: ein Rechner im Netz, oder der Proxy, hinter dem alle Besucher diese eine Adresse haben. Das Protokoll des Proxys sagt, wer es war.',
  'It is an inner address: a machine of the network, or the proxy behind which all visitors have this one address. The log of the proxy tells who it was.',
)

const ownNetwork: Text = say(
  'Sie gehört zu einem Netz der Techniker: vielleicht ein Programm mit altem Kennwort, vielleicht ein befallener Rechner.',
  'It belongs to a network of the technicians: perhaps a program with an old password, perhaps an infected machine.',
)

const emptyLog: Text = say(
  'Security.db enthält keine Anmeldungen. Vielleicht wurde sie gerade geleert; bitte prüfen Sie Administration > Audit und erheben Sie die Belege später neu.',
  'Security.db holds no sign-ins. It may just have been purged; please check Administration > Audit and collect the evidence again later.',
)
