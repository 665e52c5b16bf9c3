import type { Server } from 'node:net'
import { availableParallelism } from 'node:os'
import { dirname, resolve } from 'node:path'
import { BlockListFailure } from '../../gateway/block-lists/failure.ts'
import { type Gateway, type GatewayOptions, startGateway } from '../../gateway/gateway.ts'
import { openLog } from '../../gateway/log.ts'
import { type MetricsPlace, openMetricsDoor } from '../../gateway/metrics-door.ts'
import { watchPolicy } from '../../gateway/policy-watch.ts'
import { parseEndpoint } from '../../model/endpoint.ts'
import { say } from '../../model/text.ts'
import { exitCodes } from '../exit-code.ts'
import { loadPolicyWithText } from '../policy-file.ts'
import { type Program, tell } from '../program.ts'
import { Refusal } from '../refusal.ts'
import type { GatewayFlags } from './command.ts'

/** Runs the gateway until it is told to end. */
export async function run(this: Program, flags: GatewayFlags): Promise<void> {
  const { policy, text } = await loadPolicyWithText(flags.policy)
  const language = this.languageAsked ? this.language : policy.language
  const log = openLog({ form: flags.log, language })
  const options: GatewayOptions = {
    policy,
    policyText: text,
    policyFolder: dirname(resolve(flags.policy)),
    stateFolder: resolve(flags.stateFolder),
    observeAll: flags.observe,
    threads: threadsFor(flags.threads),
    selfSigned: flags.selfSigned,
    log,
  }
  const place = flags.metrics === undefined ? undefined : metricsPlace(flags.metrics)
  const { gateway, metrics } = await started(options, place)
  const watch = watchPolicy({ path: flags.policy, text }, gateway, log)
  tell(this, say('Das Gateway läuft. Strg-C beendet es.', 'The gateway is up. Ctrl-C ends it.'))
  await untilStopped(this)
  watch.close()
  tell(this, say('Sitzungen laufen aus …', 'Sessions are ending …'))
  await gateway.stop(flags.drain * 1000)
  metrics?.close()
  log.flush()
}

/** Opens everything, or nothing. */
async function started(
  options: GatewayOptions,
  place: MetricsPlace | undefined,
): Promise<{ readonly gateway: Gateway; readonly metrics: Server | undefined }> {
  let gateway: Gateway | undefined
  try {
    gateway = await startGateway(options)
    return { gateway, metrics: place && (await openMetricsDoor(place, gateway.metrics)) }
  } catch (cause) {
    await gateway?.stop(0)
    if (cause instanceof BlockListFailure) throw new Refusal(cause.text, exitCodes.incomplete)
    throw portRefusal(cause) ?? cause
  }
}

/** A port that cannot be had, in the operator's words. */
function portRefusal(cause: unknown): Refusal | undefined {
  if (!(cause instanceof Error) || !('code' in cause) || !('port' in cause)) return undefined
  const port = String(cause.port)
  const [why, remedy] =
    cause.code === 'EADDRINUSE'
      ? [
          say('ist schon vergeben', 'is already in use'),
          say('Beenden Sie das andere Programm.', 'End the other program.'),
        ]
      : [
          say(`ist nicht zu bekommen (${String(cause.code)})`, `cannot be had (${String(cause.code)})`),
          say(
            'Ports unter 1024 brauchen besondere Rechte, Adressen müssen zu diesem Rechner gehören.',
            'Ports below 1024 need special rights, addresses must belong to this machine.',
          ),
        ]
  return new Refusal(
    say(`Port ${port} ${why.de}. ${remedy.de}`, `Port ${port} ${why.en}. ${remedy.en}`),
    exitCodes.incomplete,
  )
}

/** Only Linux and the BSDs spread connections over threads that listen on one port. */
function threadsFor(asked: number | undefined): number {
  const most = process.platform === 'linux' || process.platform === 'freebsd' ? availableParallelism() : 1
  if (asked === undefined) return most
  if (Number.isInteger(asked) && asked >= 1 && asked <= 32) return Math.min(asked, Math.max(most, 1))
  throw new Refusal(
    say(
      '--threads: erwartet wird eine ganze Zahl von 1 bis 32.',
      '--threads: expected is a whole number from 1 to 32.',
    ),
  )
}

function metricsPlace(text: string): MetricsPlace {
  const place = parseEndpoint(`tcp://${text}`, ['tcp'])
  if (place.ok) return { address: place.value.host, port: place.value.port }
  throw new Refusal(
    say(
      '--metrics: erwartet werden Adresse und Port, zum Beispiel 127.0.0.1:9477.',
      '--metrics: expected are an address and a port, for example 127.0.0.1:9477.',
    ),
  )
}

/** A second signal, whichever of both it is, meets the system's own answer: the process ends at once. */
function untilStopped({ process }: Program): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      process.off('SIGINT', stop)
      process.off('SIGTERM', stop)
      resolve()
    }
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
  })
}
