import type { Finding } from '../../model/assessment.ts'
import type { Change } from '../change.ts'

/** One machine may carry both servers: then each server's question must be answered. */
export function askedAgain(findings: readonly Finding[]): Change['verify'] {
  const byQuestion = new Map<string, Change['verify'][number]>()
  for (const { control, subject, id } of findings) {
    const key = `${control}/${subject}`
    byQuestion.set(key, { control, subject, findings: [...(byQuestion.get(key)?.findings ?? []), id] })
  }
  return [...byQuestion.values()]
}
