import { plantedSecrets } from './secrets.ts'
import { escaped } from './web-config.ts'

export interface LabUser {
  readonly name: string
  readonly roles: readonly string[]
  /** `ms` has a seed in clear; none if absent. */
  readonly factor?: 'ms' | 'email'
  /** ISO 8601 without a zone, as the product writes it. */
  readonly created: string
  readonly lastLogin?: string
  readonly mail?: string
  readonly approved?: boolean
  /** As the setup wizard writes it: without three elements. */
  readonly fromWizard?: boolean
}

export interface LabRole {
  readonly name: string
  readonly global: readonly string[]
  readonly session: readonly string[]
  readonly filter?: string
}

const never = '0001-01-01T00:00:00'

export function userFile(users: readonly LabUser[]): string {
  return `<?xml version="1.0"?>\r\n<Users>\r\n${users.map(userText).join('\r\n')}\r\n</Users>\r\n`
}

function userText({
  name,
  roles,
  factor,
  created,
  lastLogin,
  mail,
  approved = true,
  fromWizard = false,
}: LabUser): string {
  const question = factor === 'ms' ? `ms:${plantedSecrets.seed}` : (factor ?? '')
  const inTheWindow = `<Comment>${plantedSecrets.comment}</Comment><PasswordQuestion>${question}</PasswordQuestion><DisplayName />`
  return [
    `<User>${fromWizard ? '' : inTheWindow}<CreationDate>${created}</CreationDate><Email>${mail ?? ''}</Email>`,
    `<IsApproved>${approved}</IsApproved><IsLockedOut>false</IsLockedOut><LastActivityDate>${lastLogin ?? never}</LastActivityDate>`,
    `<LastLoginDate>${lastLogin ?? never}</LastLoginDate><LastPasswordChangedDate>${created}</LastPasswordChangedDate>`,
    `<InvalidPasswordAbsoluteAttemptCount>0</InvalidPasswordAbsoluteAttemptCount><Name>${escaped(name)}</Name>`,
    `<PasswordHashHistory><base64Binary>${plantedSecrets.passwordHash}</base64Binary></PasswordHashHistory>`,
    `<Roles>${roles.map((role) => `<string>${escaped(role)}</string>`).join('')}</Roles></User>`,
  ].join('')
}

export function roleFile(roles: readonly LabRole[]): string {
  const text = ({ name, global, session, filter = 'AllSessionGroups' }: LabRole): string =>
    [
      `<Role><Name>${escaped(name)}</Name><PermissionEntries>`,
      ...global.map((permission) => `<PermissionEntry Name="${permission}" AccessControlType="Allow" />`),
      ...session.map(
        (permission) =>
          `<PermissionEntry xsi:type="SessionPermissionEntry" Name="${permission}" AccessControlType="Allow" SessionGroupFilter="${filter}" />`,
      ),
      '</PermissionEntries><CreationDate>2024-01-10T09:00:00</CreationDate></Role>',
    ].join('')
  const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
  return `<?xml version="1.0"?>\r\n<Roles ${xsi}>\r\n${roles.map(text).join('\r\n')}\r\n</Roles>\r\n`
}
