import { bundledIndicators, type Indicator } from '../../catalog/index.ts'
import type { FoundIndicator, SessionEventCount } from '../../evidence/screenconnect/facts.ts'
import type { Evidence } from '../../model/evidence.ts'
import { joined, say, type Text } from '../../model/text.ts'
import { byNumber } from '../by-number.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { mappingsOf } from '../mappings.ts'
import { unknownBecause } from '../open-question.ts'
import { quotation } from '../quotation.ts'
import { lacking, onEveryFolder, type ScreenConnectFolder } from '../screenconnect-folder.ts'
import { upkeepSources } from '../upkeep-sources.ts'

/** No known attack has left traces in the sessions or the sign-ins (screenconnect.md §7.2 H7, H10). */
export const screenconnectIndicators: Control = {
  id: 'screenconnect-current.indicators',
  version: 1,
  measure: 'screenconnect-current',
  title: say('Kein bekannter Angriff hat Spuren hinterlassen', 'No known attack has left traces'),
  reason: say(
    'Ein Update schließt die Lücke, aber es wirft niemanden hinaus, der schon da war.',
    'An upgrade closes the hole, but it does not throw out who was there before.',
  ),
  looksAt: say(
    'Session.db und Security.db: Adressen, Namen und Dateien bekannter Angriffe, und Dateien, die ein Gast ausgeführt hat.',
    'Session.db and Security.db: addresses, names and files of known attacks, and files that a guest ran.',
  ),
  servers: ['screenconnect'],
  witnesses: ['inside'],
  severity: 'critical',
  maximumAgeDays: 7,
  remedy: {
    summary: say(
      'Behandeln Sie den Server und die betroffenen Rechner als womöglich übernommen.',
      'Treat the server and the machines concerned as possibly taken over.',
    ),
    steps: [
      say(
        'Sichern Sie zuerst Beweismittel: App_Data\\Session.db, Security.db, User.xml, das Ereignisprotokoll „Anwendung“ und die user.config der Clients. Aktualisieren Sie erst danach.',
        'First save the evidence: App_Data\\Session.db, Security.db, User.xml, the event log "Application" and the user.config of the clients. Upgrade only afterwards.',
      ),
      say(
        'Trennen Sie den Server vom Internet und sehen Sie unter Administration > Audit die Sitzungen um den genannten Zeitpunkt an: Welche Rechner, welche Techniker?',
        'Disconnect the server from the internet and look at the sessions around the named time under Administration > Audit: which machines, which technicians?',
      ),
      say(
        'Prüfen Sie auf diesen Rechnern: HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run (WindowsServiceHost), Ausnahmen von Defender für C:\\Users, fremde ScreenConnect-Clients unter den Diensten und Programmen.',
        'Check on these machines: HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run (WindowsServiceHost), exclusions of Defender for C:\\Users, foreign ScreenConnect clients among services and programs.',
      ),
      say(
        'Holen Sie Hilfe, informieren Sie betroffene Kunden und denken Sie an Meldepflichten (BSI, Datenschutz).',
        'Get help, tell the customers concerned and think of duties to report (BSI, data protection).',
      ),
    ],
    automatic: false,
    rollback: say(
      'Nicht nötig: Beweismittel zu sichern ändert nichts. Verbinden Sie den Server erst wieder, wenn er geprüft ist.',
      'Not needed: saving evidence changes nothing. Connect the server again only when it has been examined.',
    ),
    downtime: say('Bis der Server geprüft ist.', 'Until the server has been examined.'),
  },
  references: [upkeepSources.screenconnectBulletin, upkeepSources.exploited],
  mappings: mappingsOf('screenconnect-current'),
  judge,
}

function judge(question: Question): readonly Judgement[] {
  return onEveryFolder(question, (folder) => {
    const sessions = folder.seen('screenconnect.sessions')
    const signIns = folder.seen('screenconnect.security-log')
    const read = [...(sessions ? [sessions] : []), ...(signIns ? [signIns] : [])]
    const found = [
      ...(sessions?.value.indicators ?? []).map((one) => trace(one, inSessions, sessions ? [sessions] : [])),
      ...(signIns?.value.indicators ?? []).map((one) => trace(one, inSignIns, signIns ? [signIns] : [])),
      ...(sessions?.value.counts ?? []).flatMap((count) => guestFiles(count, sessions ? [sessions] : [])),
    ]
    const open = [
      ...(sessions ? [] : [lacking(folder, 'screenconnect.sessions')]),
      ...(signIns ? [] : [lacking(folder, 'screenconnect.security-log')]),
      ...partlyRead(folder),
    ]
    if (found.length > 0 || open.length > 0)
      return [...found, ...open.map((one, index) => ({ ...one, item: `${index}` }))]
    return [{ outcome: 'pass', detail: nothingFound(sessions?.value.first ?? null), evidence: read }]
  })
}

function trace(found: FoundIndicator, where: Text, evidence: readonly Evidence[]): Judgement {
  const indicator = bundledIndicators.indicators.find(({ id }) => id === found.id)
  const last = found.last?.slice(0, 10) ?? '?'
  const shown = quotation(indicator?.text ?? found.id)
  const times = timesOf(found.count)
  const seen = say(
    `„${shown}“ kommt ${times.de} in ${where.de} vor, zuletzt am ${last}.`,
    `"${shown}" occurs ${times.en} in ${where.en}, last on ${last}.`,
  )
  return {
    item: found.id,
    outcome: 'fail',
    title: say(`Spur eines Angriffs: ${shown}`, `Trace of an attack: ${shown}`),
    detail: joined([seen, ...(indicator ? [attackOf(indicator)] : [])]),
    evidence,
    ...(indicator ? { references: [{ title: indicator.title.en, url: indicator.url }] } : {}),
  }
}

function attackOf({ title, reported, sure }: Indicator): Text {
  const doubt =
    sure === 'confirmed'
      ? say('', '')
      : say(' Das Zeichen stammt aus Zusammenfassungen Dritter.', ' The sign comes from summaries of third parties.')
  return say(
    `Es gehört zu: ${title.de}, berichtet ${reported}.${doubt.de}`,
    `It belongs to: ${title.en}, reported ${reported}.${doubt.en}`,
  )
}

/** What CVE-2026-84869 abuses; some builds may count a guest's harmless transfer the same way. */
function guestFiles(
  { event, by, count, last }: SessionEventCount,
  evidence: readonly Evidence[],
): readonly Judgement[] {
  if (event !== 'RanFiles' || by !== 'guest') return []
  const until = last.slice(0, 10)
  const times = timesOf(count)
  const detail = say(
    `Ein Gast ließ ${times.de} Dateien beim Techniker ausführen, zuletzt am ${until}. Genau so breitete sich der Angriff CVE-2026-84869 aus; bitte sehen Sie jede dieser Sitzungen an.`,
    `A guest had files run at the technician's ${times.en}, last on ${until}. The attack CVE-2026-84869 spread just so; please look at each of these sessions.`,
  )
  return [{ item: 'guest-files', outcome: 'fail', severity: 'high', detail, evidence }]
}

function timesOf(count: number): Text {
  return byNumber(count, say('einmal', 'once'), say(`${count} Mal`, `${count} times`))
}

function partlyRead(folder: ScreenConnectFolder): readonly Judgement[] {
  return (['screenconnect.sessions', 'screenconnect.security-log'] as const).flatMap((fact) => {
    const piece = folder.seen(fact)
    return piece && !piece.value.whole ? [unknownBecause(tooLong, [piece])] : []
  })
}

function nothingFound(first: string | null): Text {
  const { indicators, asOf } = bundledIndicators
  const since = first?.slice(0, 10) ?? '?'
  return say(
    `Keines der ${indicators.length} Zeichen bekannter Angriffe (Stand ${asOf}) kommt vor; Sitzungen liegen seit ${since} vor. Das schließt andere Angriffe nicht aus.`,
    `None of the ${indicators.length} signs of known attacks (as of ${asOf}) occurs; there are sessions since ${since}. That does not rule out other attacks.`,
  )
}

const inSessions: Text = say('den Ereignissen der Sitzungen', 'the events of sessions')
const inSignIns: Text = say('den Anmeldungen', 'the sign-ins')

const tooLong: Text = say(
  'Die Datenbank war zu groß, um sie ganz zu lesen; nur ihr neuester Teil wurde durchsucht.',
  'The database was too large to be read whole; only its newest part was searched.',
)
