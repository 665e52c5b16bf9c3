import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { roleFile, userFile } from './accounts.ts'
import { writeSecurityDatabase, writeSessionDatabase } from './databases.ts'
import type { FolderSituation, LabExtension, ScreenConnectFolderState } from './folder-state.ts'
import { hardenedFolder } from './hardened-folder.ts'
import { neglectedFolder } from './neglected-folder.ts'
import { programWithVersion } from './program.ts'
import { plantedSecrets } from './secrets.ts'
import { triggerFile } from './triggers.ts'
import { webConfig } from './web-config.ts'

export type { ScreenConnectFolderState } from './folder-state.ts'
export { plantedSecrets } from './secrets.ts'

/** What a ScreenConnect folder of the lab is made of. */
export function screenConnectFolder(
  state: 'neglected' | 'hardened',
  situation: FolderSituation,
): ScreenConnectFolderState {
  return state === 'hardened' ? hardenedFolder(situation) : neglectedFolder(situation)
}

/**
 * Writes an installation folder as screenconnect.md §1.4 describes it, with marked secrets wherever the product keeps
 * one. The content is our own; file and key names are those of the reference, where many are unverified.
 */
export async function writeScreenConnectFolder(folder: string, state: ScreenConnectFolderState): Promise<void> {
  const write = async (path: string, content: string | Uint8Array): Promise<void> => {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
  const config = webConfig(state.webConfig)
  await write('web.config', config)
  await write('App_ClientConfig/app.config', clientConfig(state.clientSettings))
  await write('App_Data/User.xml', userFile(state.users))
  await write('App_Data/Role.xml', roleFile(state.roles))
  await write('App_Data/License.xml', `<Licenses><License>${plantedSecrets.licence}</License></Licenses>`)
  await write('App_Data/SecurityEventTrigger.xml', triggerFile('Security', state.securityTriggers))
  await write('App_Data/SessionEventTrigger.xml', triggerFile('Session', state.sessionTriggers))
  await write('Bin/ScreenConnect.Service.exe', programWithVersion(state.version))
  await write('Bin/ScreenConnect.Client.dll', programWithVersion(state.clientVersion))
  for (const page of ['Login', 'Host', 'Administration', 'Guest', 'SetupWizard'])
    await write(`${page}.aspx`, '<%@ Page %>')
  for (const path of state.leftovers) await write(path, webConfig({ ...state.webConfig, secrets: true }))
  await writeExtensions(write, state)
  writeSecurityDatabase(join(folder, 'App_Data'), state.signIns)
  writeSessionDatabase(join(folder, 'App_Data'), state.sessionEvents)
}

async function writeExtensions(
  write: (path: string, content: string) => Promise<void>,
  { extensions, strays }: ScreenConnectFolderState,
): Promise<void> {
  await write('App_Extensions/readme.txt', 'Lab')
  await write('App_Data/ExtensionConfiguration.xml', extensionConfiguration(extensions))
  for (const { id, name, version, signed } of extensions) {
    const manifest = `<?xml version="1.0"?>\r\n<ExtensionManifest><Version>${version}</Version><Name>${name}</Name></ExtensionManifest>`
    await write(`App_Extensions/${id}/Manifest.xml`, manifest)
    await write(`App_Extensions/${id}/Service.ashx`, '<%@ WebService %>')
    if (signed) await write(`App_Extensions/${id}/Signature.bin`, 'signature')
  }
  for (const name of strays) await write(`App_Extensions/${name}`, '<%@ WebHandler %>')
}

function extensionConfiguration(extensions: readonly LabExtension[]): string {
  const entries = extensions.flatMap(({ id, enabled }) =>
    enabled === undefined
      ? []
      : [
          `<ExtensionConfiguration ExtensionID="${id}" IsEnabled="${enabled}"><SettingValues><Value Key="RESTfulAuthenticationSecret">${plantedSecrets.extensionSecret}</Value></SettingValues></ExtensionConfiguration>`,
        ],
  )
  return `<?xml version="1.0"?>\r\n<ExtensionConfigurations>${entries.join('')}</ExtensionConfigurations>`
}

function clientConfig(settings: Readonly<Record<string, string>>): string {
  const entries = Object.entries(settings).map(
    ([name, value]) => `<setting name="${name}" serializeAs="String"><value>${value}</value></setting>`,
  )
  return `<?xml version="1.0"?>\r\n<configuration><ScreenConnect.SystemSettings>${entries.join('')}</ScreenConnect.SystemSettings></configuration>`
}
