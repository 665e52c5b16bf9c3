import type { ListedPlace, ListsFact, Setting, SettingsFact, UserSource } from './facts.ts'
import { secretName, serverSettings } from './known-settings.ts'
import { plain, truth, whole } from './plain.ts'
import { childOf, childrenOf, everyElement, type XmlElement } from './xml.ts'

/** Settings, user sources and the places of secrets in `web.config` (screenconnect.md §3.3, §3.4). */
export function readSettings(root: XmlElement): SettingsFact {
  return {
    settings: settingsIn(childOf(root, 'appSettings'), serverSettings),
    userSources: userSources(root),
    secrets: secretsIn(root).slice(0, mostSecrets),
    hidden: hiddenParts(root),
  }
}

/** Which places of `web.config` have lists of addresses, and whether the module that obeys them is there (§2.1). */
export function readLists(root: XmlElement): ListsFact {
  const places = [...everyElement(root)].filter(({ name }) => name === 'location').flatMap(placeOf)
  const main = childOf(root, 'appSettings')
  const whole = main ? [listedPlace('', main)].filter(saysSomething) : []
  return { places: [...whole, ...places].slice(0, mostPlaces), module: hasModule(root) }
}

/** Keys of an `<appSettings>` that are known to hold no secret; the last of several wins, as in .NET. */
function settingsIn(element: XmlElement | undefined, known: ReadonlyMap<string, RegExp>): readonly Setting[] {
  const found = new Map<string, Setting>()
  for (const { key, value } of entriesOf(element)) {
    const name = [...known.keys()].find((candidate) => candidate.toLowerCase() === key.toLowerCase())
    if (name === undefined) continue
    const fits = value === '' || known.get(name)?.test(value)
    found.set(name, { name, value: fits ? value : null })
  }
  return [...found.values()]
}

/** How many secrets stand in a file of this form: for copies of which nothing else is told. */
export function secretsIn(root: XmlElement): SettingsFact['secrets'] {
  return [...everyElement(root)].flatMap((element) => [
    ...attributeSecrets(element),
    ...(element.name === 'add' ? valueSecret(element) : []),
  ])
}

const mostSecrets = 500
const mostPlaces = 1_000
const mostItems = 5_000

function entriesOf(element: XmlElement | undefined): readonly { readonly key: string; readonly value: string }[] {
  return childrenOf(element, 'add').map(({ attributes }) => ({
    key: attributes.get('key') ?? '',
    value: attributes.get('value')?.trim() ?? '',
  }))
}

function placeOf(location: XmlElement): readonly ListedPlace[] {
  const path = plain(location.attributes.get('path') ?? '', 900)
  return childrenOf(location, 'appSettings').map((settings) => ({
    ...listedPlace(path, settings),
    line: location.line,
  }))
}

function listedPlace(path: string, settings: XmlElement): ListedPlace {
  const values = new Map(entriesOf(settings).map(({ key, value }) => [key.toLowerCase(), value]))
  return {
    path,
    line: settings.line,
    restrictTo: items(values.get('restricttoips')),
    block: items(values.get('blockips')),
    factors: whole(values.get('minauthenticationfactorcount')),
    idleSeconds: whole(values.get('maxlongestticketreissueintervalseconds')),
  }
}

function saysSomething({ restrictTo, block, factors }: ListedPlace): boolean {
  return restrictTo !== null || block !== null || factors !== null
}

/** The editor splits at blanks, commas and semicolons; whether the module does too is not known (§2.2). */
function items(value: string | undefined): readonly string[] | null {
  if (value === undefined) return null
  return value
    .split(/[\s,;]+/)
    .map((item) => plain(item, 100))
    .filter((item) => item !== '')
    .slice(0, mostItems)
}

function hasModule(root: XmlElement): boolean {
  return [...everyElement(root)].some(
    ({ name, attributes }) => name === 'add' && /\bIPSecurityModule\b/.test(attributes.get('type') ?? ''),
  )
}

function userSources(root: XmlElement): readonly UserSource[] {
  const providers = childOf(root, 'system.web', 'membership', 'providers')
  return childrenOf(providers, 'add')
    .slice(0, 200)
    .map(({ attributes }) => ({
      name: plain(attributes.get('displayName') ?? attributes.get('name') ?? '', 100),
      kind: sourceKind(attributes.get('type') ?? ''),
      enabled: truth(attributes.get('enabled')) ?? true,
      passwordLength: whole(attributes.get('minRequiredPasswordLength')),
      nonAlphanumeric: whole(attributes.get('minRequiredNonAlphanumericCharacters')),
      strengthExpression: (attributes.get('passwordStrengthRegularExpression') ?? '') !== '',
      windowAttempts: whole(attributes.get('maxInvalidPasswordWindowAttempts')),
      windowMinutes: whole(attributes.get('passwordAttemptWindow')),
      absoluteAttempts: whole(attributes.get('maxInvalidPasswordAbsoluteAttempts')),
      expirationDays: whole(attributes.get('passwordExpirationDays')),
      historyLength: whole(attributes.get('passwordHistoryLength')),
    }))
}

function sourceKind(type: string): string {
  const [className = ''] = type.split(',')
  return plain(className.replace(/^.*\./, '').replace(/MembershipProvider$/, ''), 60)
}

/** Attributes that are secrets: `machineKey` unless Windows makes it, passwords of providers and of mail. */
function attributeSecrets({ name, attributes, line }: XmlElement): SettingsFact['secrets'] {
  return [...attributes]
    .filter(([attribute, value]) => {
      const isKey = name === 'machineKey' && /^(validation|decryption)Key$/.test(attribute)
      return isKey ? !/^AutoGenerate/i.test(value) && value !== '' : secretName.test(attribute) && value !== ''
    })
    .map(([attribute]) => ({ what: plain(`${name} ${attribute}`, 100), line }))
}

function valueSecret({ attributes, line }: XmlElement): SettingsFact['secrets'] {
  const key = attributes.get('key') ?? ''
  return secretName.test(key) && (attributes.get('value') ?? '') !== '' ? [{ what: plain(key, 100), line }] : []
}

/** `configProtectionProvider` encrypts a part, `configSource` and `file` move it elsewhere. */
function hiddenParts(root: XmlElement): readonly string[] {
  return [...everyElement(root)]
    .filter(({ attributes }) => ['configProtectionProvider', 'configSource', 'file'].some((it) => attributes.has(it)))
    .map(({ name }) => plain(name, 60))
    .slice(0, 100)
}
