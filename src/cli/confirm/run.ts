import * as z from 'zod'
import { quoted } from '../../model/quoted.ts'
import { say, type Text } from '../../model/text.ts'
import { exitCodes } from '../exit-code.ts'
import { codeOf } from '../file-failure.ts'
import { type Program, print, tell } from '../program.ts'
import { Refusal } from '../refusal.ts'
import type { ConfirmFlags } from './command.ts'
import { type Exchange, exchanged } from './exchange.ts'

/** Asks what must still answer, then sends the code. */
export async function run(this: Program, flags: ConfirmFlags, address: string, code: string): Promise<void> {
  const url = doorAt(address)
  const from = flags.sourceAddress === undefined ? {} : { localAddress: flags.sourceAddress }
  const waiting = await whatWaits(url, from)
  tell(this, waitsFor(waiting))
  for (const { url: asked, addresses } of waiting.ask) await mustAnswer(this, new URL(asked), { ...from, addresses })
  const { status } = await exchanged(url, { ...from, method: 'POST', body: code }).catch((cause: unknown) => {
    throw notReached(url, cause)
  })
  if (status !== 200) throw refused(status)
  const { change } = waiting
  if (flags.json)
    print(this, JSON.stringify({ schema: 'bollwerk.confirmed/1', site: waiting.site, change }, undefined, 2))
  else
    print(
      this,
      say(`${quoted(change)} ist bestätigt und bleibt.`, `${quoted(change)} is confirmed and stays.`)[this.language],
    )
}

type From = Pick<Exchange, 'localAddress'>
type Way = Pick<Exchange, 'localAddress' | 'addresses'>

const webAddress = z.url({ protocol: /^https?$/ })
const mostAsked = 10

const waitingSchema = z.object({
  schema: z.literal('bollwerk.confirmation/1'),
  site: z.string().max(500),
  change: z.string().max(500),
  title: z.string().max(2000),
  ask: z.array(z.object({ url: webAddress, addresses: z.array(z.union([z.ipv4(), z.ipv6()])) })).max(mostAsked),
})
type WaitingHere = z.infer<typeof waitingSchema>

function doorAt(address: string): URL {
  const url = URL.parse(address)
  if (url?.protocol === 'http:') return url
  throw new Refusal(
    say(
      `${quoted(address)} ist keine Adresse, wie "bollwerk apply" sie nennt, zum Beispiel http://10.20.0.11:8900.`,
      `${quoted(address)} is no address as "bollwerk apply" names it, for example http://10.20.0.11:8900.`,
    ),
  )
}

async function whatWaits(url: URL, from: From): Promise<WaitingHere> {
  const { status, body } = await exchanged(url, { ...from, method: 'GET' }).catch((cause: unknown) => {
    throw notReached(url, cause)
  })
  if (status !== 200) throw refused(status)
  const reading = waitingSchema.safeParse(parsed(body))
  if (reading.success) return reading.data
  throw new Refusal(
    say(
      `Unter ${url.origin} antwortet etwas anderes als "bollwerk apply". Bitte prüfen Sie die Adresse.`,
      `Something else than "bollwerk apply" answers at ${url.origin}. Please check the address.`,
    ),
    exitCodes.incomplete,
  )
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    // Whatever it is, it is not what apply sends.
    return undefined
  }
}

/** Whoever is locked out must not confirm. Any page or redirection is an answer; a refusal or a fault is none. */
async function mustAnswer(program: Program, url: URL, way: Way): Promise<void> {
  const { status } = await exchanged(url, { ...way, method: 'GET' }).catch((cause: unknown) => {
    throw lockedOut(url, codeOf(cause))
  })
  if (status === 403 || status === 404 || status >= 500) throw lockedOut(url, `HTTP ${status}`)
  tell(program, say(`${url.href} antwortet (HTTP ${status}).`, `${url.href} answers (HTTP ${status}).`))
}

function lockedOut(url: URL, why: string): Refusal {
  return new Refusal(
    say(
      `Nicht bestätigt: ${url.href} antwortet von hier aus nicht (${why}). Lassen Sie die Frist verstreichen; die Änderung wird dann zurückgenommen.`,
      `Not confirmed: ${url.href} does not answer from here (${why}). Let the time run out; the change is then taken back.`,
    ),
    exitCodes.unfinished,
  )
}

function waitsFor({ site, change, title }: WaitingHere): Text {
  return say(
    `${quoted(site)} wartet auf die Bestätigung von ${quoted(change)}: ${quoted(title)}`,
    `${quoted(site)} waits for the confirmation of ${quoted(change)}: ${quoted(title)}`,
  )
}

function notReached(url: URL, cause: unknown): Refusal {
  const why = codeOf(cause)
  return new Refusal(
    say(
      `${url.origin} ist von hier aus nicht zu erreichen (${why}). Bitte prüfen Sie Adresse und Firewall.`,
      `${url.origin} cannot be reached from here (${why}). Please check the address and the firewall.`,
    ),
    exitCodes.incomplete,
  )
}

const refusals: Readonly<Partial<Record<number, Text>>> = {
  401: say('Der Code stimmt nicht. Bitte geben Sie ihn noch einmal ein.', 'The code is wrong. Please enter it again.'),
  403: say(
    'Diese Adresse gehört nicht zu denen, die ihren Zugang behalten müssen; von hier aus zählt keine Bestätigung.',
    'This address is not among those that must keep access; no confirmation counts from here.',
  ),
  421: say(
    'Die Bestätigung kam durch das Gateway oder einen Proxy; wer dahinter sitzt, ist hier nicht zu sehen. Rufen Sie die Adresse des Servers unmittelbar auf, aus dem eigenen Netz oder über VPN.',
    'The confirmation came through the gateway or a proxy; who sits behind it cannot be seen here. Call the address of the server directly, from your own network or over VPN.',
  ),
  410: say('Hier wartet nichts mehr auf eine Bestätigung.', 'Nothing waits for a confirmation here any more.'),
  429: say(
    'Von dieser Adresse kamen zu viele falsche Codes. Die Änderung wird nach Ablauf der Frist zurückgenommen.',
    'Too many wrong codes came from this address. The change is taken back when the time is over.',
  ),
}

function refused(status: number): Refusal {
  const other = say(
    `Die Bestätigung wurde nicht angenommen (HTTP ${status}).`,
    `The confirmation was not accepted (HTTP ${status}).`,
  )
  return new Refusal(refusals[status] ?? other, exitCodes.unfinished)
}
