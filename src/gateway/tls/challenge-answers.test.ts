import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { ChallengeAnswers, type ChallengeChange } from './challenge-answers.ts'

it('gives answers to other threads as they are set and withdrawn', () => {
  const [here, there] = [new ChallengeAnswers(), new ChallengeAnswers()]
  // What is posted to a worker is copied like this.
  const stop = here.onChange((change) => there.apply(structuredClone(change)))
  const pair = { certificate: 'c', key: 'k' }
  here.set({ kind: 'http', token: 't', answer: 't.proof' })
  here.set({ kind: 'alpn', host: 'A.example', certificate: pair })
  expect(there.httpChallengeAnswer('t')).toBe('t.proof')
  expect(there.httpChallengeAnswer('x')).toBeUndefined()
  expect([there.expectsAlpn, there.alpnCertificateFor('a.EXAMPLE')]).toEqual([true, pair])
  const withdrawn: ChallengeChange[] = [
    { kind: 'http', token: 't', answer: undefined },
    { kind: 'alpn', host: 'a.example', certificate: undefined },
  ]
  for (const change of withdrawn) here.set(change)
  expect([there.httpChallengeAnswer('t'), there.expectsAlpn]).toEqual([undefined, false])
  stop()
  here.set({ kind: 'http', token: 't', answer: 't.proof' })
  expect(there.httpChallengeAnswer('t')).toBeUndefined()
})

/** Together they cost a start a quarter of a second. */
it('needs the libraries for certificates only when one is ordered or made', () => {
  const sources = readdirSync(import.meta.dirname).filter(
    (name) => /^[a-z-]+\.ts$/.test(name) && !/-fixture/.test(name),
  )
  const loading = sources.filter((name) =>
    /^import (?!type ).*from '(acme-client|@peculiar\/x509)'/m.test(
      readFileSync(`${import.meta.dirname}/${name}`, 'utf8'),
    ),
  )
  expect(loading).toEqual([])
})
