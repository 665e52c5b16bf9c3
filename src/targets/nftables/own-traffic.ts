import type { Address } from '../../model/address.ts'
import { type Family, families } from '../address-set.ts'
import { addressText } from './quote.ts'

const destinationOf: Readonly<Record<Family, string>> = { 4: 'ip daddr', 6: 'ip6 daddr' }

/**
 * Rules that leave alone what is not for the gateway: the machine's talk with itself, what it only forwards, and what is
 * for an address at which the gateway does not listen. `listening` is empty if it listens at every address.
 */
export function leaveOthersAlone(listening: readonly Address[]): readonly string[] {
  const elsewhere =
    listening.length === 0
      ? ['fib daddr type != local accept']
      : families.map((family) => {
          const texts = listening
            .filter((one) => one.family === family)
            .map(({ number }) => addressText(number, family))
          if (texts.length === 0) return `meta nfproto ipv${family} accept`
          return `${destinationOf[family]} != ${texts.length === 1 ? texts[0] : `{ ${texts.join(', ')} }`} accept`
        })
  return ['iif "lo" accept', ...elsewhere]
}

/** Matches for a packet that is for the gateway, of the family of the place that it is led on to. */
export function forGateway(listening: readonly Address[], family: Family): string | undefined {
  if (listening.length === 0) return 'fib daddr type local'
  const texts = listening.filter((one) => one.family === family).map(({ number }) => addressText(number, family))
  if (texts.length === 0) return undefined
  return `${destinationOf[family]} ${texts.length === 1 ? texts[0] : `{ ${texts.join(', ')} }`}`
}
