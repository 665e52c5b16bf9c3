import { parseVersion } from '../catalog/index.ts'
import type { ProgramVersionFact } from '../evidence/screenconnect/facts.ts'
import { type Evidence, isSeen } from '../model/evidence.ts'
import type { ServerKind } from '../model/server.ts'
import { automateLook } from './automate-look.ts'
import type { Question } from './control.ts'
import { machinesOf } from './inside-look.ts'
import { latestLook } from './latest-look.ts'
import { machineOf, newestPerMachine } from './machines.ts'
import { quotation } from './quotation.ts'
import type { VersionLook, VersionSource } from './version-reading.ts'

/**
 * Every way by which the version of a product is read from within. A new witness adds its line here:
 * `written(kind, pieces, by)` takes evidence with the text of a version and what to call the way.
 */
export const insideVersionSources: readonly VersionSource[] = [
  automateFile,
  automatePatchInformation,
  screenconnectFile,
  screenconnectFolder,
]

/** What the product itself shows to whoever asks. */
export function publicVersion({ evidence, server }: Question): VersionLook {
  const looked = latestLook(evidence.about(server.kind, 'outside.version'))
  return written(
    server.kind,
    looked.map((piece) => ({ piece, ...(isSeen(piece) ? { text: piece.value.text, by: piece.value.by } : {}) })),
  )
}

/** The file version of `LTAgent.exe`, the best source on the server itself (automate.md §3). */
function automateFile(question: Question): VersionLook {
  return fileVersion(question, { kind: 'automate', fact: 'windows.automate', file: 'LTAgent.exe' })
}

/** What Automate tells of itself over its REST API or in its database (automate.md §1.5, §4). */
function automatePatchInformation(question: Question): VersionLook {
  const look = question.server.kind === 'automate' ? automateLook(question, 'automate.patch-level') : undefined
  const text = look?.value.webServer ?? look?.value.databaseAgent
  return look && typeof text === 'string'
    ? written('automate', [{ piece: look, text, by: 'PatchInformation' }])
    : nothing
}

/** The file version of `ScreenConnect.Service.exe` (screenconnect.md §1.6). */
function screenconnectFile(question: Question): VersionLook {
  return fileVersion(question, {
    kind: 'screenconnect',
    fact: 'windows.screenconnect',
    file: 'ScreenConnect.Service.exe',
  })
}

/** The file version that lay in a copy of the product's folder. What could not be read there says nothing. */
function screenconnectFolder({ evidence, server }: Question): VersionLook {
  const pieces = newestPerMachine(evidence.about(server.kind, 'screenconnect.version').filter(isOfServer))
  return written(
    'screenconnect',
    pieces.flatMap((piece) =>
      isSeen(piece)
        ? [{ piece, text: piece.value.text, by: `${quotation(machineOf(piece))} Bin\\ScreenConnect.Service.exe` }]
        : [],
    ),
  )
}

function isOfServer(piece: Evidence<ProgramVersionFact>): boolean {
  return isSeen(piece) && piece.value.part === 'server'
}

interface VersionedFile {
  readonly kind: ServerKind
  readonly fact: 'windows.automate' | 'windows.screenconnect'
  readonly file: string
}

/** A machine without the product says nothing about its version and is left out. */
function fileVersion(question: Question, { kind, fact, file }: VersionedFile): VersionLook {
  if (question.server.kind !== kind) return nothing
  const pieces = machinesOf(question).flatMap((machine): Written[] => {
    const piece: Evidence<{ readonly serverVersion: string | null }> | undefined = machine.about(fact)
    if (!piece) return []
    if (!isSeen(piece)) return piece.missing.reason === 'absent' ? [] : [{ piece }]
    const text = piece.value.serverVersion
    return text === null ? [] : [{ piece, text, by: `${quotation(machineOf(piece))} ${file}` }]
  })
  return written(kind, pieces)
}

/** Evidence with the text that stands in it and the way by which it was read; without a text it was looked for in vain. */
interface Written {
  readonly piece: Evidence
  readonly text?: string
  readonly by?: string
}

const nothing: VersionLook = { readings: [], strange: [], missed: [] }

function written(kind: ServerKind, pieces: readonly Written[]): VersionLook {
  const found = pieces.flatMap(({ piece, text, by }) =>
    text === undefined ? [] : [{ piece, text, by: by ?? '', version: parseVersion(kind, text) }],
  )
  return {
    readings: found.flatMap(({ piece, by, version }) => (version.ok ? [{ piece, by, version: version.value }] : [])),
    strange: found.filter(({ version }) => !version.ok),
    missed: pieces.flatMap(({ piece, text }) => (text === undefined ? [piece] : [])),
  }
}
