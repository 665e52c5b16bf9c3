import { childOf, childrenOf, type XmlElement } from '../../evidence/screenconnect/xml.ts'
import type { IisAddressRules, IisFact } from '../../evidence/windows/facts.ts'
import { Dice, fileOf, Hand, type Shape } from './file-shapes-fixture.ts'
import { treeOf } from './tree-difference-fixture.ts'

const site = 'Default Web Site'

/** An `applicationHost.config` of an Automate server in one of many shapes. `cwa` is never restricted in it. */
export function generatedApplicationHost(seed: number, shape: Shape): Buffer {
  const hand = new Hand(new Dice(seed))
  const { dice } = hand
  const parts = [
    hand.tag('configSections', {}, [hand.tag('sectionGroup', { name: 'system.webServer' }, [])]),
    hand.tag('system.applicationHost', {}, [hand.tag('applicationPools', {}), hand.tag('sites', {}, [theSite(hand)])]),
    server(hand),
    hand.tag('configProtectedData', {}, [
      hand.tag('providers', {}, [hand.tag('add', { name: 'Aes', key: 'a > b & <c>' })]),
    ]),
    ...['cwa', 'LegacyCCASMX', 'WCC2', 'LabTech', ''].flatMap((name) => location(hand, name)),
  ]
  return fileOf(hand.tag('configuration', {}, dice.shuffled(parts)), hand, shape)
}

function theSite(hand: Hand): string {
  const { dice } = hand
  const directory = hand.tag('virtualDirectory', { path: '/', physicalPath: 'C:\\inetpub\\wwwroot' })
  const paths = ['/', '/LabTech', '/cwa', dice.one('/LegacyCCASMX', '/legacyccasmx'), '/WCC2']
  const applications = paths.map((path) => hand.tag('application', { path }, [directory]))
  return hand.tag('site', { name: site, id: '1' }, dice.shuffled([...applications, hand.tag('bindings', {}, [])]))
}

function server(hand: Hand): string {
  const module = { name: 'IpRestrictionModule', image: '%windir%\\System32\\inetsrv\\iprestr.dll' }
  const modules = hand.tag(
    'globalModules',
    {},
    hand.dice.shuffled([hand.tag('add', module), hand.tag('add', { name: 'X' })]),
  )
  const security = hand.tag('security', {}, [hand.tag('ipSecurity', { allowUnlisted: 'true' })])
  return hand.tag('system.webServer', {}, hand.dice.shuffled([modules, security]))
}

function location(hand: Hand, name: string): readonly string[] {
  const { dice } = hand
  const path = name === '' ? site : `${dice.one(site, 'DEFAULT WEB SITE')}/${dice.one(name, name.toLowerCase())}`
  const access = hand.tag('access', { sslFlags: 'Ssl' })
  const handlers = hand.tag('handlers', { accessPolicy: 'Read, Script' })
  if (name === 'LabTech' || name === '' || dice.yes(3))
    return dice.yes()
      ? []
      : [hand.tag('location', { path }, [hand.tag('system.webServer', {}, dice.one([handlers], []))])]
  const security = [access, ...(dice.yes(3) ? [] : [ownRules(hand, name)])]
  const block = hand.tag('location', { path }, [
    hand.tag('system.webServer', {}, dice.shuffled([handlers, hand.tag('security', {}, dice.shuffled(security))])),
  ])
  const second = hand.tag('location', { path, overrideMode: 'Deny' }, [
    hand.tag('system.web', {}, dice.yes() ? [] : undefined),
  ])
  return dice.yes(6) ? dice.shuffled([block, second]) : [block]
}

function ownRules(hand: Hand, name: string): string {
  const { dice } = hand
  const isClosed = name !== 'cwa' && dice.yes()
  const technicians = { ipAddress: '203.0.113.0', subnetMask: '255.255.255.0', allowed: 'true' }
  const entries = [
    ...(isClosed || dice.yes() ? [hand.tag('add', technicians)] : []),
    ...(dice.yes() ? [hand.tag('add', { ipAddress: '127.0.0.1', allowed: 'True' })] : []),
    ...(dice.yes() ? [hand.tag('add', { ipAddress: '192.0.2.66', allowed: 'false' })] : []),
  ]
  const flags = isClosed ? { allowUnlisted: dice.one('false', 'False') } : dice.one({ allowUnlisted: 'true' }, {})
  const content = [...(dice.yes() ? [hand.tag('clear', {})] : []), ...entries]
  return hand.tag(
    'ipSecurity',
    { ...flags, denyAction: 'NotFound' },
    content.length === 0 && dice.yes() ? undefined : content,
  )
}

/** What the collector would see of the file (evidence/windows/script/parts/iis.ts), by another reader than the planner's. */
export function iisFactOf(bytes: Buffer): IisFact {
  const root = treeOf(bytes)
  const whole = rulesIn(root)[0]
  const locations = childrenOf(root, 'location').flatMap((one) =>
    rulesIn(one).map((rules) => ({ path: one.attributes.get('path') ?? '', rules })),
  )
  const places = [...(whole ? [{ path: '', rules: whole }] : []), ...locations]
  const modules = childrenOf(childOf(root, 'system.webServer', 'globalModules'), 'add')
  return {
    sites: childrenOf(childOf(root, 'system.applicationHost', 'sites'), 'site').map((one) => ({
      name: one.attributes.get('name') ?? '',
      bindings: [],
      applications: childrenOf(one, 'application').flatMap((application) =>
        childrenOf(application, 'virtualDirectory').map((directory) => ({
          path: pathOf(application, directory),
          folder: null,
        })),
      ),
    })),
    places: places.map(({ path, rules }) => ({ path, from: 'applicationHost.config', rules: ruleOf(rules, whole) })),
    restrictionModule: modules.some(({ attributes }) => attributes.get('name') === 'IpRestrictionModule'),
    removesServerHeader: null,
  }
}

function rulesIn(element: XmlElement): readonly XmlElement[] {
  return childrenOf(element, 'system.webServer')
    .flatMap((one) => childrenOf(one, 'security'))
    .flatMap((one) => childrenOf(one, 'ipSecurity'))
}

function pathOf(application: XmlElement, directory: XmlElement): string {
  const path = `${application.attributes.get('path')}${directory.attributes.get('path')}`
  return path.replaceAll(/\/+/g, '/').replace(/(.)\/$/, '$1')
}

function ruleOf(own: XmlElement, whole: XmlElement | undefined): IisAddressRules {
  const flag = (name: string, usual: boolean): boolean => {
    const text = own.attributes.get(name) ?? whole?.attributes.get(name)
    return text === undefined ? usual : text.toLowerCase() === 'true'
  }
  return {
    allowUnlisted: flag('allowUnlisted', true),
    proxyMode: flag('enableProxyMode', false),
    denyAction: own.attributes.get('denyAction') ?? null,
    entries: childrenOf(own, 'add').map(({ attributes }) => ({
      address: attributes.get('ipAddress') ?? attributes.get('domainName') ?? '',
      mask: attributes.get('subnetMask') ?? null,
      allowed: attributes.get('allowed')?.toLowerCase() === 'true',
    })),
  }
}
