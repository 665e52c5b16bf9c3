import type { Facts } from '../evidence/facts.ts'
import type { ScreenConnectFacts } from '../evidence/screenconnect/facts.ts'
import { type Evidence, isSeen, type Seen } from '../model/evidence.ts'
import { joined, say, type Text, verbatim } from '../model/text.ts'
import type { Judgement, Question } from './control.ts'
import { machineOf } from './machines.ts'
import { missingInSentence } from './missing-words.ts'
import { unknownBecause } from './open-question.ts'
import { quotation } from './quotation.ts'

type FactName = keyof ScreenConnectFacts

/** The file behind each fact; where a fact comes from two files, the one that is meant unless another is named. */
const files: Readonly<Record<FactName, string>> = {
  'screenconnect.settings': 'web.config',
  'screenconnect.lists': 'web.config',
  'screenconnect.client-settings': 'app.config',
  'screenconnect.users': 'User.xml',
  'screenconnect.roles': 'Role.xml',
  'screenconnect.extensions': 'App_Extensions',
  'screenconnect.triggers': 'SecurityEventTrigger.xml',
  'screenconnect.leftovers': '.',
  'screenconnect.version': 'ScreenConnect.Service.exe',
  'screenconnect.security-log': 'Security.db',
  'screenconnect.sessions': 'Session.db',
}

/** The folder of ScreenConnect on one machine, as its newest look shows it. */
export interface ScreenConnectFolder {
  readonly machine: string
  about<Name extends FactName>(fact: Name, file?: string): Evidence<Facts[Name]> | undefined
  /** The newest piece, if it could be read. */
  seen<Name extends FactName>(fact: Name, file?: string): Seen<Facts[Name]> | undefined
}

const nobodyLooked: Text = say(
  'In den Server hat noch niemand hineingesehen. Geben Sie Bollwerk den Installationsordner oder eine Kopie: bollwerk collect screenconnect ORDNER.',
  'Nobody has looked inside the server yet. Give Bollwerk the installation folder or a copy: bollwerk collect screenconnect FOLDER.',
)

/**
 * Judges the folder of each machine by itself. With more than one machine every text and every item begins with the
 * machine's name. Without any folder the answer is `unknown` and says how to look.
 */
export function onEveryFolder(
  question: Question,
  judge: (folder: ScreenConnectFolder) => readonly Judgement[],
): readonly Judgement[] {
  const folders = foldersOf(question)
  if (folders.length === 0) return [unknownBecause(nobodyLooked, [])]
  return folders.flatMap((folder) =>
    judge(folder).map((judgement) => (folders.length > 1 ? told(judgement, folder.machine) : judgement)),
  )
}

/** The same for a control that cannot do without one fact. */
export function onEveryFolderWith<Name extends FactName>(
  question: Question,
  fact: Name,
  judge: (piece: Seen<Facts[Name]>, folder: ScreenConnectFolder) => readonly Judgement[],
): readonly Judgement[] {
  return onEveryFolder(question, (folder) => {
    const piece = folder.seen(fact)
    return piece ? judge(piece, folder) : [lacking(folder, fact)]
  })
}

/** `unknown`, because a file could not be read. */
export function lacking(folder: ScreenConnectFolder, fact: FactName, file: string = files[fact]): Judgement {
  const piece = folder.about(fact, file)
  const shown = file === '.' ? say('Der Installationsordner', 'The installation folder') : verbatim(file)
  if (!piece || isSeen(piece)) {
    const gone = say(
      `${shown.de} fehlt in den Belegen aus dem Inneren. Bitte erheben Sie sie neu: bollwerk collect screenconnect ORDNER.`,
      `${shown.en} is missing from the evidence from inside. Please collect it again: bollwerk collect screenconnect FOLDER.`,
    )
    return unknownBecause(gone, [])
  }
  const why = missingInSentence(piece.missing)
  const unread = say(
    `${shown.de} war nicht zu lesen: ${why.de}. Bitte prüfen Sie Ordner und Rechte und erheben Sie die Belege neu.`,
    `${shown.en} could not be read inside: ${why.en}. Please check the folder and its rights and collect the evidence again.`,
  )
  return unknownBecause(unread, [piece])
}

/** `unknown` for each file that was looked for and could not be read; none for one that nobody looked for. */
export function unreadIn(folder: ScreenConnectFolder, ...facts: readonly FactName[]): readonly Judgement[] {
  return facts.flatMap((fact) => {
    const piece = folder.about(fact)
    return piece && !isSeen(piece) ? [{ item: files[fact], ...lacking(folder, fact) }] : []
  })
}

/** What was found, or the pass if nothing was. */
export function foundOr(
  found: readonly Judgement[],
  pass: Pick<Judgement, 'detail' | 'evidence'>,
): readonly Judgement[] {
  return found.length > 0 ? found : [{ outcome: 'pass', ...pass }]
}

/** Names in a sentence: `a, b and 3 more`. */
export function listed(names: readonly string[], most = 6): Text {
  const shown = names.slice(0, most).map(quotation).join(', ')
  const rest = names.length - most
  return rest > 0 ? say(`${shown} und ${rest} weitere`, `${shown} and ${rest} more`) : verbatim(shown)
}

function foldersOf({ evidence }: Question): readonly ScreenConnectFolder[] {
  // `files` has exactly the names of the facts as its keys.
  const names = Object.keys(files) as FactName[]
  const machines = new Set(names.flatMap((fact) => evidence.about('screenconnect', fact).map(machineOf)))
  return [...machines].sort().map((machine): ScreenConnectFolder => {
    function about<Name extends FactName>(fact: Name, file = files[fact]): Evidence<Facts[Name]> | undefined {
      const pieces = evidence.about('screenconnect', fact).filter((piece) => machineOf(piece) === machine)
      const isShared = fact === 'screenconnect.version' || fact === 'screenconnect.triggers'
      return pieces.find(({ source }) => !isShared || source.endsWith(file))
    }
    return {
      machine,
      about,
      seen: (fact, file) => {
        const piece = about(fact, file)
        return piece && isSeen(piece) ? piece : undefined
      },
    }
  })
}

function told(judgement: Judgement, machine: string): Judgement {
  const name = quotation(machine)
  const item = judgement.item === undefined ? name : `${name}/${judgement.item}`
  return { ...judgement, item, detail: joined([verbatim(`${name}:`), judgement.detail]) }
}
