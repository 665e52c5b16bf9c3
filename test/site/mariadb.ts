import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { freePort, isInstalled, type Service, serviceFolder, startService } from './running-service.ts'

const address = '127.0.0.1'
const env = { PATH: `${process.env['PATH']}:/usr/sbin` }

/** A MariaDB of its own for one test, with a root account that has no password and anonymous accounts. */
export interface Mariadb extends Service {
  readonly address: string
  readonly port: number
  /** Runs statements as root. */
  run(sql: string): void
}

export const mariadbIsInstalled: boolean = isInstalled('mariadbd')

/** The version of the program that is installed: `10.11.6`. */
export function installedMariadb(): string | undefined {
  return /\d+\.\d+\.\d+/.exec(execFileSync('mariadbd', ['--version'], { env, encoding: 'utf8' }))?.[0]
}

/** Starts it in a folder of its own; `options` are those of `mariadbd`, worked out from the folder. */
export async function startMariadb(options: (folder: string) => readonly string[] = () => []): Promise<Mariadb> {
  const folder = serviceFolder()
  const port = await freePort(address)
  const socket = join(folder, 'socket')
  const files = [
    '--no-defaults',
    `--datadir=${join(folder, 'db')}`,
    ...(process.getuid?.() === 0 ? ['--user=root'] : []),
  ]
  execFileSync('mariadb-install-db', [...files, '--auth-root-authentication-method=normal'], { env, stdio: 'ignore' })
  const network = [`--bind-address=${address}`, `--port=${port}`, `--socket=${socket}`]
  const inputs = [...files, ...network, ...options(folder)]
  const service = await startService(['mariadbd', ...inputs], { folder, address, port })
  const run = (sql: string): void => {
    execFileSync('mariadb', ['--no-defaults', '--user=root', `--socket=${socket}`], { env, input: sql })
  }
  return { ...service, address, port, run }
}

/** Options for `startMariadb` with a certificate of its own, made on the spot. */
export function selfSigned(folder: string): readonly string[] {
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')]
  const subject = ['-subj', '/CN=MariaDB_Server_Auto_Generated', '-days', '2', '-nodes']
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', ...subject, '-keyout', key, '-out', certificate], {
    stdio: 'ignore',
  })
  return [`--ssl-key=${key}`, `--ssl-cert=${certificate}`]
}
