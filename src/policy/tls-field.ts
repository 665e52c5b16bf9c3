import { say } from '../model/text.ts'
import type { Field } from './field.ts'

const path = 'tls/fullchain.pem'

/** The fields of the block `gateway.tls`, by their place in the policy. */
export const tlsFields: Readonly<Record<string, Field>> = {
  'gateway.tls': {
    purpose: say(
      'wie das Gateway TLS spricht und mit welchen Zertifikaten',
      'how the gateway speaks TLS and with which certificates',
    ),
    example: 'tls: { profile: modern }',
  },
  'gateway.tls.profile': {
    purpose: say(
      'modern für alle; old-agents nimmt Verfahren hinzu, die Agenten auf Windows 7 bis 8.1 und Server 2008 R2 bis 2012 R2 bei einem RSA-Zertifikat brauchen',
      'modern for everybody; old-agents adds what agents on Windows 7 to 8.1 and Server 2008 R2 to 2012 R2 need with an RSA certificate',
    ),
    example: 'profile: modern',
  },
  'gateway.tls.certificates': {
    purpose: say(
      'Zertifikate, die Sie selbst beschaffen; neue Dateien gelten ohne Neustart',
      'certificates that you bring yourself; new files take effect without a restart',
    ),
    example: `certificates: [{ certificate: ${path}, key: tls/key.pem }]`,
  },
  'gateway.tls.certificates[]': {
    purpose: say('ein Zertifikat mit seinem Schlüssel', 'a certificate with its key'),
    example: `{ hosts: [automate.muster-msp.de], certificate: ${path}, key: tls/key.pem }`,
  },
  'gateway.tls.certificates[].hosts': {
    purpose: say(
      'die Namen, für die es gilt; ohne Angabe alle Namen im Zertifikat',
      'the names it is for; every name in the certificate without this',
    ),
    example: 'hosts: [automate.muster-msp.de]',
  },
  'gateway.tls.certificates[].hosts[]': {
    purpose: say('ein öffentlicher Name', 'a public name'),
    example: 'hosts: [automate.muster-msp.de]',
  },
  'gateway.tls.certificates[].certificate': {
    purpose: say(
      'die Datei mit dem Zertifikat und denen seiner Aussteller (PEM), vom Ordner der Richtlinie aus',
      'the file with the certificate and those of its issuers (PEM), seen from the folder of the policy',
    ),
    example: `certificate: ${path}`,
  },
  'gateway.tls.certificates[].key': {
    purpose: say(
      'die Datei mit dem privaten Schlüssel ohne Kennwort (PEM), vom Ordner der Richtlinie aus',
      'the file with the private key without a passphrase (PEM), seen from the folder of the policy',
    ),
    example: 'key: tls/key.pem',
  },
  'gateway.tls.acme': {
    purpose: say(
      'holt und erneuert Zertifikate selbst (ACME); ohne diese Angabe wird keine Zertifizierungsstelle angesprochen',
      'fetches and renews certificates itself (ACME); without this no authority is contacted',
    ),
    example: 'acme: { email: technik@muster-msp.de, agreeTerms: true }',
  },
  'gateway.tls.acme.directory': {
    purpose: say(
      "das Verzeichnis der Zertifizierungsstelle; ohne Angabe das von Let's Encrypt",
      "the directory of the authority; that of Let's Encrypt without this",
    ),
    example: 'directory: https://acme-staging-v02.api.letsencrypt.org/directory',
  },
  'gateway.tls.acme.email': {
    purpose: say(
      'die Adresse, an die sich die Zertifizierungsstelle wendet',
      'the address that the authority turns to',
    ),
    example: 'email: technik@muster-msp.de',
  },
  'gateway.tls.acme.agreeTerms': {
    purpose: say(
      'dass Sie den Nutzungsbedingungen der Zertifizierungsstelle zustimmen',
      'that you agree to the terms of service of the authority',
    ),
    example: 'agreeTerms: true',
  },
  'gateway.tls.acme.challenges': {
    purpose: say(
      'wie die Zertifizierungsstelle prüft, dass der Name Ihnen gehört: http-01 über Port 80, tls-alpn-01 über Port 443',
      'how the authority checks that the name is yours: http-01 over port 80, tls-alpn-01 over port 443',
    ),
    example: 'challenges: [tls-alpn-01]',
  },
  'gateway.tls.acme.challenges[]': {
    purpose: say('http-01 oder tls-alpn-01', 'http-01 or tls-alpn-01'),
    example: 'challenges: [tls-alpn-01]',
  },
}
