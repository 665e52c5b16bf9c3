import type { Evidence } from '../model/evidence.ts'
import { automateLook } from './automate-look.ts'
import type { Question } from './control.ts'

/** A version as somebody wrote it, and the way by which it was read. */
export interface ReadVersion {
  readonly text: string
  readonly by: string
}

/** Versions of the server that were read from within. A witness that knows one adds its line here. */
export function versionsInside(question: Question): readonly Evidence<ReadVersion>[] {
  return question.server.kind === 'automate' ? [...byPatchInformation(question)] : []
}

function byPatchInformation(question: Question): readonly Evidence<ReadVersion>[] {
  const look = automateLook(question, 'automate.patch-level')
  const text = look?.value.webServer ?? look?.value.databaseAgent
  return look && text !== undefined && text !== null ? [{ ...look, value: { text, by: 'PatchInformation' } }] : []
}
