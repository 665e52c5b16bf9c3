import { say, type Text } from '../../model/text.ts'
import type { TlsProfileName } from '../../policy/gateway-settings.ts'

/** What a profile means to `node:tls`; the names are those of its options. TLS 1.0 and 1.1 are in none (RFC 8996). */
export interface TlsProfile {
  readonly minVersion: 'TLSv1.2'
  readonly maxVersion: 'TLSv1.3'
  /** OpenSSL's names in the server's order of preference, those of TLS 1.3 first. */
  readonly ciphers: string
  /** Groups for the key exchange, in order of preference. */
  readonly ecdhCurve: string
  readonly honorCipherOrder: true
}

/** One kind of client and what it needs. */
interface ClientNeed {
  readonly client: Text
  readonly needs: Text
  /** Where it was read. */
  readonly source: string
}

/** What a profile is for, and who needs it. */
export interface ProfileDescription {
  readonly purpose: Text
  readonly clients: readonly ClientNeed[]
}

const tls13 = ['TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256', 'TLS_AES_128_GCM_SHA256']

/** The TLS 1.2 suites that RFC 9325, section 4.2, recommends, and ChaCha20 (RFC 7905). */
const authenticated = ['AES256-GCM-SHA384', 'AES128-GCM-SHA256', 'CHACHA20-POLY1305'].flatMap((cipher) => [
  `ECDHE-ECDSA-${cipher}`,
  `ECDHE-RSA-${cipher}`,
])

/** Encrypt-then-MAC (RFC 7366) protects these where the client offers it; Schannel does not. Hence only on request. */
const blockChained = ['ECDHE-RSA-AES256-SHA384', 'ECDHE-RSA-AES128-SHA256']

const profiles: Readonly<Record<TlsProfileName, TlsProfile>> = {
  modern: profile([...tls13, ...authenticated], ['X25519', 'P-256']),
  // An operator may have taken P-256 from the order of curves by group policy.
  'old-agents': profile([...tls13, ...authenticated, ...blockChained], ['X25519', 'P-256', 'P-384']),
}

/** The options of `node:tls` for a profile. */
export function tlsProfile(name: TlsProfileName): TlsProfile {
  return profiles[name]
}

/** What a profile is for and which clients need it, with sources. */
export function describeProfile(name: TlsProfileName): ProfileDescription {
  return descriptions[name]
}

function profile(ciphers: readonly string[], curves: readonly string[]): TlsProfile {
  const versions = { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.3' } as const
  return { ...versions, ciphers: ciphers.join(':'), ecdhCurve: curves.join(':'), honorCipherOrder: true }
}

const schannel = 'https://learn.microsoft.com/windows/win32/secauthn'

const descriptions: Readonly<Record<TlsProfileName, ProfileDescription>> = {
  modern: {
    purpose: say(
      'TLS 1.2 und 1.3, nur Verfahren mit Vorwärtsgeheimnis und geprüfter Verschlüsselung. Für alle, solange keine alten Agenten fehlen.',
      'TLS 1.2 and 1.3, only ciphers with forward secrecy and authenticated encryption. For everybody, as long as no old agents are missing.',
    ),
    clients: [
      {
        client: say(
          'Windows 10, Windows Server 2016 und neuer, alle heutigen Browser',
          'Windows 10, Windows Server 2016 and later, all browsers of today',
        ),
        needs: say(
          'nichts weiter; ab Windows 11 und Server 2022 gilt TLS 1.3',
          'nothing else; from Windows 11 and Server 2022 on TLS 1.3 is used',
        ),
        source: `${schannel}/tls-cipher-suites-in-windows-10-v1511`,
      },
      {
        client: say(
          'Agenten auf Windows 7, 8 und 8.1, Server 2008 R2, 2012 und 2012 R2 bei einem ECDSA-Zertifikat',
          'agents on Windows 7, 8 and 8.1, Server 2008 R2, 2012 and 2012 R2 with an ECDSA certificate',
        ),
        needs: say(
          'ein ECDSA-Zertifikat mit P-256: Dann kennt auch deren Schannel AES-GCM. Bollwerk holt über ACME solche Zertifikate',
          'an ECDSA certificate with P-256: then their Schannel knows AES-GCM too. Bollwerk fetches such certificates over ACME',
        ),
        source: `${schannel}/tls-cipher-suites-in-windows-7`,
      },
    ],
  },
  'old-agents': {
    purpose: say(
      'Wie modern, dazu zwei CBC-Verfahren und die Kurve P-384. Nötig nur, wenn Ihr Zertifikat einen RSA-Schlüssel hat und alte Windows-Systeme Agenten tragen. TLS 1.0 und 1.1 bleiben aus.',
      'Like modern, and two CBC ciphers and the curve P-384. Needed only if your certificate has an RSA key and old Windows systems carry agents. TLS 1.0 and 1.1 stay off.',
    ),
    clients: [
      {
        client: say('Windows 7 SP1 und Server 2008 R2 SP1', 'Windows 7 SP1 and Server 2008 R2 SP1'),
        needs: say(
          'ECDHE-RSA mit AES-CBC, denn ihr Schannel kennt ECDHE-RSA mit AES-GCM nicht. TLS 1.2 ist dort erst mit KB3140245, den Schannel-Schlüsseln und DefaultSecureProtocols für WinHTTP an',
          'ECDHE-RSA with AES-CBC, because their Schannel does not know ECDHE-RSA with AES-GCM. TLS 1.2 is on there only with KB3140245, the Schannel keys and DefaultSecureProtocols for WinHTTP',
        ),
        source: `${schannel}/tls-cipher-suites-in-windows-7, https://support.microsoft.com/kb/3140245`,
      },
      {
        client: say('Windows 8 und Server 2012', 'Windows 8 and Server 2012'),
        needs: say(
          'dasselbe wie Windows 7; KB3140245 gilt auch für Server 2012',
          'the same as Windows 7; KB3140245 is for Server 2012 too',
        ),
        source: `${schannel}/tls-cipher-suites-in-windows-8, https://support.microsoft.com/kb/3140245`,
      },
      {
        client: say('Windows 8.1 und Server 2012 R2', 'Windows 8.1 and Server 2012 R2'),
        needs: say(
          'ECDHE-RSA mit AES-CBC; TLS 1.2 ist dort von Haus aus an',
          'ECDHE-RSA with AES-CBC; TLS 1.2 is on there by default',
        ),
        source: `${schannel}/tls-cipher-suites-in-windows-8-1`,
      },
      {
        client: say(
          'Agenten, die für .NET Framework vor 4.6 gebaut sind',
          'agents built for .NET Framework before 4.6',
        ),
        needs: say(
          'auf dem Rechner selbst SchUseStrongCrypto und SystemDefaultTlsVersions, sonst sprechen sie nur TLS 1.0; kein Profil hilft ihnen. Im Log steht "SecureChannelFailure"',
          'SchUseStrongCrypto and SystemDefaultTlsVersions on the machine itself, otherwise they speak TLS 1.0 only; no profile helps them. Their log says "SecureChannelFailure"',
        ),
        source: 'https://learn.microsoft.com/dotnet/framework/network-programming/tls',
      },
    ],
  },
}
