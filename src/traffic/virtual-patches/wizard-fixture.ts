import { namesNear, type Writing, writingsOf } from './path-writings-fixture.ts'

const page = '/SetupWizard.aspx'

/** What may follow the page; the fault needs something there, the exact form does not matter. */
const tails = [
  ...[
    '',
    '/',
    '//',
    '/x',
    '/Login.aspx',
    '/Host',
    '/x/y/z',
    '/x.css',
    '/x.ashx',
    '/.x',
    '/%20',
    '/%2f',
    '/%c3%bc',
    '/SetupWizard.aspx',
  ],
  ...[
    '\\',
    '\\x',
    '%2f',
    '%2fx',
    '%2Fx',
    '%5cx',
    '%252f',
    '%252fx',
    '%255cx',
    ';',
    ';x',
    ';x/y',
    ';/x',
    '/;x',
    '%3bx/y',
  ],
  ...[
    '.',
    './',
    '../',
    '%20',
    '%20/x',
    '%20.',
    '%00',
    '%00/x',
    '%0a',
    '%0a/x',
    '%09',
    '::$DATA',
    '::$DATA/x',
    ':x/y',
    '%3a%3a$DATA',
  ],
  ...[
    '?',
    '?x',
    '/?x=/Login.aspx',
    '/x?__Cache=1',
    '#',
    '#/x',
    '/#',
    '%3f',
    '%3f/x',
    '%23x',
    '%c0%af',
    '%c0%afx',
    '%e0%80%af',
    '~',
    '%',
    '%zz',
    '/%',
  ],
]

const otherNames = [
  '/SetupWizard',
  '/SetupWizard/',
  '/SetupWizard/x',
  '/SetupWizard;x',
  '/SetupWizard%2fx',
  '/SetupWizard.',
  '/SetupWizard.aspx.aspx',
  '/SetupWizard.ashx/x',
  '/SETUPW~1.ASP',
  '/SETUPW~1.ASP/x',
  '/setupw~1/x',
]

/**
 * Requests for the setup wizard in every way we know of writing them (CVE-2024-1709): targets of a request line, queries
 * included, to be sent byte for byte. Every one of them has to be refused.
 */
export const wizardAttacks: readonly Writing[] = unique([
  ...tails.map((tail) => ({ how: `followed by ${tail}`, path: page + tail })),
  ...otherNames.map((path) => ({ how: 'by another name', path })),
  ...['', '/', '/x'].flatMap((tail) => writingsOf(page + tail)),
  ...writingsOf('/SetupWizard'),
])

const honestTargets = [
  ...[
    '/',
    '/?x=1',
    '/Guest',
    '/Guest.aspx',
    '/guest?Session=1234',
    '/Login',
    '/Login.aspx',
    '/Login?Reason=0',
    '/Host',
    '/Host.aspx',
  ],
  ...[
    '/Login?ReturnUrl=%2fSetupWizard.aspx',
    '/Login?ReturnUrl=/SetupWizard.aspx/',
    '/Guest?q=SetupWizard',
    '/?SetupWizard.aspx/x',
  ],
  ...[
    '/Host#Access/All%20Machines//',
    '/Administration',
    '/Administration.aspx',
    '/Administration#Security',
    '/ChangePassword',
  ],
  ...[
    '/Script.ashx',
    '/Script.ashx?__Cache=0123',
    '/FavIcon.axd?size=32',
    '/ClientIcon.axd',
    '/WebResource.axd?d=a&t=1',
    '/Default.css',
  ],
  ...[
    '/Images/Logo.png',
    '/App_Themes/Solid/x.css?__Cache=1',
    '/fonts/a.woff2',
    '/Report.csv?ReportType=Session',
    '/ResetPassword',
  ],
  ...[
    '/Services/PageService.ashx/GetLiveData',
    '/Services/PageService.ashx/GetGuestSessionInfo',
    '/Services/MailService.ashx/SendEmail',
  ],
  ...[
    '/Services/AuthenticationService.ashx/TryLogin',
    '/Services/SecurityService.ashx/SaveUser',
    '/Services/StatusService.ashx/x',
  ],
  ...[
    '/Bin/ScreenConnect.Client.application?h=relay.example.de&p=8041&k=BgIAAACkAABSU0Ex%2b%2f%3d',
    '/Bin/ScreenConnect.Client.exe',
  ],
  ...[
    '/Bin/ScreenConnect.ClientSetup.msi?e=Access&y=Guest&c=B%C3%BCro&c=&t=',
    '/Bin/SetupWizard.exe',
    '/Images/SetupWizard.png',
  ],
  ...[
    '/App_Extensions/2d558935-686a-4bd0-9991-07539f5fe749/Service.ashx/GetSessionsByName',
    '/Help/SetupWizard',
    '/Host/SetupWizard',
  ],
]

/** Requests that look like the setup wizard, or that ScreenConnect's own pages and clients send. None may be refused. */
export const wizardNeighbours: readonly Writing[] = unique([
  ...honestTargets.flatMap((path) => [
    { how: 'honest', path },
    { how: 'honest in lower case', path: path.toLowerCase() },
  ]),
  ...namesNear('SetupWizard').flatMap((name) =>
    ['', '.aspx', '.aspx?x=1', '/', '/x', '.css'].map((tail) => ({ how: 'a name nearby', path: `/${name}${tail}` })),
  ),
])

function unique(writings: readonly Writing[]): readonly Writing[] {
  return [...new Map(writings.map((writing) => [writing.path, writing])).values()]
}
