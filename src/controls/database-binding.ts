import { isPrivateText } from './internet-name.ts'

/**
 * Where a database listens, by `bind_address`, as a list (MySQL since 8.0.13 takes several, with a network namespace
 * behind a slash). `undefined` if the version does not say (MySQL 5.5). Without networking it listens nowhere.
 */
export function bindingOf(variables: Readonly<Record<string, string>>): readonly string[] | undefined {
  if (isOn(variables['skip_networking'])) return ['127.0.0.1']
  const text = variables['bind_address']
  if (text === undefined) return
  return text.split(',').map((address) => address.split('/')[0]?.trim() ?? '')
}

/** 127.0.0.0/8, ::1 and the name that stands for them. */
export function isLoopback(address: string): boolean {
  return address === '::1' || address.toLowerCase() === 'localhost' || /^127(\.\d{1,3}){3}$/.test(address)
}

/** Every address of the machine: `*`, `0.0.0.0`, `::`, and nothing at all in MariaDB. */
export function isEverywhere(address: string): boolean {
  return ['*', '0.0.0.0', '::', '', 'NULL'].includes(address)
}

/** An address that only a private network leads to. */
export function isInner(address: string): boolean {
  return isLoopback(address) || isPrivateText(address)
}

/** The database is reachable from its own machine only, as far as it says. */
export function listensLocally(variables: Readonly<Record<string, string>>): boolean {
  return bindingOf(variables)?.every(isLoopback) ?? false
}

export function isOn(value: string | undefined): boolean {
  return value !== undefined && /^(1|on|true|yes)$/i.test(value)
}

export function isOff(value: string | undefined): boolean {
  return value !== undefined && /^(0|off|false|no|disabled)$/i.test(value)
}
