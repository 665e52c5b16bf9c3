import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { usualPorts } from '../../evidence/outside/index.ts'
import { say } from '../../model/text.ts'
import type { Vantage } from '../../model/vantage.ts'
import { codeOf, notReadable } from '../file-failure.ts'
import { Refusal } from '../refusal.ts'
import type { AssessFlags } from './command.ts'
import type { Look } from './look.ts'

const allPorts: readonly number[] = Array.from({ length: 65_535 }, (_, index) => index + 1)

/** Where this machine stands on the network, and how it asks. */
export type Standing = Pick<AssessFlags, 'from' | 'country' | 'note' | 'sourceAddress' | 'authority'>

type Asking = Standing & Partial<Pick<AssessFlags, 'ports' | 'allPorts'>>

/** Where a look is taken from and what it asks, by the flags. What this machine cannot do is refused before it begins. */
export async function standpointOf(flags: Asking): Promise<Omit<Look, 'policy' | 'catalog'>> {
  const { sourceAddress, authority } = flags
  if (sourceAddress !== undefined) await mustBeOwn(sourceAddress)
  return {
    vantage: vantageOf(flags),
    ports: portsOf(flags),
    ...(sourceAddress === undefined ? {} : { localAddress: sourceAddress }),
    ...(authority === undefined ? {} : { authorities: [await authorityIn(authority)] }),
  }
}

function vantageOf({ from, country, note }: Standing): Vantage {
  return {
    place: from,
    ...(country === undefined ? {} : { country }),
    ...(note === undefined ? {} : { note }),
  }
}

function portsOf({ ports, allPorts: all = false }: Asking): readonly number[] {
  if (ports && all)
    throw new Refusal(
      say('Bitte nennen Sie --ports oder --all-ports, nicht beide.', 'Please give --ports or --all-ports, not both.'),
    )
  return all ? allPorts : (ports ?? usualPorts)
}

/** Only a socket that is bound to an address proves that it is one of this machine's: loopback networks are not listed. */
async function mustBeOwn(address: string): Promise<void> {
  const server = createServer()
  try {
    await once(server.listen({ host: address, port: 0 }), 'listening')
  } catch (cause) {
    const code = codeOf(cause)
    throw new Refusal(
      say(
        `--source-address: ${address} ist keine Adresse dieses Rechners (${code}).`,
        `--source-address: ${address} is no address of this machine (${code}).`,
      ),
    )
  } finally {
    server.close()
  }
}

async function authorityIn(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw notReadable(path, cause)
  })
  try {
    new X509Certificate(text)
  } catch {
    // Node's own words speak of ASN.1 routines; the operator needs to know which file is the wrong one.
    throw new Refusal(say(`${path} enthält kein Zertifikat in PEM-Form.`, `${path} holds no certificate in PEM form.`))
  }
  return text
}
