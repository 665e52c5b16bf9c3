import type { Reference } from '../model/assessment.ts'

type SourceName =
  | 'automateAccounts'
  | 'defaultAccounts'
  | 'encryptedConnections'
  | 'nativePassword'
  | 'privileges'
  | 'securityGuidelines'
  | 'systemVariables'
  | 'upgradePaths'

/** The public sources behind the controls that look into the database. */
export const databaseSources: Readonly<Record<SourceName, Reference>> = {
  automateAccounts: {
    title: 'Automation Theory: MySQL user changes in Automate patch 2021.1',
    url: 'https://automationtheory.com/connectwise-automate-mysql-user-changes-in-patch-2021-1/',
  },
  defaultAccounts: {
    title: 'Oracle: MySQL, securing the initial accounts',
    url: 'https://dev.mysql.com/doc/refman/8.4/en/default-privileges.html',
  },
  encryptedConnections: {
    title: 'Oracle: MySQL, using encrypted connections',
    url: 'https://dev.mysql.com/doc/refman/8.4/en/encrypted-connections.html',
  },
  nativePassword: {
    title: 'Oracle: MySQL, native pluggable authentication',
    url: 'https://dev.mysql.com/doc/refman/8.4/en/native-pluggable-authentication.html',
  },
  privileges: {
    title: 'Oracle: MySQL, privileges provided',
    url: 'https://dev.mysql.com/doc/refman/8.4/en/privileges-provided.html',
  },
  securityGuidelines: {
    title: 'Oracle: MySQL, security guidelines',
    url: 'https://dev.mysql.com/doc/refman/8.4/en/security-guidelines.html',
  },
  systemVariables: {
    title: 'Oracle: MySQL, server system variables',
    url: 'https://dev.mysql.com/doc/refman/8.4/en/server-system-variables.html',
  },
  upgradePaths: {
    title: 'Oracle: MySQL upgrade paths',
    url: 'https://dev.mysql.com/doc/refman/8.4/en/upgrade-paths.html',
  },
}
