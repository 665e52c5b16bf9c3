import type { ClientSettingsFact, Setting } from './facts.ts'
import { clientSettings } from './known-settings.ts'
import { everyElement, textIn, type XmlElement } from './xml.ts'

/**
 * What `App_ClientConfig\app.config` tells the clients (screenconnect.md §3.4). A setting is either
 * `<add key value>` or .NET's `<setting name><value>`; both are taken.
 */
export function readClientSettings(root: XmlElement): ClientSettingsFact {
  const found = new Map<string, Setting>()
  for (const element of everyElement(root)) {
    const name = element.attributes.get(element.name === 'add' ? 'key' : 'name') ?? ''
    const form = clientSettings.get(name)
    if (!form || (element.name !== 'add' && element.name !== 'setting')) continue
    const value = (element.name === 'add' ? element.attributes.get('value') : textIn(element, 'value'))?.trim() ?? ''
    found.set(name, { name, value: value === '' || form.test(value) ? value : null })
  }
  return { settings: [...found.values()] }
}
