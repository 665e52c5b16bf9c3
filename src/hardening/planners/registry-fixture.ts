import { musterMsp } from '../../controls/question-fixture.ts'
import type { Finding } from '../../model/assessment.ts'
import type { RegistryValue } from '../change.ts'
import type { Asked, Reach } from '../planner.ts'

/** A registry that holds these numbers, by key and name. */
export function numbers(held: Readonly<Record<string, Readonly<Record<string, number | null>>>>): Reach {
  const values = new Map(
    Object.entries(held).flatMap(([key, names]) =>
      Object.entries(names).flatMap(([name, number]): (readonly [string, RegistryValue])[] =>
        number === null ? [] : [[`${key}\n${name}`, { type: 'REG_DWORD', data: `0x${number.toString(16)}` }]],
      ),
    ),
  )
  return reachOf(async (key, name) => values.get(`${key}\n${name}`) ?? null)
}

export function reachOf(readRegistry: NonNullable<Reach['readRegistry']>): Reach {
  return { machine: 'rmm01', readFile: () => Promise.reject(new Error('no files here')), readRegistry }
}

export function askedOf(findings: readonly Finding[], reach: Reach, more: Partial<Asked> = {}): Asked {
  return { findings, policy: musterMsp, reach, language: 'en', keepAccess: ['203.0.113.0/24'], ...more }
}
