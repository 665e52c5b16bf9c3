import { readFile } from 'node:fs/promises'
import { say, type Text } from '../model/text.ts'
import type { Policy } from '../policy/policy.ts'
import { type PolicyReading, readPolicy } from '../policy/read.ts'
import { codeOf, notReadable } from './file-failure.ts'
import { Refusal } from './refusal.ts'

/** Reads and checks a policy file. Whatever is wrong with it is refused with file, line and column. */
export async function loadPolicy(path: string): Promise<Policy> {
  return (await loadPolicyWithText(path)).policy
}

/** The same, with the text that the policy was read from. */
export async function loadPolicyWithText(path: string): Promise<{ readonly policy: Policy; readonly text: string }> {
  const text = await policyText(path)
  const reading = readPolicy(text)
  if (reading.ok) return { policy: reading.policy, text }
  throw new Refusal(
    lines(reading.problems.map(({ line, column, message }) => at(`${path}:${line}:${column}`, message))),
  )
}

/** What reading a policy file gives: the policy, or everything that is wrong with it. A file that cannot be read is refused. */
export async function policyReading(path: string): Promise<PolicyReading> {
  return readPolicy(await policyText(path))
}

async function policyText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    if (codeOf(cause) !== 'ENOENT') throw notReadable(path, cause)
    throw new Refusal(
      say(
        `Die Richtlinie ${path} gibt es nicht. "bollwerk init" legt eine an, --policy nennt eine andere.`,
        `There is no policy ${path}. "bollwerk init" writes one, --policy names another.`,
      ),
    )
  }
}

function at(place: string, message: Text): Text {
  return { de: `${place}: ${message.de}`, en: `${place}: ${message.en}` }
}

function lines(texts: readonly Text[]): Text {
  return { de: texts.map(({ de }) => de).join('\n'), en: texts.map(({ en }) => en).join('\n') }
}
