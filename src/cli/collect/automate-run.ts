import { collectAutomateApi, type Refused } from '../../evidence/automate/api/collect.ts'
import { collectAutomateSql } from '../../evidence/automate/sql/collect.ts'
import { grants } from '../../evidence/automate/sql/statements.ts'
import { formatAddress, parseAddress } from '../../model/address.ts'
import { type Evidence, isSeen, type Missing } from '../../model/evidence.ts'
import { missingInWords } from '../../model/missing-words.ts'
import { say, type Text } from '../../model/text.ts'
import { type Policy, type Server, serverOfKind } from '../../policy/policy.ts'
import { evidenceFolderOf, keepEvidence } from '../evidence-folder.ts'
import { exitCodes } from '../exit-code.ts'
import { loadPolicy } from '../policy-file.ts'
import { type Program, print, speakingFor, tell } from '../program.ts'
import { Refusal } from '../refusal.ts'
import { authoritiesIn } from './authority-file.ts'
import type { CollectAutomateFlags } from './automate-command.ts'
import { codeFrom, secretFrom } from './secret-input.ts'
import { isThisMachine } from './this-machine.ts'

/** Asks Automate itself and keeps what it tells in the evidence folder. */
export async function collectAutomate(this: Program, flags: CollectAutomateFlags): Promise<void> {
  if (flags.grants) {
    for (const line of grants(databaseName(flags))) print(this, line)
    return
  }
  const policy = await loadPolicy(flags.policy)
  const program = speakingFor(this, policy.language)
  const server = serverOfKind(policy, 'automate')
  if (!server) throw new Refusal(noAutomate)
  if (flags.user === undefined || flags.user === '') throw new Refusal(noUser)
  const evidence = flags.database
    ? await fromDatabase(program, flags, flags.user)
    : await fromApi(program, { flags, server, user: flags.user })
  const machine = (flags.database ?? flags.url ?? server).host
  await keep(program, flags, { policy, machine, evidence })
}

async function fromApi(
  program: Program,
  { flags, server, user }: { flags: CollectAutomateFlags; server: Server; user: string },
): Promise<readonly Evidence[]> {
  const clientId = flags.clientId ?? program.process.env['BOLLWERK_AUTOMATE_CLIENT_ID'] ?? ''
  if (!/^[\x21-\x7e]{1,200}$/.test(clientId)) throw new Refusal(noClientId)
  const { host, port, address } = placeOf(flags, server)
  const stop = new AbortController()
  const interrupted = (): void => stop.abort()
  program.process.once('SIGINT', interrupted)
  try {
    const collected = await collectAutomateApi({
      host,
      port,
      ...(address === undefined ? {} : { address }),
      authorities: await authoritiesIn(flags.authority),
      clientId,
      toolVersion: program.version,
      signal: stop.signal,
      credentials: {
        user,
        password: await secretFrom(program, 'BOLLWERK_AUTOMATE_PASSWORD', passwordOf(user)),
        code: () => codeFrom(program, flags.code),
      },
      now: () => Date.now(),
      onProgress: (path) => tell(program, say(`Automate wird gefragt: ${path}`, `Asking Automate: ${path}`)),
    })
    if ('refused' in collected) throw new Refusal(refusedInWords(host, collected.refused), exitCodes.incomplete)
    return collected.evidence
  } finally {
    program.process.off('SIGINT', interrupted)
  }
}

/** A bare address is the server of the policy without a detour: its certificate must still be for the public name. */
function placeOf({ url }: CollectAutomateFlags, server: Server): { host: string; port: number; address?: string } {
  const { host, port } = url ?? { host: server.host, port: 443 }
  if (parseAddress(host).ok) return { host: server.host, port, address: host }
  const [pinned] = host === server.host ? server.addresses : []
  return pinned === undefined ? { host, port } : { host, port, address: formatAddress(pinned) }
}

async function fromDatabase(program: Program, flags: CollectAutomateFlags, user: string): Promise<readonly Evidence[]> {
  const { host, port } = flags.database ?? { host: '', port: 0 }
  if (flags.authority === undefined && !isThisMachine(host)) throw new Refusal(openNetwork(host))
  const answer = await collectAutomateSql({
    host,
    port,
    database: databaseName(flags),
    user,
    password: await secretFrom(program, 'BOLLWERK_AUTOMATE_DATABASE_PASSWORD', passwordOf(user)),
    authorities: await authoritiesIn(flags.authority),
    now: () => Date.now(),
  })
  if ('missing' in answer) throw new Refusal(noDatabase(host, answer.missing), exitCodes.incomplete)
  return answer.value
}

async function keep(
  program: Program,
  flags: CollectAutomateFlags,
  { policy, machine, evidence }: { policy: Policy; machine: string; evidence: readonly Evidence[] },
): Promise<void> {
  const { path } = await keepEvidence(
    evidenceFolderOf(flags.policy),
    { schema: 'bollwerk.evidence/1', site: policy.site, tool: { version: program.version }, evidence },
    { witness: flags.database ? 'automate-sql' : 'automate-api', machine },
  )
  const misses = evidence.flatMap((piece) => (isSeen(piece) ? [] : [piece]))
  for (const { fact, missing } of misses) {
    const why = missingInWords(missing)
    tell(program, say(`${fact} fehlt: ${why.de}.`, `${fact} is missing: ${why.en}.`))
  }
  const seen = evidence.length - misses.length
  print(
    program,
    say(`${seen} Belege stehen in ${path}.`, `${seen} pieces of evidence are in ${path}.`)[program.language],
  )
  if (misses.length > 0) program.process.exitCode = exitCodes.incomplete
}

/** Without an authority nothing is encrypted, and that may stay on the machine only. */
function openNetwork(host: string): Text {
  return say(
    `Ohne --authority wäre die Verbindung zu ${host} nicht verschlüsselt. Nennen Sie mit --authority die Zertifizierungsstelle der Datenbank (ca.pem in ihrem Datenordner), oder führen Sie den Befehl auf dem Datenbank-Server selbst aus.`,
    `Without --authority the connection to ${host} would not be encrypted. Name the database's certificate authority with --authority (ca.pem in its data folder), or run the command on the database server itself.`,
  )
}

/** It is written into the text of statements, so only what needs no quoting is taken. */
function databaseName({ databaseName: name }: CollectAutomateFlags): string {
  if (/^\w{1,64}$/.test(name)) return name
  throw new Refusal(
    say(
      '--database-name: erlaubt sind Buchstaben, Ziffern und Unterstriche.',
      '--database-name: letters, digits and underscores are allowed.',
    ),
  )
}

function passwordOf(user: string): Text {
  return say(`Kennwort von ${user}`, `Password of ${user}`)
}

function refusedInWords(host: string, { why, missing }: Refused): Text {
  const reason = missingInWords(missing)
  if (why === 'second-factor')
    return say(
      `${host} verlangt einen gültigen zweiten Faktor. Bitte geben Sie den aktuellen Code mit --code an.`,
      `${host} wants a valid second factor. Please give the current code with --code.`,
    )
  return say(
    `Die Anmeldung an ${host} gelang nicht: ${reason.de}. Bitte prüfen Sie Konto, Kennwort, clientID und Zertifikat.`,
    `The sign-in at ${host} failed: ${reason.en}. Please check account, password, clientID and certificate.`,
  )
}

function noDatabase(host: string, missing: Missing): Text {
  const reason = missingInWords(missing)
  return say(
    `Die Datenbank auf ${host} ließ sich nicht lesen: ${reason.de}. Bitte prüfen Sie Adresse, Konto und Rechte (--grants zeigt die nötigen).`,
    `The database on ${host} could not be read: ${reason.en}. Please check address, account and rights (--grants shows those it needs).`,
  )
}

const noAutomate = say(
  'Die Richtlinie nennt keinen Automate-Server. Bitte tragen Sie ihn unter servers ein.',
  'The policy names no Automate server. Please enter it under servers.',
)

const noUser = say(
  'Bitte nennen Sie mit --user das Konto, das fragen soll; es braucht nur Leserechte.',
  'Please name the account that is to ask with --user; it only needs to read.',
)

const noClientId = say(
  'Automate verlangt seit 2020.11 eine clientID. Sie bekommen sie im Entwicklerportal von ConnectWise; bitte geben Sie sie mit --client-id oder in BOLLWERK_AUTOMATE_CLIENT_ID an.',
  "Automate wants a clientID since 2020.11. You get it in ConnectWise's developer portal; please give it with --client-id or in BOLLWERK_AUTOMATE_CLIENT_ID.",
)
