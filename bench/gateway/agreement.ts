import { get } from 'node:http'
import { get as getSecurely } from 'node:https'
import type { Site } from './gateway.ts'
import { answers } from './origin.ts'
import { clients, hosts } from './policy.ts'

interface Answer {
  readonly status: number | 'closed'
  readonly bytes: number
  /** The client's address as the origin was told it. */
  readonly told: string | undefined
}

interface Question {
  readonly from: string
  /** Of Automate, if absent. */
  readonly host?: string
  readonly path: string
  readonly expected: string
}

const { admitted, refusedCountry, technician, blocked } = clients
const small = answers.small.path
const host = hosts.screenconnect
const questions: readonly Question[] = [
  { from: admitted, path: small, expected: `200 ${answers.small.bytes} ${admitted}` },
  { from: admitted, path: answers.large.path, expected: `200 ${answers.large.bytes} ${admitted}` },
  { from: technician, host, path: '/Administration', expected: `200 ${answers.small.bytes} ${technician}` },
  { from: admitted, host, path: '/Administration', expected: 'refused' },
  { from: admitted, host, path: '/SetupWizard.aspx/x', expected: 'refused' },
  { from: technician, host, path: '/SetupWizard.aspx', expected: 'refused' },
  { from: admitted, path: '/LabTech/shell.php', expected: 'refused' },
  { from: refusedCountry, path: small, expected: 'closed' },
  { from: blocked, path: small, expected: 'closed' },
]

/** Where a gateway does something else than the policy says. Empty: what is measured is the same for all. */
export async function disagreements(site: Site): Promise<readonly string[]> {
  const found: string[] = []
  for (const transport of ['http', 'https'] as const) {
    for (const question of questions) {
      const { status, bytes, told } = await ask(site, transport, question)
      const refused = status === 403 || status === 404
      const got = status === 'closed' ? 'closed' : refused ? 'refused' : `${status} ${bytes} ${told}`
      const { from, path, expected } = question
      if (got !== expected) found.push(`${transport} ${path} from ${from}: expected ${expected}, got ${got}`)
    }
  }
  return found
}

/** Asks with a forged X-Forwarded-For, which must not reach the origin. */
function ask(
  site: Site,
  transport: 'http' | 'https',
  { from, host = hosts.automate, path }: Question,
): Promise<Answer> {
  const where = { host: '127.0.0.1', localAddress: from, path, agent: false as const, timeout: 5000 }
  const options = { ...where, headers: { host, 'x-forwarded-for': '192.0.2.1' } }
  return new Promise((resolve) => {
    const sent =
      transport === 'http'
        ? get({ ...options, port: site.plainPort })
        : getSecurely({ ...options, port: site.tlsPort, rejectUnauthorized: false })
    sent.on('error', () => resolve({ status: 'closed', bytes: 0, told: undefined }))
    sent.on('timeout', () => sent.destroy())
    sent.on('response', (answer) => {
      let bytes = 0
      answer.on('data', (data: Buffer) => {
        bytes += data.length
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, bytes, told: String(answer.headers['x-told']) }))
    })
  })
}
