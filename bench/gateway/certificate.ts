import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hosts } from './policy.ts'

export interface CertificateFiles {
  readonly certificate: string
  readonly key: string
}

/** A self-signed P-256 certificate for both servers and loopback, made by OpenSSL. */
export function newCertificate(folder: string): CertificateFiles {
  const files = { certificate: join(folder, 'certificate.pem'), key: join(folder, 'key.pem') }
  const names = [...Object.values(hosts).map((host) => `DNS:${host}`), 'IP:127.0.0.1']
  const subject = ['-subj', '/CN=localhost', '-addext', `subjectAltName=${names.join(',')}`]
  const kind = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2']
  const run = spawnSync('openssl', [...kind, ...subject, '-keyout', files.key, '-out', files.certificate], {
    encoding: 'utf8',
  })
  if (run.status !== 0) throw new Error(`openssl made no certificate: ${run.stderr}`)
  return files
}

/** Writes certificate and key into one file, as HAProxy wants them. */
export function pemOf({ certificate, key }: CertificateFiles, file: string): string {
  writeFileSync(file, readFileSync(certificate, 'latin1') + readFileSync(key, 'latin1'), { mode: 0o600 })
  return file
}
