import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A server that somebody else wrote, started for one test in a folder of its own. */
export interface Service {
  readonly folder: string
  stop(): Promise<void>
}

/** Whether a program is installed; tests that need it skip without it and say so. */
export function isInstalled(program: string): boolean {
  return (
    spawnSync('sh', ['-c', `command -v ${program}`], { env: { PATH: `${process.env['PATH']}:/usr/sbin` } }).status === 0
  )
}

/** A folder for a service's files; it is removed when the service stops. */
export function serviceFolder(): string {
  return mkdtempSync(join(tmpdir(), 'bollwerk-service-'))
}

/** Starts a program in the foreground and waits until its port takes connections, for 30 seconds at most. */
export async function startService(
  [program, ...inputs]: readonly [string, ...string[]],
  { folder, address, port }: { folder: string; address: string; port: number },
): Promise<Service> {
  const child = spawn(program, inputs, {
    cwd: folder,
    stdio: 'ignore',
    env: { PATH: `${process.env['PATH']}:/usr/sbin` },
  })
  const service = { folder, stop: () => stopped(child, folder) }
  for (let attempt = 0; attempt < 300; attempt++) {
    if (child.exitCode !== null) break
    if (await answers(address, port)) return service
  }
  await service.stop()
  throw new Error(`${program} does not listen on ${address}:${port}`)
}

/** A port that nobody listens on at this moment. */
export async function freePort(address: string): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, address, resolve))
  const bound = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (bound === null || typeof bound === 'string') throw new Error('no port')
  return bound.port
}

function answers(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port })
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => setTimeout(resolve, 100, false))
  })
}

function stopped(child: ChildProcess, folder: string): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      rmSync(folder, { recursive: true, force: true })
      resolve()
    }
    if (child.exitCode !== null || child.signalCode !== null) return done()
    child.once('exit', done)
    child.kill('SIGTERM')
  })
}
