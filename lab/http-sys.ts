/** What http.sys makes of the target of a request line. */
export type CookedTarget = { readonly ok: true; readonly path: string; readonly query: string } | { readonly ok: false }

/**
 * Reads a target the way http.sys hands it to IIS or to a self-hosted server: absolute form accepted, percent-encoding
 * decoded once, `\` taken for `/`, repeated slashes and dot segments resolved. Upper and lower case are kept; the
 * products compare without them. Control characters and broken encodings are refused.
 * Unverified: our own reading of http.sys, not compared with a Windows Server.
 */
export function cookTarget(target: string): CookedTarget {
  const form = /^(?:https?:\/\/[^/?#]*)?(\/[^?#]*|)(?:\?([^#]*))?$/i.exec(target)
  if (!form || target === '') return { ok: false }
  const decoded = percentDecoded(form[1] || '/')
  if (decoded === undefined || hasControl(decoded)) return { ok: false }
  return { ok: true, path: withoutDots(decoded.replaceAll('\\', '/')), query: form[2] ?? '' }
}

/** A page of ASP.NET and what follows it: `/a.aspx/b/c` is the page `/a.aspx` with the path info `/b/c`. */
export function splitPathInfo(path: string): { readonly page: string; readonly info: string } {
  const page = /^.*?\.(?:aspx|ashx|asmx|axd)(?=\/|$)/i.exec(path)?.[0]
  return page === undefined ? { page: path, info: '' } : { page, info: path.slice(page.length) }
}

/** Whether http.sys takes the value for a host: a name, an IPv4 address or an IPv6 address in brackets, and a port. */
export function isWellFormedHost(host: string): boolean {
  return /^(?:[a-z0-9._-]{1,255}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i.test(host)
}

/** Why http.sys refuses a request by itself, before the product sees it. */
export type KernelFault = 'Invalid Hostname' | 'Invalid URL' | 'Invalid Verb' | 'Invalid Header' | 'Request Too Long'

/** The page that http.sys answers with status 400. Its `Server` header is `kernelServer`. */
export function kernelPage(fault: KernelFault): string {
  return `<!DOCTYPE html><html><head><title>Bad Request</title></head><body><h2>Bad Request - ${fault}</h2></body></html>\r\n`
}

export const kernelServer = 'Microsoft-HTTPAPI/2.0'

function percentDecoded(text: string): string | undefined {
  if (/%(?![0-9a-f]{2})/i.test(text)) return undefined
  const bytes = Buffer.from(
    text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
  const utf8 = bytes.toString('utf8')
  return utf8.includes('\uFFFD') ? bytes.toString('latin1') : utf8
}

function hasControl(text: string): boolean {
  return [...text].some((character) => character < ' ' || character === '\x7f')
}

function withoutDots(path: string): string {
  const kept: string[] = []
  for (const segment of path.split('/')) {
    if (segment === '..') kept.pop()
    else if (segment !== '.' && segment !== '') kept.push(segment)
  }
  const trailing = /\/\.{0,2}$/.test(path) && kept.length > 0 ? '/' : ''
  return `/${kept.join('/')}${trailing}`
}
