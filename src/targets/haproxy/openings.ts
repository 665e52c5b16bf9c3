import { formatAddress } from '../../model/address.ts'
import type { OpenedArea } from '../../policy/gateway-settings.ts'

/** Lines that say in `txn.opened` which closed area is open for this very address, as long as it is. */
export function openingLines(opened: readonly OpenedArea[]): readonly string[] {
  return opened.map(({ area, address, until }) => {
    const end = Math.floor(until.milliseconds / 1000)
    return `http-request set-var(txn.opened) var(txn.area) if !decided { var(txn.area) -m str ${area} } { src ${formatAddress(address)} } { date lt ${end} }`
  })
}
