import type { Evidence, Missing } from '../../../model/evidence.ts'
import { isObject } from '../../shape.ts'
import { type Answer, answered, missing } from '../answer.ts'
import type { AutomateAuthenticationFact, AutomateFacts } from '../facts.ts'
import { entriesIn, type Told, textOf } from '../told.ts'
import { type ApiPlace, Conversation } from './conversation/collect.ts'
import { keyOf, type Resource, resources } from './resources.ts'
import { minutesUntil, type SignInAnswer, signInAnswer, signInServices } from './sign-in.ts'

/** How to sign in. The second factor is asked for only when the server wants one. */
interface Credentials {
  readonly user: string
  readonly password: string
  readonly code: () => Promise<string | undefined>
}

export interface ApiQuestion extends ApiPlace {
  readonly credentials: Credentials
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly onProgress: (path: string) => void
}

/** Evidence, or why there is none at all. */
export type Collected = { readonly evidence: readonly Evidence[] } | { readonly refused: Refused }

export interface Refused {
  readonly why: 'second-factor' | 'sign-in'
  readonly missing: Missing
}

interface SignedIn {
  readonly answer: SignInAnswer
  readonly secondFactor: boolean
}

const root = '/cwa/api/v1'
const tokenPath = `${root}/apitoken`

/**
 * Signs in and reads what the account may see. After the sign-in every request is a GET. What one resource denies is
 * missing by itself and spoils nothing else, and so is what comes after a token that ended in the middle.
 */
export async function collectAutomateApi(question: ApiQuestion): Promise<Collected> {
  const conversation = new Conversation(question)
  try {
    const services = await conversation.ask({ method: 'GET', path: tokenPath })
    const signedIn = await signIn(conversation, question.credentials)
    if ('missing' in signedIn) return { refused: { why: signedIn.why, missing: signedIn.missing } }
    const evidence = new Witnessed(question)
    const known = 'value' in services ? signInServices(services.value) : null
    evidence.add('automate.authentication', '/apitoken', answered(authentication(question, known, signedIn)))
    await readAll(conversation, { question, token: signedIn.answer.token, evidence })
    return { evidence: evidence.pieces }
  } finally {
    conversation.close()
  }
}

/** First without a code: only so is it seen whether the account needs one. */
async function signIn(conversation: Conversation, { user, password, code }: Credentials): Promise<SignedIn | Refused> {
  const first = await passwordAnswer(conversation, { username: user, password })
  if ('missing' in first) return { why: 'sign-in', ...first }
  // Whatever it says of a second factor: who got a token needed none.
  if (first.value.token !== '') return { answer: first.value, secondFactor: false }
  const passcode = await code()
  if (passcode === undefined) return { why: 'second-factor', ...missing('denied', 'second factor') }
  const second = await passwordAnswer(conversation, { username: user, password, TwoFactorPasscode: passcode })
  if ('missing' in second) return { why: 'second-factor', ...second }
  if (second.value.token === '') return { why: 'second-factor', ...missing('denied', 'second factor') }
  return { answer: second.value, secondFactor: true }
}

async function passwordAnswer(conversation: Conversation, body: unknown): Promise<Answer<SignInAnswer>> {
  const given = await conversation.ask({ method: 'POST', path: tokenPath, body })
  if ('missing' in given) return given
  const answer = signInAnswer(given.value)
  return answer ? answered(answer) : missing('unreadable', 'no token')
}

function authentication(
  { credentials, now }: ApiQuestion,
  services: AutomateAuthenticationFact['services'],
  { answer, secondFactor }: SignedIn,
): AutomateAuthenticationFact {
  return {
    by: 'api',
    services,
    account: textOf(credentials.user) ?? '',
    secondFactor,
    tokenMinutes: minutesUntil(answer.expires, now()),
    longestTokenMinutes: minutesUntil(answer.expiresAtLast, now()),
  }
}

interface Reading {
  readonly question: ApiQuestion
  readonly token: string
  readonly evidence: Witnessed
}

async function readAll(conversation: Conversation, { question, token, evidence }: Reading): Promise<void> {
  for (const resource of resources) {
    question.onProgress(resource.path)
    const entries = await entriesOf(conversation, resource, token)
    evidence.add(resource.fact, resource.path, read(resource, entries, question.now()))
  }
}

function read(
  resource: Resource,
  entries: Answer<readonly Told[]>,
  now: number,
): Answer<AutomateFacts[keyof AutomateFacts]> {
  if ('missing' in entries) return entries
  const value = resource.read(entries.value, now)
  return value === undefined ? missing('unreadable', 'unknown form') : answered(value)
}

/**
 * All entries, page by page, until a page brings nothing new: a server may hold its pages smaller than asked, or know
 * no pages and answer the same list again.
 */
async function entriesOf(
  conversation: Conversation,
  resource: Resource,
  token: string,
): Promise<Answer<readonly Told[]>> {
  const found = new Map<string, Told>()
  const { pageSize, mostPages = 1, cut } = resource
  for (let page = 1; page <= mostPages; page++) {
    const answer = await conversation.ask({ method: 'GET', path: pathOf(resource, page), token })
    if ('missing' in answer) return answer
    const single = pageSize === undefined && isObject(answer.value)
    const entries = single ? [answer.value] : entriesIn(answer.value)
    if (!entries) return unreadable
    if (pageSize === undefined) return answered(entries)
    const before = found.size
    for (const told of entries) found.set(keyOf(resource, told), told)
    if (found.size === before) return answered([...found.values()])
  }
  return cut ? answered([...found.values()]) : missing('too-large', `${mostPages} pages`)
}

const unreadable = missing('unreadable', 'unknown form')

function pathOf({ path, pageSize, query = {} }: Resource, page: number): string {
  const paging = pageSize === undefined ? {} : { pageSize: String(pageSize), page: String(page) }
  const search = new URLSearchParams({ ...query, ...paging }).toString()
  return `${root}${path}${search === '' ? '' : `?${search}`}`
}

/** Dates what was learned and says where it was asked. */
class Witnessed {
  readonly pieces: Evidence[] = []
  readonly #host: string
  readonly #now: () => number

  constructor({ host, now }: ApiQuestion) {
    this.#host = host
    this.#now = now
  }

  add(fact: keyof AutomateFacts, path: string, answer: Answer<unknown>): void {
    const source = `${this.#host}: GET ${root}${path}`
    const at = new Date(this.#now()).toISOString()
    this.pieces.push({ fact, witness: 'inside', server: 'automate', source, at, ...answer })
  }
}
