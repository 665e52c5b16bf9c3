import type { Evidence } from '../model/evidence.ts'
import { isSeen } from '../model/evidence.ts'
import type { Question } from './control.ts'

/** A version as somebody wrote it, and the way by which it was read. */
export interface ReadVersion {
  readonly text: string
  readonly by: string
}

/** Versions of the server that were read from within. A witness that knows one adds its line here. */
export function versionsInside(question: Question): readonly Evidence<ReadVersion>[] {
  return question.server.kind === 'screenconnect' ? [...byScreenConnectFile(question)] : []
}

/** What could not be read in the folder says nothing against a version that another way shows. */
function byScreenConnectFile({ evidence }: Question): readonly Evidence<ReadVersion>[] {
  return evidence.about('screenconnect', 'screenconnect.version').flatMap((piece) => {
    if (!isSeen(piece) || piece.value.part !== 'server') return []
    return [{ ...piece, value: { text: piece.value.text, by: 'ScreenConnect.Service.exe' } }]
  })
}
