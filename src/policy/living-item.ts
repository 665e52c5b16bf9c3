import type { Attestation } from '../model/attestation.ts'
import type { Dispute } from '../model/dispute.ts'
import type { Exception } from '../model/exception.ts'
import type { YamlValue } from './yaml-value.ts'

/** An entry of one of the lists as the file writes it: its keys in their order, each with its value. */
export type WrittenItem = Readonly<Record<string, YamlValue>>

export function exceptionItem({
  control,
  version,
  reason,
  owner,
  approver,
  since,
  until,
  ...scope
}: Exception): WrittenItem {
  return { control, version, ...about(scope), reason, owner, approver, since, until }
}

export function attestationItem(attestation: Attestation): WrittenItem {
  const { control, version, answer, by, note, attachment, since, until, ...scope } = attestation
  return {
    control,
    version,
    ...about(scope),
    ...{ answer, by, note },
    ...(attachment !== undefined && { attachment: { ...attachment } }),
    ...{ since, until },
  }
}

export function disputeItem({ control, version, reason, since, until, ...scope }: Dispute): WrittenItem {
  return { control, version, ...about(scope), reason, since, until }
}

function about({ server, item }: Pick<Exception, 'server' | 'item'>): WrittenItem {
  return { ...(server !== undefined && { server }), ...(item !== undefined && { item }) }
}
