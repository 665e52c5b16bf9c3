import type { Evidence, EvidenceFile, Missing } from '../model/evidence.ts'
import { accepted, type Parsed, rejected } from '../model/parsed.ts'
import { serverKinds } from '../model/server.ts'
import { say, type Text } from '../model/text.ts'
import { places, type Vantage } from '../model/vantage.ts'
import { automateShapes } from './automate/shapes.ts'
import { mysqlShapes } from './mysql/shapes.ts'
import { outsideShapes } from './outside/shapes.ts'
import { screenconnectShapes } from './screenconnect/shapes.ts'
import { isObject, oneOf, optional, record, type Shape, text, textLike } from './shape.ts'
import { windowsShapes } from './windows/shapes.ts'

/** An evidence file as it was read, with what a reader should know about the reading. */
export interface StoredEvidence extends EvidenceFile {
  /** Facts that this version does not know and left out. */
  readonly notes: readonly Text[]
}

/** Characters of one file. A scan of all ports of two servers takes well under one million. */
export const longestEvidenceFile: number = 16 * 1024 * 1024

/**
 * Reads `bollwerk.evidence/1`. The file may come from anywhere: its size is bounded, the shape of every fact is
 * checked, text that could harm a terminal is refused. Fields that nobody knows are left out; evidence of a fact that
 * this version does not know is left out with a note; anything else that does not fit refuses the file.
 */
export function readEvidenceFile(content: string): Parsed<StoredEvidence> {
  if (content.length > longestEvidenceFile) return rejected(tooLong)
  const given = parseJson(content)
  if (!isObject(given) || given['schema'] !== 'bollwerk.evidence/1') return rejected(notEvidence)
  const site = siteText(given['site'])
  const tool = toolShape(given['tool'])
  const pieces = given['evidence']
  if (site === undefined || !tool || !Array.isArray(pieces)) return rejected(notEvidence)
  if (pieces.length > mostPieces) return rejected(tooLong)
  return withEvidence({ schema: 'bollwerk.evidence/1', site, tool }, pieces)
}

/** Writes a file that `readEvidenceFile` reads back: one piece of evidence in a line. */
export function writeEvidenceFile({ schema, site, tool, evidence }: EvidenceFile): string {
  const head = JSON.stringify({ schema, site, tool }).slice(0, -1)
  const lines = evidence.map((piece) => JSON.stringify(piece))
  return `${head},"evidence":[${lines.length > 0 ? `\n${lines.join(',\n')}\n` : ''}]}\n`
}

const mostPieces = 100_000
const mostNotes = 20

const siteText = text(500)
const toolShape: Shape<EvidenceFile['tool']> = record<EvidenceFile['tool']>({ version: text(100) })

type Dated = Omit<Evidence, 'value' | 'missing'>

const datedShape: Shape<Dated> = record<Dated>({
  fact: text(100),
  witness: oneOf(['inside', 'outside', 'paper']),
  server: oneOf(serverKinds),
  source: text(),
  at: textLike(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,3})?Z$/, 30),
  vantage: optional(
    record<Vantage>({
      place: oneOf(places),
      country: optional(textLike(/^[A-Z]{2}$/)),
      note: optional(text(1000)),
    }),
  ),
})

const missingShape: Shape<Missing> = record<Missing>({
  reason: oneOf(['denied', 'absent', 'timeout', 'unreadable', 'interrupted', 'too-large']),
  detail: text(1000),
})

/** A new witness adds its shapes here. */
const valueShapes: ReadonlyMap<string, Shape<unknown>> = new Map<string, Shape<unknown>>([
  ...Object.entries(outsideShapes),
  ...Object.entries(windowsShapes),
  ...Object.entries(mysqlShapes),
  ...Object.entries(automateShapes),
  ...Object.entries(screenconnectShapes),
])

function withEvidence(file: Omit<EvidenceFile, 'evidence'>, pieces: readonly unknown[]): Parsed<StoredEvidence> {
  const evidence: Evidence[] = []
  const unknown = new Set<string>()
  for (const [index, given] of pieces.entries()) {
    const dated = datedShape(given)
    if (!dated || !isObject(given)) return rejected(notFitting(index, given))
    const shape = valueShapes.get(dated.fact)
    if (!shape) unknown.add(dated.fact)
    else {
      const piece = pieceOf(dated, given, shape)
      if (!piece) return rejected(notFitting(index, given))
      evidence.push(piece)
    }
  }
  return accepted({ ...file, evidence, notes: [...unknown].slice(0, mostNotes).map(unknownFact) })
}

function pieceOf(dated: Dated, given: Readonly<Record<string, unknown>>, shape: Shape<unknown>): Evidence | undefined {
  const missing = missingShape(given['missing'])
  if (missing) return { ...dated, missing }
  const value = shape(given['value'])
  return value === undefined ? undefined : { ...dated, value }
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    // Where exactly the text stops being JSON helps nobody: these files are written by programs.
    return undefined
  }
}

const notEvidence = say(
  'Das ist keine Belegdatei (bollwerk.evidence/1), wie `bollwerk assess --save` und die Sammler sie schreiben, oder sie ist abgeschnitten. Bitte kopieren Sie sie noch einmal oder erheben Sie die Belege neu.',
  'This is no evidence file (bollwerk.evidence/1) as `bollwerk assess --save` and the collectors write it, or it is cut off. Please copy it again or collect the evidence again.',
)

const tooLong = say(
  `Die Belegdatei ist zu groß: höchstens ${longestEvidenceFile / 1024 / 1024} MiB und ${mostPieces} Belege.`,
  `The evidence file is too large: at most ${longestEvidenceFile / 1024 / 1024} MiB and ${mostPieces} pieces of evidence.`,
)

/** What a piece calls itself, as far as that may be shown: ` (windows.uac, RMM01: HKLM\\SOFTWARE\\…)`. */
function nameOf(given: unknown): string {
  if (!isObject(given)) return ''
  const [fact, source] = [text(100)(given['fact']), text(300)(given['source'])]
  const names = [fact, source].filter((name) => name !== undefined)
  return names.length === 0 ? '' : ` (${names.join(', ')})`
}

function notFitting(index: number, given: unknown): Text {
  const name = nameOf(given)
  return say(
    `Beleg ${index + 1} der Datei${name} hat nicht die Form, die zu seinem Namen gehört. Bitte erheben Sie die Belege neu.`,
    `Piece ${index + 1} of the file${name} does not have the form that belongs to its name. Please collect the evidence again.`,
  )
}

function unknownFact(fact: string): Text {
  return say(
    `Belege „${fact}“ kennt diese Version nicht; sie wurden ausgelassen.`,
    `This version does not know evidence "${fact}"; it was left out.`,
  )
}
