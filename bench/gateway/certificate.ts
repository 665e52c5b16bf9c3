import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface CertificateFiles {
  readonly certificate: string
  readonly key: string
}

/** A self-signed P-256 certificate for loopback, made by OpenSSL. HAProxy wants both parts in one file; see `pemOf`. */
export function newCertificate(folder: string): CertificateFiles {
  const files = { certificate: join(folder, 'certificate.pem'), key: join(folder, 'key.pem') }
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']
  const kind = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2']
  const run = spawnSync('openssl', [...kind, ...subject, '-keyout', files.key, '-out', files.certificate], {
    encoding: 'utf8',
  })
  if (run.status !== 0) throw new Error(`openssl made no certificate: ${run.stderr}`)
  return files
}

/** Writes certificate and key into one file. */
export function pemOf({ certificate, key }: CertificateFiles, file: string): string {
  writeFileSync(file, readFileSync(certificate, 'latin1') + readFileSync(key, 'latin1'), { mode: 0o600 })
  return file
}
