import type { ServerKind } from '../../model/server.ts'
import { writingsOf } from './path-writings-fixture.ts'
import { wizardAttacks, wizardNeighbours } from './wizard-fixture.ts'

/** A request as it goes over the wire. */
export interface Sample {
  readonly method: 'GET' | 'POST'
  /** Of the request line, byte for byte. */
  readonly target: string
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** What one patch has to recognise, and what it must leave alone. */
export interface PatchSamples {
  readonly patch: string
  readonly server: ServerKind
  readonly attacks: readonly Sample[]
  readonly neighbours: readonly Sample[]
}

const get = (target: string): Sample => ({ method: 'GET', target })

const form = 'application/x-www-form-urlencoded'
const post = (target: string, body = '', type = form): Sample => ({
  method: 'POST',
  target,
  body,
  headers: { 'content-type': type },
})

/** The same request by every writing of its path. */
function everyWriting(sample: Sample): readonly Sample[] {
  const [path = '', ...query] = sample.target.split('?')
  return writingsOf(path).map((writing) => ({ ...sample, target: [writing.path, ...query].join('?') }))
}

const guid = '2d558935-686a-4bd0-9991-07539f5fe749'

const screenConnect: readonly Omit<PatchSamples, 'server'>[] = [
  {
    patch: 'cve-2024-1709',
    attacks: wizardAttacks.flatMap(({ path }) => [get(path), post(path)]),
    neighbours: wizardNeighbours.map(({ path }) => get(path)),
  },
  {
    patch: 'cve-2024-1709-path-info',
    attacks: ['/Login.aspx/x', '/Host.aspx/', '/Administration.aspx/SetupWizard.aspx'].flatMap((path) =>
      everyWriting(get(path)),
    ),
    neighbours: ['/Login.aspx', '/Script.ashx/x', '/Login.aspx?ReturnUrl=/Host.aspx/x', '/x.aspxs/y', '/aspx/x'].map(
      get,
    ),
  },
  {
    patch: 'cve-2024-1708',
    attacks: [
      'shell.aspx',
      'shell.ashx',
      'a b.asmx',
      'x.aspx/y',
      'x.y.aspx',
      '.aspx',
      `${guid}.ashx/Run`,
      'x.cshtml',
      'x.svc',
    ].flatMap((name) => everyWriting(get(`/App_Extensions/${encodeURI(name)}`))),
    neighbours: [
      ...[
        `/App_Extensions/${guid}/Service.ashx/GetSessionsByName`,
        `/App_Extensions/${guid}/Page.aspx`,
        '/App_Extensions',
      ],
      ...[
        '/App_Extensions/',
        '/App_Extensions/x.css',
        '/App_Extensions/aspx',
        '/App_Extensions/x.aspxs',
        '/App_Extensions/x.txt',
      ],
      ...['/Extensions/x.ashx', '/x.ashx', '/App_Extensions/x.assets/y.png', `/App_Extensions/${guid}/Scripts/a.js`],
    ].map(get),
  },
  {
    patch: 'cve-2025-3935',
    attacks: [
      ...['/Login?__VIEWSTATE=/wEy', '/Login.aspx?a=b&__viewstate=x', '/Host?%5f%5fVIEWSTATE=x', '/?__VIEWSTAT%45=x'],
      ...[
        '/Guest?__VIEWSTATE1=x',
        '/Login?%u005f_VIEWSTATE=x',
        '/Login?__VIEWSTATE=&__VIEWSTATE=x',
        '/Nothing.aspx?__VIEWSTATE=x',
      ],
    ].flatMap((target) => everyWriting(get(target))),
    neighbours: [
      ...[
        '/Login',
        '/Login?ReturnUrl=%2fHost',
        '/Login?__VIEWSTATE=',
        '/Login?__VIEWSTATEGENERATOR=CA0B0334',
        '/Guest?x=__VIEWSTATE',
      ],
      ...['/Script.ashx?__Cache=__VIEWSTATE', '/Login?VIEWSTATE=x', '/Login?x__VIEWSTATE=y', '/Host#__VIEWSTATE=x'],
    ].map(get),
  },
  {
    patch: 'cve-2025-3935-body',
    attacks: [
      ...['__VIEWSTATE=x', 'a=b&__viewstate=x', '%5F%5FVIEWSTATE=x', '__VIEWSTAT%45=x', '__VIEWSTATE7=x'].flatMap(
        (body) => everyWriting(post('/Login.aspx', body)),
      ),
      post('/', '__VIEWSTATE=x'),
      post(
        '/Host',
        '--b\r\ncontent-disposition: form-data; name="__VIEWSTATE"\r\n\r\nx',
        'multipart/form-data; boundary=b',
      ),
      post(
        '/Host',
        '--b\r\ncontent-disposition: form-data; name=__VIEWSTATE\r\n\r\nx',
        'multipart/form-data; boundary=b',
      ),
      ...['utf-16', 'UTF-7', '"utf-32"', 'ibm037', 'unicode'].map((set) =>
        post('/Login', '???', `${form}; charset=${set}`),
      ),
    ],
    neighbours: [
      ...['', 'a=b', 'userName=x&password=__VIEWSTATE', '__VIEWSTATEGENERATOR=CA0B0334', 'x__VIEWSTATE=y'].map((body) =>
        post('/Login', body),
      ),
      post('/Login', 'a=b', `${form}; charset=utf-8`),
      post('/Login', 'a=b', `${form}; charset=iso-8859-1`),
      post('/Services/PageService.ashx/GetLiveData', '["__VIEWSTATE=x"]', 'application/json'),
      get('/Login'),
    ],
  },
  {
    patch: 'cve-2025-14265',
    attacks: everyWriting(post('/Services/ExtensionService.ashx/InstallExtension', '["x"]', 'application/json')),
    neighbours: ['GetExtensionInfos', 'UninstallExtension', 'InstallExtensions', 'SetExtensionEnabled', ''].map(
      (method) => post(`/Services/ExtensionService.ashx/${method}`, '[]', 'application/json'),
    ),
  },
  {
    patch: 'cve-2023-25719',
    attacks: [
      ...['h=a%00b', 'h=a%26b', 'h=a"b', 'h=a%22%3Eb', 'h=%3Cscript%3E', 'h=a/b', 'h=a%2fb', 'h=a+b', 'H=a%0d%0ab'],
      ...[
        'h=relay.example.de&h=%27',
        '%68=%27',
        'h=a@b',
        'p=x',
        'p=8041%00',
        'p=-1',
        'p=999999',
        'h=a&p=%20',
        'e=Access&y=Guest&h=a\\b',
      ],
    ].flatMap((query) => everyWriting(get(`/Bin/ScreenConnect.Client.exe?${query}`))),
    neighbours: [
      ...[
        '',
        'h=relay.example.de&p=8041',
        'h=203.0.113.9&p=443',
        'h=%5B2001:db8::1%5D&p=8041',
        'h=2001%3Adb8%3A%3A1',
        'h=&p=',
      ],
      ...[
        'h=b%C3%BCro.example.de',
        'h=xn--bro-hoa.example.de',
        'k=BgIAAACk%2b%2f%3d%3d&t=%3CName%3E&c=A%26B',
        'h=RELAY_1.example',
        'p=8041',
      ],
      ...['e=Access&y=Guest&h=relay.example.de&p=8041&s=a&t=&c=Gr%C3%BC%C3%9Fe%20%26%20Co', 'sh=%27', 'hp=%27'],
    ].map((query) => get(`/Bin/ScreenConnect.ClientSetup.exe?${query}`)),
  },
  {
    patch: 'cve-2023-25719-relay',
    attacks: [
      'h=evil.example',
      'h=203.0.113.66&p=8041',
      'h=relay.example.de.evil.example',
      'h=relay.example.de&h=evil.example',
    ].flatMap((query) => everyWriting(get(`/Bin/ScreenConnect.Client.application?${query}`))),
    neighbours: ['', 'h=relay.example.de', 'h=RELAY.example.de&p=8041', 'h=', 'k=h%3Devil'].map((query) =>
      get(`/Bin/ScreenConnect.Client.application?${query}`),
    ),
  },
  {
    patch: 'cve-2019-16512',
    attacks: [
      '["<script>"]',
      '["\\u003cScRiPt\\u003e"]',
      '["<img src=x onerror=y>"]',
      '["javascript:x"]',
      '["< svg/onload=x>"]',
    ].flatMap((body) => everyWriting(post('/Services/AppearanceService.ashx/SaveResource', body, 'application/json'))),
    neighbours: [
      '["Willkommen"]',
      '["1 < 2 on = 3"]',
      '["<b>Support</b>"]',
      '["Unser JavaScript"]',
      '["description: Skript"]',
    ].map((body) => post('/Services/AppearanceService.ashx/SaveResource', body, 'application/json')),
  },
  {
    patch: 'cve-2019-16513',
    attacks: [
      { origin: 'https://evil.example', host: 'support.example.de' },
      { origin: 'null', host: 'support.example.de' },
      { origin: 'https://support.example.de.evil.example', host: 'support.example.de' },
      { 'sec-fetch-site': 'cross-site', host: 'support.example.de' },
    ].flatMap((headers) => everyWriting({ ...post('/Services/SecurityService.ashx/SaveUser', '[]'), headers })),
    neighbours: [
      { host: 'support.example.de' },
      { origin: 'https://support.example.de', host: 'support.example.de' },
      { origin: 'https://Support.Example.de', host: 'support.example.de:443' },
      { origin: 'https://support.example.de:8443', host: 'support.example.de' },
      { origin: 'https://support.example.de', host: 'support.example.de', 'sec-fetch-site': 'same-origin' },
    ].map((headers) => ({ ...post('/Services/SecurityService.ashx/SaveUser', '[]'), headers })),
  },
]

const dtd = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///c:/x">]><a>&b;</a>'
const documents = [
  dtd,
  `<?xml version="1.0"?>\r\n${dtd}`,
  `\xef\xbb\xbf<?xml version="1.0"?><!-- x --><?y z?>\n\t${dtd}`,
  dtd.toLowerCase(),
  '<!DOCTYPE a SYSTEM "http://evil.example/x"><a/>',
  `\xff\xfe${[...dtd].map((letter) => `${letter}\0`).join('')}`,
  [...dtd].map((letter) => `\0${letter}`).join(''),
  `<?xml version="1.0"?>${' '.repeat(9000)}`,
  `<!--${'x'.repeat(9000)}`,
  '\x4c\x6f\xa7\x94\x93',
]
const plainBodies = [
  '',
  '   ',
  'a=b',
  '{"a":"<!DOCTYPE a>"}',
  '<a/>',
  '<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>&lt;!DOCTYPE a&gt;</s:Body>',
  '<?xml version="1.0"?><!-- <!DOCTYPE a> --><a><![CDATA[<!DOCTYPE b>]]></a>',
  '--b\r\n\r\n<!DOCTYPE html>',
]

const automate: readonly Omit<PatchSamples, 'server'>[] = [
  {
    patch: 'cve-2021-35066',
    attacks: ['/LegacyCCASMX/x.asmx', '/cwa/api/v1/x', '/WCC2/api/x', '/automate']
      .flatMap((path) => documents.map((body) => post(path, body, 'text/xml')))
      .concat(everyWriting(post('/LegacyCCASMX/x.asmx', dtd, 'text/xml'))),
    neighbours: ['/LegacyCCASMX/x.asmx', '/cwa/api/v1/x'].flatMap((path) =>
      plainBodies.map((body) => post(path, body, 'text/xml')),
    ),
  },
  {
    patch: 'cve-2021-35066-agents',
    attacks: documents
      .map((body) => post('/LabTech/agent.aspx', body))
      .concat(everyWriting(post('/LabTech/agent.aspx', dtd))),
    neighbours: plainBodies.map((body) => post('/LabTech/agent.aspx', body)),
  },
  {
    patch: 'cve-2020-14159',
    attacks: [
      ...[
        "x=1' AND SLEEP(5)-- ",
        "x=1'+and+sleep%285%29",
        'x=BENCHMARK(1000000,MD5(1))',
        "x=' UNION SELECT 1",
        "x='/**/union/**/all/**/select/**/1",
      ],
      ...[
        'x=1;SELECT * FROM INFORMATION_SCHEMA.TABLES',
        "x=' INTO OUTFILE 'a'",
        'x=LOAD_FILE(0x61)',
        'x=UpdateXML(1,1,1)',
        "x='/*!50000union*/ select",
      ],
    ].flatMap((body) => [
      post('/LabTech/agent.aspx', body),
      get(`/LabTech/agent.aspx?${body.replaceAll(' ', '+')}`),
      ...everyWriting(post('/LabTech/agent.aspx', body)),
    ]),
    neighbours: [
      ...[
        '',
        'Sleep',
        'x=Start-Sleep -s 5',
        'x=The union selected a speaker',
        'x=select a from b',
        'x=into the outfile',
        'x=asleep()',
      ],
      ...['7|MSG|AAAA0123456789+/==|', `x=${'A'.repeat(8000)}`, 'x=Student Union; Select Committee'],
    ].map((body) => post('/LabTech/agent.aspx', body)),
  },
  {
    patch: 'anonymous-installer',
    attacks: [
      '',
      '?ID=-2',
      '?Probe=1&installType=msi&MSILocations=1',
      '?LINUX=1',
      '?InstallerToken=',
      '?InstallerToken=abc',
    ].flatMap((query) => everyWriting(get(`/LabTech/Deployment.aspx${query}`))),
    neighbours: [
      '/LabTech/Deployment.aspx?InstallerToken=0123456789abcdef0123456789ABCDEF',
      '/labtech/deployment.aspx?x=1&installertoken=0123456789abcdef0123456789abcdef',
      '/LabTech/Deployment',
      '/LabTech/Deployments.aspx',
      '/LabTech/Service/LabTechRemoteAgent.msi',
    ].map(get),
  },
]

/** Samples for every virtual patch. */
export const patchSamples: readonly PatchSamples[] = [
  ...screenConnect.map((samples) => ({ ...samples, server: 'screenconnect' as const })),
  ...automate.map((samples) => ({ ...samples, server: 'automate' as const })),
]

/** The relay that the samples' site really has. */
export const sampleRelay = 'relay.example.de'
