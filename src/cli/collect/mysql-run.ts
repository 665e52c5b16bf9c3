import { missingFrom } from '../../evidence/mysql/answer.ts'
import { collectMysql, type MysqlLook, NotEncrypted } from '../../evidence/mysql/collect.ts'
import { machineNameIn } from '../../evidence/mysql/parse.ts'
import type { Evidence } from '../../model/evidence.ts'
import { missingInWords } from '../../model/missing-words.ts'
import { say, type Text } from '../../model/text.ts'
import { type Policy, serverOfKind } from '../../policy/policy.ts'
import { evidenceFolderOf, keepEvidence } from '../evidence-folder.ts'
import { exitCodes } from '../exit-code.ts'
import { loadPolicy } from '../policy-file.ts'
import { canAsk, type Program, print, speakingFor, tell } from '../program.ts'
import { Refusal } from '../refusal.ts'
import { authoritiesIn } from './authority-file.ts'
import type { CollectMysqlFlags } from './mysql-command.ts'
import { grantScriptText } from './mysql-grants.ts'
import { openQuestionsIn } from './mysql-missing.ts'
import { secretFrom } from './secret-input.ts'
import { isThisMachine } from './this-machine.ts'

const timeoutMs = 15_000

/** Asks the database and keeps what it tells in the evidence folder, or only shows the rights that this needs. */
export async function collectFromMysql(this: Program, flags: CollectMysqlFlags): Promise<void> {
  if (flags.grants) {
    for (const line of grantScriptText(flags.grants, flags.user)) print(this, line[this.language])
    return
  }
  const policy = await loadPolicy(flags.policy)
  const program = speakingFor(this, policy.language)
  if (!serverOfKind(policy, 'automate')) throw new Refusal(noAutomate)
  const evidence = await looked(program, flags)
  await keep(program, flags, { policy, evidence })
}

async function looked(program: Program, flags: CollectMysqlFlags): Promise<readonly Evidence[]> {
  const { host, port, user, machine } = flags
  if (host === undefined || user === undefined || host === '' || user === '') throw new Refusal(noAccess)
  if (machine !== undefined && !/^[\w.-]{1,63}$/.test(machine)) throw new Refusal(noMachineName)
  const [authority] = await authoritiesIn(flags.databaseCa)
  const password = await secretFrom(program, 'BOLLWERK_MYSQL_PASSWORD', passwordOf(user))
  const stop = new AbortController()
  const interrupted = (): void => stop.abort()
  program.process.once('SIGINT', interrupted)
  try {
    return await withConsent(program, {
      host,
      port,
      user,
      password,
      ...(authority === undefined ? {} : { authority }),
      ...(machine === undefined ? {} : { machine }),
      allowUnencrypted: flags.unencrypted || isThisMachine(host),
      timeoutMs,
      signal: stop.signal,
      now: () => Date.now(),
    })
  } finally {
    program.process.off('SIGINT', interrupted)
  }
}

/** Without encryption everyone on the way could read along, so that takes a person's word. */
async function withConsent(program: Program, look: MysqlLook): Promise<readonly Evidence[]> {
  if (look.authority === undefined && !isThisMachine(look.host)) tell(program, notChecked)
  try {
    return await collectMysql(look)
  } catch (error) {
    if (!(error instanceof NotEncrypted)) throw notSignedIn(look, error)
    if (look.authority !== undefined || !(await agreed(program, look.host))) throw new Refusal(noEncryption(look))
  }
  try {
    return await collectMysql({ ...look, allowUnencrypted: true })
  } catch (error) {
    throw notSignedIn(look, error)
  }
}

async function agreed(program: Program, host: string): Promise<boolean> {
  if (!canAsk(program)) return false
  const { confirm, isCancel } = await import('@clack/prompts')
  const question = say(
    `Die Datenbank auf ${host} bietet keine Verschlüsselung an. Trotzdem anmelden? Wer im Netz mithört, sieht Abfragen und Antworten.`,
    `The database on ${host} offers no encryption. Sign in nevertheless? Whoever listens on the network sees questions and answers.`,
  )
  const answer = await confirm({
    message: question[program.language],
    initialValue: false,
    output: program.process.stderr,
  })
  return !isCancel(answer) && answer
}

async function keep(
  program: Program,
  flags: CollectMysqlFlags,
  { policy, evidence }: { readonly policy: Policy; readonly evidence: readonly Evidence[] },
): Promise<void> {
  const { path } = await keepEvidence(
    evidenceFolderOf(flags.policy),
    { schema: 'bollwerk.evidence/1', site: policy.site, tool: { version: program.version }, evidence },
    { witness: 'mysql', machine: machineNameIn(evidence) },
  )
  const open = openQuestionsIn(evidence)
  for (const text of open) tell(program, text)
  const seen = evidence.filter((piece) => 'value' in piece).length
  print(
    program,
    say(`${seen} Belege stehen in ${path}.`, `${seen} pieces of evidence are in ${path}.`)[program.language],
  )
  if (open.length > 0) program.process.exitCode = exitCodes.incomplete
}

function passwordOf(user: string): Text {
  return say(`Kennwort des Datenbank-Kontos ${user}`, `Password of the database account ${user}`)
}

function notSignedIn({ host, port }: MysqlLook, error: unknown): Refusal {
  const reason = missingInWords(missingFrom(error))
  return new Refusal(
    say(
      `Die Datenbank auf ${host}:${port} ließ sich nicht lesen: ${reason.de}. Bitte prüfen Sie Adresse, Konto, Kennwort und Zertifikat.`,
      `The database on ${host}:${port} could not be read: ${reason.en}. Please check address, account, password and certificate.`,
    ),
    exitCodes.incomplete,
  )
}

function noEncryption({ host, authority }: MysqlLook): Text {
  if (authority !== undefined)
    return say(
      `Die Datenbank auf ${host} bietet keine Verschlüsselung an, also lässt sich auch kein Zertifikat prüfen (--database-ca). Es wurde nichts gesendet.`,
      `The database on ${host} offers no encryption, so that no certificate can be checked (--database-ca). Nothing was sent.`,
    )
  return say(
    `Die Datenbank auf ${host} bietet keine Verschlüsselung an; es wurde nichts gesendet. Starten Sie Bollwerk auf dem Datenbank-Server selbst, oder stimmen Sie mit --unencrypted zu.`,
    `The database on ${host} offers no encryption; nothing was sent. Start Bollwerk on the database server itself, or agree with --unencrypted.`,
  )
}

const notChecked = say(
  'Hinweis: Das Zertifikat der Datenbank wird nicht geprüft. Mit --database-ca (bei MySQL ca.pem aus dem Datenordner) wird es geprüft.',
  "Note: the database's certificate is not checked. With --database-ca (ca.pem from the data folder of MySQL) it is.",
)

const noAutomate = say(
  'Die Richtlinie nennt keinen Automate-Server; eine andere Datenbank wird nicht beurteilt. Bitte tragen Sie ihn unter servers ein.',
  'The policy names no Automate server; no other database is judged. Please enter it under servers.',
)

const noAccess = say(
  'Bitte nennen Sie mit --host den Datenbank-Server und mit --user das Konto, das lesen soll. --grants mysql-8 zeigt, welche Rechte es braucht.',
  'Please name the database server with --host and the account that is to read with --user. --grants mysql-8 shows which rights it needs.',
)

const noMachineName = say(
  '--machine: erlaubt sind Buchstaben, Ziffern, Punkt und Bindestrich.',
  '--machine: letters, digits, dots and hyphens are allowed.',
)
