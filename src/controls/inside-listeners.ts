import type { Listener } from '../evidence/windows/facts.ts'
import { say, type Text } from '../model/text.ts'
import { isLoopback } from './network-text.ts'
import { quotation } from './quotation.ts'

/** Everything that listens at one port, at addresses that other machines may reach. */
export interface OpenPort {
  readonly protocol: 'tcp' | 'udp'
  readonly port: number
  readonly listeners: readonly Listener[]
}

/** The ports at which a machine listens for others, in ascending order; what only it can reach is left out. */
export function openFromOutside(listeners: readonly Listener[]): readonly OpenPort[] {
  const known = openPorts.get(listeners) ?? openPortsOf(listeners)
  openPorts.set(listeners, known)
  return known
}

/** Several controls ask for the open ports of the same machine. */
const openPorts = new WeakMap<readonly Listener[], readonly OpenPort[]>()

function openPortsOf(listeners: readonly Listener[]): readonly OpenPort[] {
  const byPort = new Map<string, OpenPort & { readonly listeners: Listener[] }>()
  // Hundreds of programs listen at the same few addresses.
  const loopbacks = new Set([...new Set(listeners.map(({ address }) => address))].filter(isLoopback))
  for (const listener of listeners) {
    if (loopbacks.has(listener.address)) continue
    const { protocol, port } = listener
    const known = byPort.get(`${protocol} ${port}`)
    if (known) known.listeners.push(listener)
    else byPort.set(`${protocol} ${port}`, { protocol, port, listeners: [listener] })
  }
  return [...byPort.values()].sort((a, b) => a.port - b.port || (a.protocol < b.protocol ? -1 : 1))
}

/** In process 4 lives http.sys, and behind it IIS, ScreenConnect's web application or WinRM. */
const kernelProcess = 4

/** Who listens: `mysqld.exe (service MySQL80)`, each once. */
export function ownerText({ listeners }: OpenPort): Text {
  const texts = listeners.map(({ process: program, services, processId }) => {
    if (processId === kernelProcess)
      return say(
        'Windows selbst (http.sys für IIS und andere, oder Dateifreigabe)',
        'Windows itself (http.sys for IIS and others, or file sharing)',
      )
    const name = program === null ? say(`Prozess ${processId}`, `process ${processId}`) : sameText(quotation(program))
    const named = services.slice(0, 3).map(quotation).join(', ')
    return named === '' ? name : say(`${name.de} (Dienst ${named})`, `${name.en} (service ${named})`)
  })
  const once = [...new Map(texts.map((text) => [text.en, text])).values()]
  return say(once.map(({ de }) => de).join(', '), once.map(({ en }) => en).join(', '))
}

function sameText(word: string): Text {
  return say(word, word)
}
