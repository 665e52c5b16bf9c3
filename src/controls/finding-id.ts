import type { ServerKind } from '../model/server.ts'

/** The identity of a finding across runs: `ports-minimal.tcp/automate/3306`, without an item `uac.values/automate`. */
export function findingId(control: string, server: ServerKind, item: string | undefined): string {
  return [control, server, ...(item === undefined ? [] : [item])].join('/')
}
