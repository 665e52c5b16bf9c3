import type { PermissionEntry, RolesFact } from './facts.ts'
import { momentOf } from './moment.ts'
import { plain } from './plain.ts'
import { childOf, childrenOf, textIn, type XmlElement } from './xml.ts'

/** Roles of `App_Data\Role.xml` with their permissions (screenconnect.md §3.2). */
export function readRoles(root: XmlElement): RolesFact {
  return {
    roles: childrenOf(root, 'Role')
      .slice(0, 2_000)
      .map((role) => ({
        name: plain(textIn(role, 'Name') ?? ''),
        created: momentOf(textIn(role, 'CreationDate')),
        permissions: childrenOf(childOf(role, 'PermissionEntries'), 'PermissionEntry').slice(0, 5_000).map(permission),
      })),
  }
}

function permission({ attributes }: XmlElement): PermissionEntry {
  const filter = attributes.get('SessionGroupFilter')
  return {
    name: plain(attributes.get('Name') ?? '', 100),
    allowed: attributes.get('AccessControlType') !== 'Deny',
    filter: filter === undefined ? null : plain(filter, 100),
  }
}
