import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'

/** Builds what the tests of the command line run: they start the program as its users do. */
export function setup(): void {
  const folder = resolve(import.meta.dirname, '..')
  execFileSync(resolve(folder, 'node_modules/.bin/tsc'), ['-b'], { cwd: folder, stdio: 'inherit' })
}
