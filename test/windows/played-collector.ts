import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { iisFactOf } from '../../src/hardening/planners/application-host-fixture.ts'
import { registryOnce } from '../../src/hardening/registry/registry.ts'
import { uacKey, wantedValues } from '../../src/targets/uac/wanted.ts'
import { profileKeys, profileNames } from '../../src/targets/windows-firewall/profile-keys.ts'

type Value = Readonly<Record<string, unknown>>
type Look = ReturnType<typeof registryOnce>

/** A file as the collector writes it; only what is rewritten is named. */
interface MachineFile {
  readonly evidence: readonly { readonly fact: string; readonly value?: Value }[]
}

/** What the firewall runs with: Windows takes new values from the registry when it starts. */
const running = 'C:\\running-firewall.json'

const applicationHost = join(process.env['windir'] ?? 'C:\\Windows', 'System32/inetsrv/config/applicationHost.config')

/**
 * What the collector script would see on this Windows now, for Wine has no PowerShell: User Account Control as the
 * registry has it, the firewall as it runs, IIS as its file has it, and everything else as the lab wrote it.
 */
export async function collectedNow(machineFile: string): Promise<string> {
  // Written by the lab itself.
  const file = JSON.parse(readFileSync(machineFile, 'utf8')) as MachineFile
  const now: Readonly<Record<string, (value: Value) => Value | Promise<Value>>> = {
    'windows.uac': uacNow,
    'windows.firewall-profiles': (value) => ({ ...value, profiles: JSON.parse(readFileSync(running, 'utf8')) }),
    'windows.iis': iisNow,
  }
  const at = new Date().toISOString()
  const evidence = []
  for (const piece of file.evidence) {
    const look = now[piece.fact]
    evidence.push({ ...piece, at, ...(look && piece.value ? { value: await look(piece.value) } : {}) })
  }
  return JSON.stringify({ ...file, evidence })
}

/** What a restart of the server does: the firewall runs with what the registry says. */
export async function restarted(): Promise<void> {
  const look = registryOnce()
  const profiles = profileNames.map(async (name) => {
    const { own } = profileKeys[name]
    const enabled = (await numberAt(look, own, 'EnableFirewall')) === 1
    const inbound = (await numberAt(look, own, 'DefaultInboundAction')) === 0 ? 'allow' : 'block'
    return { name, enabled, inbound, outbound: 'allow', localRules: true, logsDropped: false }
  })
  writeFileSync(running, JSON.stringify(await Promise.all(profiles)))
}

async function uacNow(value: Value): Promise<Value> {
  const look = registryOnce()
  const read = wantedValues.map(async ({ name }) => [name, await numberAt(look, uacKey, name)] as const)
  return { ...value, ...Object.fromEntries(await Promise.all(read)) }
}

function iisNow(value: Value): Value {
  if (!existsSync(applicationHost)) return value
  const { places, restrictionModule } = iisFactOf(readFileSync(applicationHost))
  return { ...value, places, restrictionModule }
}

async function numberAt(look: Look, key: string, name: string): Promise<number | null> {
  const value = await look.read(key, name)
  return value === null ? null : Number(value.data)
}
