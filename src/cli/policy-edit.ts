import { chmod, chown, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { isDeepStrictEqual } from 'node:util'
import { say, type Text } from '../model/text.ts'
import type { Policy } from '../policy/policy.ts'
import { readPolicy } from '../policy/read.ts'
import { exitCodes } from './exit-code.ts'
import { codeOf, notReadable, notWritable } from './file-failure.ts'
import { Refusal } from './refusal.ts'

/** A change of a policy file: the text as it was read, the text as it shall be, and the policy that this must mean. */
export interface PolicyEdit {
  readonly path: string
  readonly before: string
  readonly after: string
  readonly meaning: Policy
}

/**
 * Writes a changed policy file whole or not at all, and reads it again afterwards. Refused, with the file as it was,
 * if the new text does not mean what it should, or if somebody else changed the file in between. Keeps the rights of
 * the file and follows links to it.
 */
export async function rewritePolicy({ path, before, after, meaning }: PolicyEdit): Promise<void> {
  if (!means(after, meaning)) throw new Refusal(notWhatWasMeant(path), exitCodes.internal)
  const target = await realpath(path).catch((cause: unknown) => {
    throw notReadable(path, cause)
  })
  const draft = `${target}.${process.pid}.part`
  try {
    await writeLike(target, draft, after)
    if ((await readFile(target, 'utf8')) !== before) throw new Refusal(changedMeanwhile(path))
    await rename(draft, target)
  } catch (cause) {
    throw cause instanceof Refusal ? cause : notWritable(path, cause)
  } finally {
    await rm(draft, { force: true })
  }
  const there = await readFile(target, 'utf8')
  if (there !== after || !means(there, meaning)) throw new Refusal(notWhatWasWritten(path), exitCodes.internal)
}

function means(text: string, meaning: Policy): boolean {
  const reading = readPolicy(text)
  return reading.ok && isDeepStrictEqual(reading.policy, meaning)
}

async function writeLike(target: string, draft: string, text: string): Promise<void> {
  const { mode, uid, gid } = await stat(target)
  await writeFile(draft, text, { mode: 0o600 })
  await chown(draft, uid, gid).catch((cause: unknown) => {
    // Only root may give files away; everybody else writes files of their own.
    if (codeOf(cause) !== 'EPERM') throw cause
  })
  await chmod(draft, mode & 0o777)
}

function notWhatWasMeant(path: string): Text {
  return say(
    `${path} bleibt, wie sie ist: Bollwerk konnte den Eintrag nicht so schreiben, dass alles andere gleich bleibt. Bitte tragen Sie ihn von Hand ein, und melden Sie diesen Fehler.`,
    `${path} stays as it is: Bollwerk could not write the entry so that everything else stays the same. Please write it by hand, and report this fault.`,
  )
}

function changedMeanwhile(path: string): Text {
  return say(
    `${path} wurde gerade von jemand anderem geändert und bleibt so. Bitte wiederholen Sie den Befehl.`,
    `${path} was just changed by somebody else and stays so. Please repeat the command.`,
  )
}

function notWhatWasWritten(path: string): Text {
  return say(
    `In ${path} steht etwas anderes, als geschrieben wurde. Bitte prüfen Sie die Datei: bollwerk policy check`,
    `${path} holds something else than was written. Please check the file: bollwerk policy check`,
  )
}
