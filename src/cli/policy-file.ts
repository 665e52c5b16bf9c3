import { readFile } from 'node:fs/promises'
import { say, type Text } from '../model/text.ts'
import type { Policy } from '../policy/policy.ts'
import { readPolicy } from '../policy/read.ts'
import { Refusal } from './refusal.ts'

/** Reads and checks a policy file. Whatever is wrong with it is refused with file, line and column. */
export async function loadPolicy(path: string): Promise<Policy> {
  const reading = readPolicy(await policyText(path))
  if (reading.ok) return reading.policy
  throw new Refusal(
    lines(reading.problems.map(({ line, column, message }) => at(`${path}:${line}:${column}`, message))),
  )
}

async function policyText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
    throw new Refusal(
      code === 'ENOENT'
        ? say(
            `Die Richtlinie ${path} gibt es nicht. "bollwerk init" legt eine an, --policy nennt eine andere.`,
            `There is no policy ${path}. "bollwerk init" writes one, --policy names another.`,
          )
        : say(
            `Die Richtlinie ${path} lässt sich nicht lesen (${code}).`,
            `The policy ${path} cannot be read (${code}).`,
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
