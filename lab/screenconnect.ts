import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { splitPathInfo } from './http-sys.ts'
import { type Product, type ProductAnswer, type ProductRequest, page, placeholderFile, redirect } from './product.ts'
import { setupWizard } from './setup-wizard.ts'

/** `maxRequestLength=16384` (KB) of ASP.NET (reference screenconnect.md, section 8). */
const mostBodyBytes = 16_384 * 1024

export interface ScreenConnectOptions {
  /** As the product's own files write it, `26.6.5.9742`. */
  readonly version: string
  /** How long an unanswered long poll is held, in milliseconds. */
  readonly longPoll?: number
}

/**
 * A ScreenConnect web server. Paths after reference screenconnect.md section 4, the `Server` header and Script.ashx
 * after 1.6. Unverified there, and so here: the texts of all pages, what extensions answer without their secret,
 * and whether versions 25 and 26 still send the header.
 */
export function screenConnect({ version, longPoll = 25_000 }: ScreenConnectOptions): Product {
  return {
    server: 'screenconnect',
    banner: { Server: `ScreenConnect/${version}-${buildNumber(version)} Microsoft-HTTPAPI/2.0` },
    mostBodyBytes,
    answer: (request) => answer({ version, longPoll }, request),
  }
}

/** The number behind the version in the `Server` header; its meaning is not known, so the lab derives one. */
function buildNumber(version: string): number {
  return createHash('sha256').update(version).digest().readUInt32BE(0)
}

function answer(
  options: Required<ScreenConnectOptions>,
  request: ProductRequest,
): ProductAnswer | Promise<ProductAnswer> {
  const { page: pagePath, info } = splitPathInfo(request.path.toLowerCase())
  const name = pagePath.replace(/\.aspx$/, '')
  if (name === '/setupwizard') return setupWizard(options.version, info)
  if (pagePath.startsWith('/services/') && pagePath.endsWith('service.ashx'))
    return call(options, request, pagePath + info)
  if (request.method !== 'GET' && request.method !== 'HEAD') return { status: 405 }
  return webPage(name) ?? asset(options.version, pagePath) ?? page('404', 'Not found', 404)
}

function webPage(name: string): ProductAnswer | undefined {
  switch (name) {
    case '/':
    case '/guest':
      return scPage('Guest', '<div class="GuestPage"><input class="JoinCode"></div>')
    case '/login':
    case '/changepassword':
    case '/resetpassword':
      return scPage(
        'Login',
        '<form class="LoginPage"><input name="userName"><input type="password" name="password"></form>',
      )
    case '/host':
    case '/administration':
      return toLogin(name)
    default:
      return /^\/(report(\.|$)|(openapidocument|capturetranscoder|toolboxitemhandler)\.axd$)/.test(name)
        ? toLogin(name)
        : undefined
  }
}

function asset(version: string, path: string): ProductAnswer | undefined {
  if (path === '/script.ashx') return script(version)
  if (/^\/(favicon|clienticon)\.axd$/.test(path)) return { status: 200, headers: { 'Content-Type': 'image/x-icon' } }
  if (/^\/[a-z0-9_-]+\.css$/.test(path))
    return { status: 200, headers: { 'Content-Type': 'text/css' }, body: 'body{}\n' }
  if (/^\/bin\/[a-z]+\.client[a-z]*\.(application|manifest|jnlp)$/.test(path)) return placeholderFile('application/xml')
  if (/^\/bin\/[a-z]+\.client[a-z]*\.(exe|msi|zip|pkg|deb|rpm|sh)$/.test(path)) {
    return placeholderFile('application/octet-stream')
  }
  if (/^\/app_extensions\/[0-9a-f-]{36}\/service\.ashx$/.test(path)) return { status: 403 }
  return undefined
}

function script(version: string): ProductAnswer {
  const context = JSON.stringify({ productVersion: version, isUserAuthenticated: false })
  return {
    status: 200,
    headers: { 'Content-Type': 'text/javascript; charset=utf-8' },
    body: `var SC = window.SC || {};\nSC.context = ${context};\n`,
  }
}

/** A call of a web service: guests' methods answer, everything else wants a sign-in. */
async function call(
  options: Required<ScreenConnectOptions>,
  request: ProductRequest,
  path: string,
): Promise<ProductAnswer> {
  if (request.method !== 'POST') return { status: 405, headers: { Allow: 'POST' } }
  if (path === '/services/pageservice.ashx/getlivedata') return longPollAnswer(options.longPoll, request.gone)
  if (/^\/services\/pageservice\.ashx\/(getguestsessioninfo|loginitiatedjoin|sendfeedback)$/.test(path))
    return json('null')
  if (path === '/services/authenticationservice.ashx/trylogin') return json('1')
  return { status: 403 }
}

/** Nothing ever changes in the lab, so a poll lasts until its time is over; the client takes 504 for that. */
async function longPollAnswer(milliseconds: number, gone: AbortSignal): Promise<ProductAnswer> {
  await wait(milliseconds, undefined, { signal: gone }).catch((error: unknown) => {
    if (!gone.aborted) throw error
  })
  return { status: 504 }
}

function json(body: string): ProductAnswer {
  return { status: 200, headers: { 'Content-Type': 'application/json; charset=utf-8' }, body }
}

function scPage(title: string, markup: string): ProductAnswer {
  return page(`${title} - ScreenConnect`, `<script src="/Script.ashx"></script>${markup}`)
}

function toLogin(name: string): ProductAnswer {
  return redirect(`/Login?ReturnUrl=${encodeURIComponent(name)}`)
}
