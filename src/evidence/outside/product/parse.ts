import type { Missing } from '../../../model/evidence.ts'
import { type ServerKind, serverKinds } from '../../../model/server.ts'
import type { IdentityFact, VersionFact } from '../facts.ts'
import type { HttpAnswer } from '../http/answer.ts'
import { type Answer, answered, missing, printable } from '../probe.ts'

/** The three answers that tell the products apart. */
export interface ProductAnswers {
  /** `GET /` */
  readonly root: Answer<HttpAnswer>
  /** `GET /LabTech/agent.aspx` */
  readonly agentPage: Answer<HttpAnswer>
  /** `GET /Script.ashx` */
  readonly script: Answer<HttpAnswer>
}

/** Paths by which the products are known: reference automate.md, section 1.4, and screenconnect.md, section 1.6. */
export const productPaths: Readonly<Record<keyof ProductAnswers, string>> = {
  root: '/',
  agentPage: '/LabTech/agent.aspx',
  script: '/Script.ashx',
}

/**
 * Says whether the product that the policy expects answers. A mark of a product decides; without any mark it is a
 * stranger only if the server showed its own pages, because a front door that refuses everybody looks like no product
 * too: that is `unclear`. Missing if nobody answered at all.
 */
export function recognise(expected: ServerKind, answers: ProductAnswers): Answer<IdentityFact> {
  const all = [answers.root, answers.agentPage, answers.script]
  const seen = all.flatMap((answer) => ('value' in answer ? [answer.value] : []))
  if (seen.length === 0) return 'missing' in answers.root ? answers.root : missing('absent', 'no answer')
  const marks = marksOf(answers)
  const name = seen.find(({ headers }) => headers.server)?.headers.server
  const order = [expected, ...serverKinds]
  const recognised = order.find((kind) => marks[kind].length > 0)
  if (recognised) return answered({ expected, recognised, marks: marks[recognised], ...called(name) })
  const own = expected === 'automate' ? answers.agentPage : answers.script
  const stranger = showsItself(answers.root, name) && showsItself(own, name) && !isWindowsAlone(name, seen)
  return answered({ expected, recognised: stranger ? 'stranger' : 'unclear', marks: [], ...called(name) })
}

/** Every documented way by which the version shows, with the path that was asked; the ways that failed say why. */
export function versionsOf(
  kind: ServerKind,
  { root, agentPage, script }: ProductAnswers,
): readonly { readonly path: string; readonly answer: Answer<VersionFact> }[] {
  const byAgentPage = found(agentPage, 'agent.aspx', ({ body }) => agentPageVersion(body))
  if (kind === 'automate') return [{ path: productPaths.agentPage, answer: byAgentPage }]
  const byScript = found(script, 'script.ashx', ({ body }) => scriptVersion(body))
  const byHeader = found(root, 'server-header', ({ headers }) => serverHeaderVersion(headers.server ?? ''))
  // The header may be hidden while Script.ashx still answers; that is no gap in what is known.
  const header = 'value' in byHeader ? [{ path: productPaths.root, answer: byHeader }] : []
  return [{ path: productPaths.script, answer: byScript }, ...header]
}

/** Six pipes, then the version: `||||||250.436` (reference automate.md, section 3). */
export function agentPageVersion(body: string): string | undefined {
  return /(?<!\|)\|{6}(\d{1,3}\.\d{1,5})(?!\.?\d)/.exec(body)?.[1]
}

/** `"productVersion":"21.13.5058.7951"` in the context of the page (reference screenconnect.md, section 1.6). */
export function scriptVersion(body: string): string | undefined {
  return /"productVersion" ?: ?"(\d{1,4}(?:\.\d{1,6}){1,3})"/.exec(body)?.[1]
}

/** `ScreenConnect/19.3.25270.7185-3841999031 Microsoft-HTTPAPI/2.0` (reference screenconnect.md, section 1.6). */
export function serverHeaderVersion(header: string): string | undefined {
  return /^ScreenConnect\/(\d{1,4}(?:\.\d{1,6}){1,3})(?![\d.])/.exec(header)?.[1]
}

function marksOf({ root, agentPage, script }: ProductAnswers): Readonly<Record<ServerKind, readonly string[]>> {
  const servers = [root, agentPage, script].flatMap((answer) =>
    'value' in answer ? [answer.value.headers.server ?? ''] : [],
  )
  return {
    automate: 'value' in agentPage && agentPageVersion(agentPage.value.body) !== undefined ? ['agent.aspx'] : [],
    screenconnect: [
      ...(servers.some((header) => /^ScreenConnect\//.test(header)) ? ['server-header'] : []),
      ...('value' in script && scriptVersion(script.value.body) !== undefined ? ['script.ashx'] : []),
    ],
  }
}

/** A page, or the plain word of a server with a name that there is none: not a refusal, a redirect or a failure. */
function showsItself(answer: Answer<HttpAnswer>, name: string | undefined): boolean {
  if ('missing' in answer) return false
  const { status } = answer.value
  return (status >= 200 && status < 300) || (name !== undefined && [404, 405, 410].includes(status))
}

/** http.sys answers 404 by itself while the product is stopped or bound to another name. */
function isWindowsAlone(name: string | undefined, seen: readonly HttpAnswer[]): boolean {
  return name?.startsWith('Microsoft-HTTPAPI/') === true && seen.every(({ status }) => status === 404)
}

function called(name: string | undefined): { readonly calledItself?: string } {
  return name ? { calledItself: printable(name, 100) } : {}
}

function found(
  answer: Answer<HttpAnswer>,
  by: VersionFact['by'],
  read: (answer: HttpAnswer) => string | undefined,
): Answer<VersionFact> {
  if ('missing' in answer) return answer
  const text = read(answer.value)
  return text === undefined ? { missing: notThere(answer.value) } : answered({ text, by })
}

function notThere({ status, cut }: HttpAnswer): Missing {
  if (status === 401 || status === 403) return missing('denied', `HTTP ${status}`).missing
  if (status === 404 || status === 410) return missing('absent', `HTTP ${status}`).missing
  return cut ?? missing('unreadable', `HTTP ${status}`).missing
}
