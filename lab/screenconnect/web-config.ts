import { plantedSecrets } from './secrets.ts'

/** What a `web.config` of the lab says; the structure follows screenconnect.md §2 and §3, the values are our own. */
export interface WebConfigSettings {
  /** Keys of the main `<appSettings>`, secrets aside. */
  readonly settings: Readonly<Record<string, string>>
  /** Lists and other keys by location. */
  readonly locations: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Attributes of the source of internal users. */
  readonly internalUsers: Readonly<Record<string, string>>
  readonly otherSources: readonly { readonly name: string; readonly type: string; readonly enabled: boolean }[]
  /** Keys and passwords in clear, as before 26.1. */
  readonly secrets: boolean
}

export function webConfig({ settings, locations, internalUsers, otherSources, secrets }: WebConfigSettings): string {
  const keys = secrets
    ? {
        AsymmetricKey: plantedSecrets.asymmetricKey,
        InstanceIdentifierBlob: plantedSecrets.instanceKey,
        DuoSecretKey: plantedSecrets.duoSecret,
      }
    : {}
  const sources = otherSources.map(
    ({ name, type, enabled }) =>
      `<add name="${name}" type="ScreenConnect.${type}MembershipProvider" enabled="${enabled}" ServicePassword="${plantedSecrets.directoryPassword}" />`,
  )
  const machineKey = `<machineKey validationKey="${plantedSecrets.validationKey}" decryptionKey="${plantedSecrets.decryptionKey}" />`
  const mail = `<system.net><mailSettings><smtp><network host="mail.example" userName="sc" password="${plantedSecrets.mailPassword}" /></smtp></mailSettings></system.net>`
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<configuration>',
    `  <appSettings>${adds({ ...settings, ...keys })}</appSettings>`,
    '  <system.web>',
    '    <httpModules><add name="IPSecurityModule" type="ScreenConnect.IPSecurityModule, ScreenConnect.Web" /></httpModules>',
    `    <membership><providers><add name="InternalMembershipProvider" type="ScreenConnect.InternalMembershipProvider" ${attributes(internalUsers)} />${sources.join('')}</providers></membership>`,
    secrets ? `    ${machineKey}` : '',
    '  </system.web>',
    secrets ? `  ${mail}` : '',
    ...Object.entries(locations).map(
      ([path, entries]) => `  <location path="${path}"><appSettings>${adds(entries)}</appSettings></location>`,
    ),
    '</configuration>',
    '',
  ].join('\r\n')
}

/** What may stand in an attribute. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

function adds(entries: Readonly<Record<string, string>>): string {
  return Object.entries(entries)
    .map(([key, value]) => `\r\n    <add key="${escaped(key)}" value="${escaped(value)}" />`)
    .join('')
}

function attributes(entries: Readonly<Record<string, string>>): string {
  return Object.entries(entries)
    .map(([key, value]) => `${key}="${escaped(value)}"`)
    .join(' ')
}
