import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { bundledCatalog } from '../../catalog/index.ts'
import { prepareBlockPage } from '../../gateway/block-page.ts'
import { say } from '../../model/text.ts'
import type { Policy } from '../../policy/policy.ts'
import { compileHaproxy } from '../../targets/haproxy/index.ts'
import { notExpressed } from '../../targets/haproxy/patches.ts'
import { Unquotable } from '../../targets/haproxy/quote.ts'
import { virtualPatches } from '../../traffic/virtual-patches/index.ts'
import { notReadable } from '../file-failure.ts'
import { type Program, speakingFor, tell } from '../program.ts'
import { Refusal } from '../refusal.ts'
import type { CompileFlags } from './route.ts'
import { rulesNow } from './site-rules.ts'
import { writeCompiled } from './written-files.ts'

/** Compiles the policy for HAProxy, and says what the result cannot do. */
export async function run(this: Program, flags: CompileFlags): Promise<void> {
  const { policy, rules } = await rulesNow(this, flags)
  const program = speakingFor(this, policy.language)
  const folder = dirname(flags.policy)
  const certificates = await certificatesOf(policy, folder)
  const originCertificates = await originCertificatesOf(policy, folder)
  const page = prepareBlockPage({
    language: policy.language,
    ...(policy.support && { contact: policy.support.name }),
  })
  const files = { areas: bundledCatalog.areas, patches: virtualPatches, page, certificates, originCertificates }
  try {
    await writeCompiled(program, flags.out, compileHaproxy({ policy, rules, ...files }))
  } catch (cause) {
    throw cause instanceof Unquotable ? new Refusal(cause.problem) : cause
  }
  if (certificates.length === 0) tell(program, noCertificate)
  tell(program, inBodies)
}

/** Each with its key in one file, as HAProxy reads them. */
async function certificatesOf({ gateway }: Policy, folder: string): Promise<readonly string[]> {
  return await Promise.all(
    gateway.tls.certificates.map(async ({ certificate, key }) => {
      const parts = await Promise.all([certificate, key].map((path) => textOf(resolve(folder, path))))
      return [...new Set(parts)].join('\n')
    }),
  )
}

async function originCertificatesOf(
  { gateway }: Policy,
  folder: string,
): Promise<Policy['gateway']['originCertificates']> {
  const named = Object.entries(gateway.originCertificates)
  return Object.fromEntries(
    await Promise.all(named.map(async ([kind, path]) => [kind, await textOf(resolve(folder, path))] as const)),
  )
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw notReadable(path, cause)
  }
}

const noCertificate = say(
  'Die Richtlinie nennt unter gateway.tls kein Zertifikat. Legen Sie eines mit seinem Schlüssel als PEM-Datei in den Ordner certs, sonst startet HAProxy nicht.',
  'The policy names no certificate under gateway.tls. Put one with its key as a PEM file into the folder certs, otherwise HAProxy does not start.',
)

const inBodies = say(
  `HAProxy sieht nicht in den Inhalt von Anfragen. Diese virtuellen Patches wirken dort nicht oder nur zum Teil: ${notExpressed(virtualPatches).join(', ')}. Was sonst fehlt, steht in docs/engines.md.`,
  `HAProxy does not look into the bodies of requests. These virtual patches do not work there, or only in part: ${notExpressed(virtualPatches).join(', ')}. What else is missing stands in docs/engines.md.`,
)
