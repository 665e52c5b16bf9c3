import type { SecondFactor, UserAccount, UsersFact } from './facts.ts'
import { momentOf } from './moment.ts'
import { plain, truth, whole } from './plain.ts'
import { childOf, childrenOf, textIn, type XmlElement } from './xml.ts'

const mostUsers = 20_000

/** Users of `App_Data\User.xml` (screenconnect.md §3.1), without hashes, seeds, questions and addresses. */
export function readUsers(root: XmlElement): UsersFact {
  return { users: childrenOf(root, 'User').slice(0, mostUsers).map(account) }
}

function account(user: XmlElement): UserAccount {
  const moment = (name: string): string | null => momentOf(textIn(user, name))
  return {
    name: plain(textIn(user, 'Name') ?? ''),
    // Without the element nobody says that the account is blocked.
    approved: truth(textIn(user, 'IsApproved')) ?? true,
    lockedOut: truth(textIn(user, 'IsLockedOut')) ?? false,
    created: moment('CreationDate'),
    lastLogin: moment('LastLoginDate'),
    lastActivity: moment('LastActivityDate'),
    passwordChanged: moment('LastPasswordChangedDate'),
    failedAttempts: Math.max(0, whole(textIn(user, 'InvalidPasswordAbsoluteAttemptCount')) ?? 0),
    secondFactor: secondFactor(textIn(user, 'PasswordQuestion') ?? ''),
    mailDomain: mailDomain(textIn(user, 'Email') ?? ''),
    roles: childrenOf(childOf(user, 'Roles'), 'string')
      .slice(0, 500)
      .map(({ text }) => plain(text)),
    passwordHashes: childrenOf(childOf(user, 'PasswordHashHistory'), 'base64Binary').length,
    wizardForm: ['Comment', 'PasswordQuestion', 'DisplayName'].every((name) => !childOf(user, name)),
  }
}

const factors: Readonly<Record<string, SecondFactor>> = {
  goog: 'app',
  google: 'app',
  ms: 'app',
  email: 'mail',
  yubi: 'yubikey',
  yubikey: 'yubikey',
  duo: 'duo',
  linotp: 'linotp',
}

/** `ms:<seed>`, `email`, `duo`: what stands behind the colon is the secret itself and goes no further than here. */
function secondFactor(setting: string): SecondFactor {
  if (setting === '') return 'none'
  const [kind = ''] = setting.split(':')
  const known = Object.hasOwn(factors, kind.toLowerCase()) ? factors[kind.toLowerCase()] : undefined
  return known ?? (setting.includes('@') ? 'mail' : 'other')
}

function mailDomain(address: string): string | null {
  const domain = /^[^@\s]+@([A-Za-z0-9.-]{1,253})$/.exec(address)?.[1]
  return domain === undefined ? null : domain.toLowerCase()
}
