import { Dice, fileOf, Hand, type Shape } from './file-shapes-fixture.ts'

const places = [
  ['Login.aspx', 'login.ASPX', '~/Login.aspx'],
  ['Administration.aspx', '~/administration.aspx', 'ADMINISTRATION.ASPX'],
  ['Services', 'services', 'Services/'],
  ['Services/PageService.ashx', 'services/pageservice.ashx'],
  ['Services/MailService.ashx', 'Services/mailservice.ashx'],
  ['Host.aspx', 'host.aspx'],
] as const

/** A `web.config` of ScreenConnect in one of many shapes. Its Host page never has a list. */
export function generatedWebConfig(seed: number, shape: Shape): Buffer {
  const dice = new Dice(seed)
  const hand = new Hand(dice)
  const parts = [
    ...mainSettings(hand),
    hand.tag(
      'system.web',
      {},
      dice.shuffled([modules(hand), membership(hand), hand.tag('customErrors', { mode: 'Off' })]),
    ),
    hand.tag('connectionStrings', { configProtectionProvider: 'Other' }, [hand.tag('EncryptedData', {})]),
    hand.tag('unknown', { text: 'a > b /> & <c> "d"' }, [
      hand.tag('deep', {}, ['<![CDATA[ <add key="RestrictToIPs"/> ]]>']),
    ]),
    ...places.flatMap(([usual, ...others]) => location(hand, dice.one(usual, usual, ...others))),
  ]
  const name = dice.yes(6) ? { xmlns: 'http://schemas.microsoft.com/.NetConfiguration/v2.0' } : {}
  return fileOf(hand.tag('configuration', name, dice.shuffled(parts)), hand, shape)
}

function mainSettings(hand: Hand): readonly string[] {
  const { dice } = hand
  if (dice.yes(6)) return []
  if (dice.yes(6)) return [hand.tag('appSettings', {}, dice.yes() ? [] : undefined)]
  const values: Readonly<Record<string, string>> = {
    AccessTokenExpireSeconds: dice.one('86400', '7200', '1', ''),
    shouldrevalidateaccesstoken: dice.one('false', 'true'),
    TrustDeviceExpireDays: dice.one('30', '7'),
    UsePersistentTicketCookie: dice.one('true', 'false'),
    CookieSameSiteMode: dice.one('None', 'Strict'),
    InputIdleDisconnectTimeSeconds: dice.one('0', '3600'),
    AllowPasswordAutoComplete: dice.one('true', 'false'),
    AsymmetricKey: 'nicht-echt-&-"bleibt"',
  }
  const chosen = Object.entries(values).filter(([key]) => key === 'AsymmetricKey' || !dice.yes(4))
  return [
    hand.tag(
      'appSettings',
      {},
      dice.shuffled(chosen).map(([key, value]) => hand.tag('add', { key, value })),
    ),
  ]
}

function modules(hand: Hand): string {
  const module = hand.tag('add', {
    name: 'IPSecurityModule',
    type: 'ScreenConnect.IPSecurityModule, ScreenConnect.Web',
  })
  return hand.tag('httpModules', {}, [module])
}

function membership(hand: Hand): string {
  const { dice } = hand
  const limits = {
    ...(dice.yes(4) ? {} : { maxInvalidPasswordWindowAttempts: dice.one('8', '80', '0') }),
    ...(dice.yes(4) ? {} : { passwordAttemptWindow: dice.one('10', '1') }),
    ...(dice.yes(4) ? {} : { maxInvalidPasswordAbsoluteAttempts: dice.one('50', '5000') }),
  }
  const type = 'ScreenConnect.InternalMembershipProvider'
  const internal = hand.tag('add', { name: 'Internal', type, ...limits })
  const windows = hand.tag('add', {
    name: 'Windows',
    type: 'ScreenConnect.WindowsMembershipProvider',
    enabled: 'false',
  })
  return hand.tag('membership', {}, [hand.tag('providers', {}, dice.shuffled([internal, windows]))])
}

function location(hand: Hand, path: string): readonly string[] {
  const { dice } = hand
  const isHost = /^host/i.test(path)
  if (dice.yes(4)) return dice.yes() ? [] : [hand.tag('location', { path }, dice.yes() ? [] : undefined)]
  const lists = isHost
    ? ['']
    : ['', '', '203.0.113.9', '10.20.0.5, 203.0.113.0/24;198.51.100.7', 'kein-netz 192.0.2.0/24']
  const list = { [dice.one('RestrictToIPs', 'restrictToIPs')]: lists[dice.number(lists.length)] ?? '' }
  const keys = {
    MaxLongestTicketReissueIntervalSeconds: dice.one('86400', '1800'),
    ...(dice.yes(4) ? {} : list),
    BlockIPs: '',
  }
  const adds = Object.entries(keys).map(([key, value]) => hand.tag('add', { key, value }))
  const settings = hand.tag('appSettings', {}, adds)
  const block = hand.tag('location', { path }, [settings])
  const second = hand.tag('location', { path }, [hand.tag('system.web', {}, [hand.tag('httpRuntime', {})])])
  return dice.yes(8) ? [second, block] : [block]
}
