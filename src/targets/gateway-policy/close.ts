import { formatAddress } from '../../model/address.ts'
import type { AreaId } from '../../model/area.ts'
import { withoutListed } from '../../policy/edit.ts'
import type { OpenedArea } from '../../policy/gateway-settings.ts'
import type { Policy } from '../../policy/policy.ts'
import { changedText, type PolicyTextEdit } from './text-edit.ts'

/** The entries of `gateway.opened` that open an area for single addresses. */
export function openingsOf({ gateway }: Policy, area: AreaId): readonly OpenedArea[] {
  return gateway.opened.filter((opened) => opened.area === area)
}

/** The edit that takes out every entry of `gateway.opened` for an area. The text must be one that `readPolicy` accepts. */
export function closed(text: string, area: AreaId, policy: Policy): PolicyTextEdit {
  const { opened } = policy.gateway
  const indices = opened.flatMap((entry, index) => (entry.area === area ? [index] : []))
  const rest = opened.filter((entry) => entry.area !== area)
  const meaning: Policy = { ...policy, gateway: { ...policy.gateway, opened: rest } }
  return changedText(text, meaning, [
    {
      place: 'gateway.opened',
      before: opened.map(entryText).join('; '),
      after: rest.map(entryText).join('; '),
      // From behind, so that the places of those in front stay.
      edit: (body) => indices.toReversed().reduce((left, at) => withoutListed(left, ['gateway', 'opened'], at), body),
    },
  ])
}

function entryText({ area, address, until }: OpenedArea): string {
  return `${area} ${formatAddress(address)} ${until.text}`
}
