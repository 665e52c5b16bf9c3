/** SQL modes that MySQL 8.0 does not know any more ("Features Removed in MySQL 8.0" of its reference manual). */
export const removedModes: readonly string[] = [
  'NO_AUTO_CREATE_USER',
  'DB2',
  'MAXDB',
  'MSSQL',
  'MYSQL323',
  'MYSQL40',
  'ORACLE',
  'POSTGRESQL',
  'NO_FIELD_OPTIONS',
  'NO_KEY_OPTIONS',
  'NO_TABLE_OPTIONS',
]

/**
 * Settings with which a newer line does not start if they stand in my.ini, and the line that dropped them. Source:
 * "MySQL Server Version Reference", option and variable changes for 8.0 to 8.4, read in part; not complete.
 */
export const removedSettings: readonly { readonly name: string; readonly since: string }[] = [
  { name: 'innodb_file_format', since: '8.0' },
  { name: 'innodb_large_prefix', since: '8.0' },
  { name: 'log_warnings', since: '8.0' },
  { name: 'old_passwords', since: '8.0' },
  { name: 'query_cache_limit', since: '8.0' },
  { name: 'query_cache_size', since: '8.0' },
  { name: 'query_cache_type', since: '8.0' },
  { name: 'secure_auth', since: '8.0' },
  { name: 'tx_isolation', since: '8.0' },
  { name: 'avoid_temporal_upgrade', since: '8.4' },
  { name: 'character_set_client_handshake', since: '8.4' },
  { name: 'default_authentication_plugin', since: '8.4' },
  { name: 'expire_logs_days', since: '8.4' },
  { name: 'log_bin_use_v1_row_events', since: '8.4' },
  { name: 'master_info_repository', since: '8.4' },
  { name: 'relay_log_info_repository', since: '8.4' },
  { name: 'mysql_native_password', since: '9.0' },
]
