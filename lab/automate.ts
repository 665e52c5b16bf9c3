import { splitPathInfo } from './http-sys.ts'
import { type Product, type ProductAnswer, type ProductRequest, page, placeholderFile } from './product.ts'

/** IIS's own limit for a request body, `maxAllowedContentLength` by default. */
const mostBodyBytes = 30_000_000

/** From this agent version on, the installer is no longer handed to whoever asks (reference automate.md, 1.4). */
const anonymousInstallerEnded = 200.197

/**
 * An Automate web server of one version, written as its agents see it: `250.436`.
 * Paths after reference automate.md section 1.4. Unverified there, and so here: status and text of every page but
 * agent.aspx, and what is answered to somebody who is not signed in.
 */
export function automate(version: string): Product {
  return {
    server: 'automate',
    banner: { Server: 'Microsoft-IIS/10.0', 'X-Powered-By': 'ASP.NET' },
    mostBodyBytes,
    answer: (request) => answer(version, request),
  }
}

/** The way the user interface writes a version: `v25.0.436` for `250.436` (reference automate.md, section 6). */
function displayVersion(version: string): string {
  const [year = '', build = ''] = version.split('.')
  return `v${year.slice(0, -1)}.${year.slice(-1)}.${build}`
}

function answer(version: string, request: ProductRequest): ProductAnswer {
  if (request.method === 'OPTIONS') return { status: 200, headers: { Allow: 'OPTIONS, TRACE, GET, HEAD, POST' } }
  if (!['GET', 'HEAD', 'POST'].includes(request.method)) return page('405', 'Method not allowed', 405)
  const path = request.path.toLowerCase()
  if (path === '/') return page('IIS Windows Server', 'IIS')
  if (within(path, '/labtech')) return agentSide(version, request)
  return technicianSide(version, path) ?? notFound()
}

function agentSide(version: string, request: ProductRequest): ProductAnswer {
  const rest = splitPathInfo(request.path.toLowerCase()).page.slice('/labtech'.length)
  if (rest === '' || rest === '/') return page('LabTech', 'LabTech')
  if (rest === '/agent.aspx') return aspNet({ status: 200, headers: plainText, body: `||||||${version}` })
  if (rest === '/deployment.aspx') return deployment(version, request.query)
  if (rest === '/updates/controlcenterinstaller.exe') return placeholderFile('application/x-msdownload')
  if (rest === `/updates/labtechupdate_${version}.zip`) return placeholderFile('application/x-zip-compressed')
  if (/^\/service\/(labtechremoteagent\.msi|labuninstall\.exe)$/.test(rest)) {
    return placeholderFile('application/x-msdownload')
  }
  if (/^\/(updates|transfer|service)\/?$/.test(rest)) return page('403', 'Forbidden', 403)
  return notFound()
}

function deployment(version: string, query: string): ProductAnswer {
  const token = new URLSearchParams(query).get('InstallerToken') ?? ''
  const anonymous = Number(version) < anonymousInstallerEnded
  if (anonymous || /^[0-9a-f]{32}$/i.test(token)) return aspNet(placeholderFile('application/x-msi'))
  return aspNet(page('401', 'Installer token missing', 401))
}

function technicianSide(version: string, path: string): ProductAnswer | undefined {
  if (within(path, '/cwa/api')) return restApi(path)
  if (within(path, '/automate')) return page('Automate', '<div id="app"></div>')
  if (within(path, '/cwa')) return page('CWA', 'CWA')
  if (within(path, '/legacyccasmx')) return aspNet(page('LegacyCCASMX', 'Control Center web service'))
  if (within(path, '/wcc2/api')) return aspNet(page('401', 'Sign-in required', 401))
  if (within(path, '/wcc2'))
    return aspNet(page('Web Control Center', `<div class="splash">${displayVersion(version)}</div>`))
  return undefined
}

function restApi(path: string): ProductAnswer {
  const headers = { 'Content-Type': 'application/json; charset=utf-8' }
  if (path === '/cwa/api/v1/apitoken') {
    return { status: 200, headers, body: JSON.stringify({ AllowDirect: true, Services: [] }) }
  }
  return { status: 401, headers: { ...headers, 'WWW-Authenticate': 'Bearer' }, body: '{"Message":"Unauthorized"}' }
}

const plainText = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'private' }

function aspNet(answer: ProductAnswer): ProductAnswer {
  return { ...answer, headers: { ...answer.headers, 'X-AspNet-Version': '4.0.30319' } }
}

function within(path: string, prefix: string): boolean {
  return path === prefix || path.startsWith(`${prefix}/`)
}

function notFound(): ProductAnswer {
  return page('404', 'File or directory not found', 404)
}
