import { parseVersion, type Version } from '../catalog/index.ts'
import type { SystemFact } from '../evidence/windows/facts.ts'

/** Windows before 10.0 counted its main numbers along: the build alone tells them. */
const olderNumbers: Readonly<Partial<Record<number, string>>> = { 7601: '6.1', 9200: '6.2', 9600: '6.3' }

/** The version of Windows with its update revision; absent for a workstation, whose builds mean something else. */
export function windowsServerVersion({ build, revision, installationType }: SystemFact): Version | undefined {
  if (/^client/i.test(installationType)) return
  const version = parseVersion('windows-server', `${olderNumbers[build] ?? '10.0'}.${build}.${revision}`)
  return version.ok ? version.value : undefined
}
