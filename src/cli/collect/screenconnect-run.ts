import { hostname } from 'node:os'
import { bundledIndicators } from '../../catalog/index.ts'
import { writeEvidenceFile } from '../../evidence/file.ts'
import { collectScreenConnect } from '../../evidence/screenconnect/collect.ts'
import { type Evidence, type EvidenceFile, isSeen } from '../../model/evidence.ts'
import { parseLine } from '../../model/line.ts'
import { missingInWords } from '../../model/missing-words.ts'
import { say, type Text } from '../../model/text.ts'
import { type Policy, serverOfKind } from '../../policy/policy.ts'
import { evidenceFolderOf, keepEvidence } from '../evidence-folder.ts'
import { exitCodes } from '../exit-code.ts'
import { notReadable } from '../file-failure.ts'
import { loadPolicy } from '../policy-file.ts'
import { type Program, print, speakingFor, tell } from '../program.ts'
import { Refusal } from '../refusal.ts'
import { value } from '../value.ts'
import { mustBeWritable, writeNew } from '../written-file.ts'
import type { CollectScreenConnectFlags } from './screenconnect-command.ts'

/** Reads the folder, keeps what it shows, and says what was read and what was not. */
export async function collect(this: Program, flags: CollectScreenConnectFlags, folder: string): Promise<void> {
  const policy = await loadPolicy(flags.policy)
  const program = speakingFor(this, policy.language)
  if (!serverOfKind(policy, 'screenconnect')) throw new Refusal(noServer)
  await mustBeWritable(flags.save)
  const machine = machineOf(flags.machine, folder)
  const seenAt = flags.taken ?? Date.now()
  if (seenAt > Date.now()) throw new Refusal(fromTheFuture)
  const evidence = await read(program, { folder, machine, seenAt })
  if (!evidence.some(isSeen)) throw new Refusal(notTheFolder(folder), exitCodes.incomplete)
  await keep(program, flags, { policy, machine, evidence })
}

interface Look {
  readonly folder: string
  readonly machine: string
  readonly seenAt: number
}

/** Ctrl-C ends the look in good order, so that no copy of a database stays behind. */
async function read(program: Program, look: Look): Promise<readonly Evidence[]> {
  const stop = new AbortController()
  const interrupted = (): void => stop.abort()
  program.process.once('SIGINT', interrupted)
  try {
    const { indicators } = bundledIndicators
    return await collectScreenConnect({ ...look, indicators, signal: stop.signal })
  } catch (cause) {
    // Only the folder itself makes the collector fail.
    throw notReadable(look.folder, cause)
  } finally {
    program.process.off('SIGINT', interrupted)
  }
}

async function keep(
  program: Program,
  flags: CollectScreenConnectFlags,
  { policy, machine, evidence }: { policy: Policy; machine: string; evidence: readonly Evidence[] },
): Promise<void> {
  const { version } = program
  const file: EvidenceFile = { schema: 'bollwerk.evidence/1', site: policy.site, tool: { version }, evidence }
  const path = await stored(flags, file, machine)
  if (flags.json) program.process.stdout.write(writeEvidenceFile(file))
  else for (const piece of evidence) print(program, lineOf(piece)[program.language])
  tell(program, say(`Die Belege stehen in ${path}.`, `The evidence is in ${path}.`))
  const unread = evidence.some((piece) => !isSeen(piece) && piece.missing.reason !== 'absent')
  if (unread) program.process.exitCode = exitCodes.incomplete
}

async function stored(
  { policy, save }: CollectScreenConnectFlags,
  file: EvidenceFile,
  machine: string,
): Promise<string> {
  if (save === undefined)
    return (await keepEvidence(evidenceFolderOf(policy), file, { witness: 'screenconnect', machine })).path
  await writeNew(save, writeEvidenceFile(file))
  return save
}

function lineOf(piece: Evidence): Text {
  if (isSeen(piece)) return say(`Gelesen: ${piece.source} (${piece.fact})`, `Read: ${piece.source} (${piece.fact})`)
  const why = missingInWords(piece.missing)
  return say(
    `Fehlt: ${piece.source} (${piece.fact}): ${why.de}.`,
    `Missing: ${piece.source} (${piece.fact}): ${why.en}.`,
  )
}

/** The name given, else the one in `\\\\server\\share`, else this machine's. */
function machineOf(given: string | undefined, folder: string): string {
  const share = /^[\\/]{2}([A-Za-z0-9._-]{1,63})[\\/]/.exec(folder)?.[1]
  const name = value((text) => parseLine(text, 63))(given ?? share ?? hostname())
  if (!name.includes(': ')) return name
  throw new Refusal(say('--machine: Der Name darf keinen Doppelpunkt enthalten.', '--machine: no colon, please.'))
}

const noServer = say(
  'Die Richtlinie nennt keinen ScreenConnect-Server. Bitte tragen Sie ihn unter servers ein.',
  'The policy names no ScreenConnect server. Please enter it under servers.',
)

const fromTheFuture = say(
  '--taken: Der Zeitpunkt liegt in der Zukunft. Bitte geben Sie an, wann die Kopie gezogen wurde.',
  '--taken: the time lies in the future. Please say when the copy was taken.',
)

function notTheFolder(folder: string): Text {
  return say(
    `In ${folder} ist nichts von ScreenConnect zu lesen. Bitte nennen Sie den Installationsordner, in dem web.config und App_Data liegen.`,
    `Nothing of ScreenConnect can be read in ${folder}. Please name the installation folder that holds web.config and App_Data.`,
  )
}
