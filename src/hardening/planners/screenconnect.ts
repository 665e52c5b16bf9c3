import { join } from 'node:path'
import { screenconnectLockout } from '../../controls/accounts/screenconnect-lockout.ts'
import { screenconnectSessions } from '../../controls/accounts/screenconnect-sessions.ts'
import { screenconnectListsNative } from '../../controls/screenconnect-ip-lists/native.ts'
import type { Asked, Planned, Planner } from '../planner.ts'
import { leftBecause, onFile } from './configuration-file.ts'
import { planLists } from './screenconnect-lists.ts'
import { planSettings } from './screenconnect-settings.ts'
import { notHere } from './screenconnect-words.ts'

const controls = [screenconnectLockout.id, screenconnectSessions.id, screenconnectListsNative.id]

/**
 * `web.config` of ScreenConnect: settings first, then the lists, which are kept only if somebody confirms. The second
 * change counts on the first one, so that a plan applied in order never meets a file that it does not know.
 */
export const screenconnectPlanner: Planner = { controls, plan }

async function plan(asked: Asked): Promise<Planned> {
  const findings = asked.findings.filter(({ control }) => controls.includes(control))
  const folder = asked.reach.screenconnectFolder
  if (findings.length === 0) return { changes: [], left: [] }
  if (folder === undefined) return { changes: [], left: leftBecause(findings, notHere) }
  const path = join(folder, 'web.config')
  return onFile({ ...asked, findings }, { path, name: 'web.config' }, (bytes) => {
    const isList = ({ control }: { readonly control: string }): boolean => control === screenconnectListsNative.id
    const settings = planSettings({ ...asked, findings: findings.filter((finding) => !isList(finding)) }, path, bytes)
    const lists = planLists({ ...asked, findings: findings.filter(isList) }, path, settings.after)
    return {
      changes: [...settings.planned.changes, ...lists.changes],
      left: [...settings.planned.left, ...lists.left],
    }
  })
}
