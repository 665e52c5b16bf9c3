import type { Change, Plan } from '../../hardening/change.ts'
import type { Confirmation } from '../../hardening/confirmation.ts'
import type { Prefix } from '../../model/address.ts'
import { say } from '../../model/text.ts'
import type { Policy } from '../../policy/policy.ts'
import { codeOf } from '../file-failure.ts'
import { type Program, tell } from '../program.ts'
import { Refusal } from '../refusal.ts'
import { askedAddresses } from './asked-addresses.ts'
import type { ApplyFlags } from './command.ts'
import { type Admission, ConfirmationDoor } from './confirmation-door.ts'
import { type ListenAddress, linkTo } from './listen-address.ts'

export interface OpenConfirmation extends Confirmation {
  /** How long there is to confirm, in milliseconds, if it is not the usual time. */
  readonly within?: number
  close(): void
}

interface Basis {
  readonly policy: Policy
  readonly plan: Plan
}

/**
 * Opens the door at which a risky change is confirmed, before anything is changed: what nobody could confirm is not
 * begun. Without a risky change nothing listens.
 */
export async function confirmationFor(
  program: Program,
  { confirmAt }: Pick<ApplyFlags, 'confirmAt'>,
  basis: Basis,
): Promise<OpenConfirmation> {
  if (!basis.plan.changes.some(({ confirm }) => confirm)) return nothingWaits
  if (basis.plan.keepAccess.length === 0) throw new Refusal(nobodyMay)
  if (confirmAt === undefined) throw new Refusal(noAddress)
  const door = await opened(confirmAt, { keepAccess: basis.plan.keepAccess, passingOn: passingOn(basis.policy) })
  const within = shortened(program)
  return {
    ...(within === undefined ? {} : { within }),
    wait: (change, until) =>
      waited(program, { door, at: { ...confirmAt, port: door.port }, ...basis }, { change, until }),
    close: () => door.close(),
  }
}

/** The addresses from which the gateway of a policy, or a proxy in front of it, speaks for others. */
function passingOn({ gateway: { listen, proxies } }: Policy): readonly Prefix[] {
  const own = listen.addresses.map(({ family, number }) => ({ family, number, length: family === 4 ? 32 : 128 }))
  return [...own, ...proxies.networks]
}

/** For tests, which cannot wait two minutes: it can only make the time shorter. */
function shortened({ process: { env } }: Program): number | undefined {
  const given = Number(env['BOLLWERK_TEST_CONFIRM_MS'] ?? '')
  return given > 0 && given < 120_000 ? given : undefined
}

async function waited(
  program: Program,
  { door, at, policy, plan }: Basis & { readonly door: ConfirmationDoor; readonly at: ListenAddress },
  { change, until }: { readonly change: Change; readonly until: number },
): Promise<boolean> {
  const stop = new AbortController()
  const interrupted = (): void => stop.abort()
  program.process.once('SIGINT', interrupted)
  const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(Math.max(0, until - Date.now()))])
  const subjects = new Set([change.subject, ...change.verify.map(({ subject }) => subject)])
  const ask = [...subjects].flatMap((subject) => askedAddresses(policy, subject))
  const { id, title } = change
  try {
    return await door.await(
      { schema: 'bollwerk.confirmation/1', site: plan.site, change: id, title, ask },
      { signal, show: (code) => tell(program, confirmWith({ at, code, until, plan })) },
    )
  } finally {
    program.process.off('SIGINT', interrupted)
  }
}

async function opened(at: ListenAddress, admission: Admission): Promise<ConfirmationDoor> {
  try {
    return await ConfirmationDoor.open(at, admission)
  } catch (cause) {
    const why = codeOf(cause)
    throw new Refusal(
      say(
        `An ${linkTo(at)} lässt sich nicht auf die Bestätigung warten (${why}). Nennen Sie eine eigene Adresse und einen freien Port; es wurde nichts geändert.`,
        `The confirmation cannot be waited for at ${linkTo(at)} (${why}). Name an address of this server and a free port; nothing was changed.`,
      ),
    )
  }
}

function confirmWith({
  at,
  code,
  until,
  plan,
}: {
  readonly at: ListenAddress
  readonly code: string
  readonly until: number
  readonly plan: Plan
}): ReturnType<typeof say> {
  const seconds = Math.max(0, Math.round((until - Date.now()) / 1000))
  const command = `bollwerk confirm ${linkTo(at)} ${code}`
  const from = plan.keepAccess.join(', ')
  return say(
    `Bestätigen Sie in den nächsten ${seconds} Sekunden von einem Rechner in ${from}, sonst wird die Änderung zurückgenommen:\n  ${command}`,
    `Confirm within the next ${seconds} seconds from a computer in ${from}, or the change is taken back:\n  ${command}`,
  )
}

const nothingWaits: OpenConfirmation = { wait: () => Promise.resolve(false), close: () => {} }

const noAddress = say(
  'Der Plan ändert, wer Zugang hat, und wartet auf eine Bestätigung. Nennen Sie mit --confirm-at Adresse und Port dieses Servers, die Ihre Techniker erreichen, zum Beispiel 10.20.0.11:8900. Es wurde nichts geändert.',
  'The plan changes who has access and waits for a confirmation. With --confirm-at name an address and port of this server that your technicians reach, for example 10.20.0.11:8900. Nothing was changed.',
)

const nobodyMay = say(
  'Der Plan nennt keine Adresse, die ihren Zugang behalten muss; niemand könnte ihn bestätigen. Planen Sie neu mit --keep-access. Es wurde nichts geändert.',
  'The plan names no address that must keep access; nobody could confirm it. Plan again with --keep-access. Nothing was changed.',
)
