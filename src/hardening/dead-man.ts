import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Which change is to be taken back if nobody else can. */
export interface Duty {
  /** The hardening folder, whose lock says whether the applying process lives. */
  readonly folder: string
  /** The folder of the run in it. */
  readonly run: string
  readonly change: string
}

export interface DeadMan {
  /** Resolves when somebody watches who outlives this process; rejects where nobody does. Ends by itself. */
  watch(duty: Duty): Promise<void>
}

/** The built file lies beside this one, and so does its source. */
const watcherFile = new URL(import.meta.url.endsWith('.ts') ? './watcher.ts' : './watcher.js', import.meta.url)

/** A process that has not answered after so many milliseconds does not watch. */
const patience = 20_000

/**
 * Watches in a process of its own, in a session of its own: what cuts the operator's connection ends the applying
 * process with it. A restart of the machine ends both; `bollwerk rollback` is left then.
 */
export const watcherProcess: DeadMan = {
  watch: async (duty) => {
    const child = spawn(process.execPath, [fileURLToPath(watcherFile), duty.folder, duty.run, duty.change], {
      detached: true,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      windowsHide: true,
    })
    try {
      await ready(child)
    } catch (cause) {
      child.kill()
      throw cause
    } finally {
      // Neither waits for the other from here on.
      if (child.connected) child.disconnect()
      child.unref()
    }
  },
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the watcher does not answer')), patience)
    timer.unref()
    child.once('message', () => resolve())
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the watcher ended with code ${code}`)))
  })
}
