import type { ServerKind } from '../src/model/server.ts'

/** Who the front of a hardened site lets through to a path; `closed` is closed for technicians too. */
export type FrontAudience = 'everyone' | 'technicians' | 'closed'

interface FrontRule {
  readonly path: RegExp
  readonly audience: FrontAudience
  /** Methods besides GET and HEAD. */
  readonly methods?: readonly string[]
}

/** First match decides; paths are canonical. After reference automate.md 1.4 and 9, screenconnect.md 4 and 8. */
const rules: Readonly<Record<ServerKind, readonly FrontRule[]>> = {
  automate: [
    { path: /^\/labtech\/updates\/controlcenterinstaller\.exe$/, audience: 'technicians' },
    { path: /^\/labtech(\/|$)/, audience: 'everyone', methods: ['POST'] },
    {
      path: /^\/(automate|cwa|legacyccasmx|wcc2)(\/|$)/,
      audience: 'technicians',
      methods: ['POST', 'PUT', 'PATCH', 'DELETE'],
    },
    { path: /^\/$/, audience: 'technicians' },
  ],
  screenconnect: [
    { path: /^\/setupwizard(\.aspx)?(\/|$)/, audience: 'closed' },
    { path: /\.aspx\//, audience: 'closed' },
    { path: /^\/app_extensions\/[^/]+\.(aspx|ashx)/, audience: 'closed' },
    { path: /^\/(guest(\.aspx)?)?$/, audience: 'everyone' },
    { path: /^\/(script\.ashx|(favicon|clienticon|scriptresource|webresource)\.axd)$/, audience: 'everyone' },
    { path: /^\/[a-z0-9_/-]+\.(css|js|png|gif|jpg|svg|woff2?|html)$/, audience: 'everyone' },
    { path: /^\/bin\//, audience: 'everyone' },
    {
      path: /^\/services\/pageservice\.ashx\/(getguestsessioninfo|loginitiatedjoin|getlivedata|sendfeedback)$/,
      audience: 'everyone',
      methods: ['POST'],
    },
    { path: /^\/(login|host|administration|changepassword|resetpassword)(\.aspx)?$/, audience: 'technicians' },
    { path: /^\/services\//, audience: 'technicians', methods: ['POST'] },
    {
      path: /^\/app_extensions\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\//,
      audience: 'technicians',
      methods: ['POST'],
    },
    { path: /^\/(report\.|[a-z]+\.axd$)/, audience: 'technicians' },
  ],
}

export interface Asked {
  readonly method: string
  /** As `canonicalPath` writes it. */
  readonly path: string
  readonly query: string
}

/** What a well-kept front decides about a request: its audience, `closed` for whatever no rule names. */
export function frontAudience(server: ServerKind, { method, path, query }: Asked): FrontAudience {
  const rule = rules[server].find((candidate) => candidate.path.test(path))
  if (!rule || !['GET', 'HEAD', ...(rule.methods ?? [])].includes(method)) return 'closed'
  const anonymousInstaller =
    path === '/labtech/deployment.aspx' && !/(^|&)installertoken=[0-9a-f]{32}(&|$)/i.test(query)
  return anonymousInstaller ? 'closed' : rule.audience
}

/**
 * The path as the front matches it: decoded twice, `\` taken for `/`, `;…` removed, slashes collapsed, lower case.
 * Undefined for what an honest client never sends: dot segments, control characters, encodings left after two rounds.
 */
export function canonicalPath(path: string): string | undefined {
  const once = decoded(path)
  const twice = once === undefined ? undefined : decoded(once)
  if (twice === undefined || /%[0-9a-f]{2}/i.test(twice)) return undefined
  const plain = twice
    .replaceAll('\\', '/')
    .replace(/;[^/]*/g, '')
    .replace(/\/{2,}/g, '/')
    .toLowerCase()
  const odd = [...plain].some((character) => character <= ' ' || character >= '\x7f')
  return odd || /\/\.{1,2}(\/|$)/.test(plain) || !plain.startsWith('/') ? undefined : plain
}

function decoded(text: string): string | undefined {
  if (/%(?![0-9a-f]{2})/i.test(text)) return undefined
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
