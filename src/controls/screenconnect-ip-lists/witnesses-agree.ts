import type { PathFact } from '../../evidence/outside/facts.ts'
import type { ListsFact } from '../../evidence/screenconnect/facts.ts'
import type { Seen } from '../../model/evidence.ts'
import { say, type Text } from '../../model/text.ts'
import type { Control, Judgement, Question } from '../control.ts'
import { sources } from '../exposure-sources.ts'
import { mappingsOf } from '../mappings.ts'
import { kindOf, listFor } from '../native-lists.ts'
import { notApplicable, unknownBecause } from '../open-question.ts'
import { quotation } from '../quotation.ts'
import { onEveryFolderWith } from '../screenconnect-folder.ts'
import { whence } from '../vantage-evidence.ts'
import { doubtAbout, type WebLook, webLooks } from '../web-look.ts'

/** What web.config says of its lists holds where somebody looked from outside. */
export const screenconnectListsAgree: Control = {
  id: 'screenconnect-ip-lists.witnesses-agree',
  version: 1,
  measure: 'screenconnect-ip-lists',
  title: say(
    'Die IP-Listen von ScreenConnect halten, was web.config verspricht',
    "ScreenConnect's address lists hold what web.config promises",
  ),
  reason: say(
    'Eine Liste, die nur in der Datei steht, wiegt in falscher Sicherheit.',
    'A list that stands in the file only gives a false sense of safety.',
  ),
  looksAt: say(
    'RestrictToIPs in web.config neben den Antworten derselben Seiten auf Anfragen aus dem Internet.',
    'RestrictToIPs in web.config beside the answers of the same pages to requests from the internet.',
  ),
  servers: ['screenconnect'],
  witnesses: ['inside'],
  severity: 'high',
  maximumAgeDays: 30,
  remedy: {
    summary: say(
      'Klären Sie, warum die Seite antwortet, obwohl ihre Liste es verbietet.',
      'Find out why the page answers although its list forbids it.',
    ),
    steps: [
      say(
        'Starten Sie den Dienst neu, damit die web.config sicher gelesen ist: Restart-Service "ScreenConnect Web Server".',
        'Restart the service so that web.config has been read for sure: Restart-Service "ScreenConnect Web Server".',
      ),
      say(
        'Prüfen Sie, ob der Ordner der Belege zu dem Server gehört, der unter dem Namen antwortet, und ob ein Proxy davor alle Besucher mit einer erlaubten Adresse weitergibt.',
        'Check whether the folder of the evidence belongs to the server that answers under the name, and whether a proxy in front passes all visitors on from an admitted address.',
      ),
      say(
        'Prüfen Sie Schreibweise und Trennzeichen der Liste; belegt ist nur das Komma. Sehen Sie danach aus einem fremden Netz nach.',
        'Check spelling and separators of the list; only the comma is documented. Then look from a foreign network.',
      ),
    ],
    automatic: false,
    rollback: say('Nicht nötig: Es wird nur nachgesehen.', 'Not needed: this only looks.'),
    downtime: say('Der Neustart der Weboberfläche dauert Sekunden.', 'The restart of the web interface takes seconds.'),
  },
  references: [sources.announcement2020],
  mappings: mappingsOf('screenconnect-ip-lists'),
  judge,
}

interface Compared {
  readonly place: string
  readonly path: Seen<PathFact>
  readonly look: WebLook
}

function judge(question: Question): readonly Judgement[] {
  return onEveryFolderWith(question, 'screenconnect.lists', (piece) => {
    const compared = comparable(piece, question)
    if (compared.length === 0) return [notApplicable(nothingToCompare, [piece])]
    const broken = compared.filter(({ path, look }) => path.value.answer === 'answered' && !doubtAbout(path, look))
    if (broken.length > 0) return broken.map((one) => contradiction(one, piece))
    const refused = compared.filter(({ path, look }) => path.value.answer === 'refused' && look.isProduct)
    const evidence = [piece, ...compared.map(({ path }) => path)]
    if (refused.length < compared.length) return [unknownBecause(unclear, evidence)]
    return [{ outcome: 'pass', detail: agreed(refused), evidence }]
  })
}

/** Paths that the internet was refused by the file's word: their list names public networks and no inner address. */
function comparable(piece: Seen<ListsFact>, question: Question): readonly Compared[] {
  const looks = webLooks(question).filter(({ vantage }) => vantage.place === 'internet')
  return looks.flatMap((look) =>
    look.paths.flatMap((path) => {
      const place = placeOf(path.value.path)
      const entries = place === undefined ? [] : listFor(place, piece.value)
      const kinds = entries.map((entry) => kindOf(entry, question.policy.technicians))
      const isStrict = kinds.length > 0 && kinds.every((kind) => kind === 'technicians' || kind === 'stranger')
      return place !== undefined && isStrict ? [{ place, path, look }] : []
    }),
  )
}

/** The location that a path belongs to; what no location is known for stays out. */
function placeOf(path: string): string | undefined {
  const [page = '', service = ''] = path
    .replace(/[?;].*$/, '')
    .replace(/^\//, '')
    .split('/')
  if (/^services$/i.test(page)) return /^(page|mail)service\.ashx$/i.test(service) ? `Services/${service}` : 'Services'
  const name = /^(login|host|administration)(\.aspx)?$/i.exec(page)?.[1]
  return name === undefined ? undefined : `${name}.aspx`
}

function contradiction({ place, path }: Compared, piece: Seen<ListsFact>): Judgement {
  const from = whence([path])
  const shown = quotation(path.value.path)
  return {
    item: path.value.path,
    outcome: 'fail',
    detail: say(
      `web.config beschränkt ${place} auf eine Liste von Netzen, aber ${shown} antwortet ${from.de}.`,
      `web.config limits ${place} to a list of networks, but ${shown} answers ${from.en}.`,
    ),
    evidence: [piece, path],
  }
}

function agreed(refused: readonly Compared[]): Text {
  const paths = [...new Set(refused.map(({ path }) => quotation(path.value.path)))].join(', ')
  return say(
    `web.config beschränkt diese Seiten, und aus dem Internet werden sie abgewiesen: ${paths}.`,
    `web.config limits these pages, and the internet is refused: ${paths}.`,
  )
}

const nothingToCompare: Text = say(
  'Es gibt nichts zu vergleichen: Keine Liste nennt öffentliche Netze, oder niemand hat aus dem Internet nachgesehen.',
  'There is nothing to compare: no list names public networks, or nobody has looked from the internet.',
)

const unclear: Text = say(
  'Die Antworten aus dem Internet lassen sich nicht sicher ScreenConnect zuordnen; bitte sehen Sie noch einmal nach.',
  'The answers from the internet cannot be told to be ScreenConnect for sure; please look again.',
)
