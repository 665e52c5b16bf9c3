import { say } from '../../../../model/text.ts'
import type { CollectorPart } from '../part.ts'

export const databasePart: CollectorPart = {
  fact: 'windows.database',
  source: 'Win32_Service, my.ini',
  about: say(
    'MySQL, MariaDB oder Percona als Dienst: Version und Einstellungen, die kein Geheimnis sind',
    'MySQL, MariaDB or Percona as a service: version and settings that are no secret',
  ),
  entry: 'Read-Database',
  script: String.raw`
$SettingNames = @(
  'admin_address', 'admin_port', 'authentication_policy', 'basedir', 'bind_address', 'datadir', 'enable_named_pipe',
  'default_authentication_plugin', 'default_password_lifetime', 'general_log', 'general_log_file', 'local_infile', 'log_bin',
  'log_error', 'log_raw', 'mysqlx', 'mysqlx_bind_address', 'mysqlx_port', 'named_pipe', 'named_pipe_full_access_group',
  'old_passwords', 'plugin_load', 'plugin_load_add', 'port', 'require_secure_transport', 'secure_auth', 'secure_file_priv',
  'shared_memory', 'skip_grant_tables', 'skip_name_resolve', 'skip_networking', 'skip_show_database', 'skip_ssl',
  'slow_query_log', 'sql_mode', 'ssl', 'ssl_ca', 'ssl_cert', 'ssl_cipher', 'symbolic_links', 'tls_ciphersuites', 'tls_version'
)

function Find-DatabaseService { Get-ServiceWithProgram '^(mysqld|mysqld-nt|mariadbd|mysqld-debug)\.exe$' }

#de Von der Befehlszeile zählt nur, welche Datei die Einstellungen enthält.
#en Of the command line only the file that holds the settings counts.
function Get-DefaultsFile($CommandLine) {
  if ([string]$CommandLine -match '"--defaults-(extra-)?file=([^"]+)"') { return $Matches[2] }
  if ([string]$CommandLine -match '--defaults-(extra-)?file="([^"]+)"') { return $Matches[2] }
  if ([string]$CommandLine -match '--defaults-(extra-)?file=(\S+)') { return $Matches[2] }
}

function Get-SettingName([string]$Text) { $Text.Trim().ToLowerInvariant() -replace '-', '_' -replace '^loose_', '' }
function Get-SettingText([string]$Text) { Get-SureText ($Text.Trim() -replace '\s+#.*$', '' -replace '^(["''])(.*)\1$', '$2') 1000 }

#de Liest die Datei Zeile um Zeile; behalten wird nur, was auf der Liste steht. Von Kennwörtern zählt der Abschnitt.
#en Reads the file line by line; only what is on the list is kept. Of passwords the section counts.
function Read-Settings([string]$Path) {
  $settings = @{}
  $passwords = @()
  $section = ''
  foreach ($line in @(Get-Content -LiteralPath $Path -TotalCount 5000 -ErrorAction Stop)) {
    if ($line -match '^\s*([#;!]|$)') { continue }
    if ($line -match '^\s*\[([^\]]{1,100})\]') { $section = $Matches[1].Trim().ToLowerInvariant(); continue }
    $name, $rest = [string]$line -split '=', 2
    $name = Get-SettingName $name
    if (($name -match '^(?!disconnect_)(password[123]?|.*_password|wsrep_sst_auth)$') -and $rest) { $passwords += $section }
    elseif (($section -match '^(mysqld|server|mariadb|mariadbd)([-.][0-9.]+)?$') -and ($SettingNames -contains $name)) {
      $settings[$name] = Get-SettingText ([string]$rest)
    }
  }
  @{ settings = $settings; passwords = @($passwords | Select-Object -Unique) }
}

function Get-DatabaseServerFact($Service) {
  $program = Get-ProgramPath $Service.PathName
  $file = Get-DefaultsFile $Service.PathName
  $content = @{ settings = @{}; passwords = @() }
  if ($file -and (Test-There $file)) { $content = Read-Settings $file }
  [ordered]@{
    service = (Get-SureText $Service.Name); state = (Get-SureText $Service.State)
    account = (Get-Text $Service.StartName 290)
    program = $program; programVersion = (Get-FileVersion $program)
    configuration = (Get-Text $file)
    settings = $content['settings']
    passwordsIn = @($content['passwords'] | ForEach-Object { Get-SureText $_ 100 })
  }
}

function Read-Database {
  $services = @(Find-DatabaseService)
  if ($services.Count -eq 0) { return $null }
  [ordered]@{ servers = @($services | ForEach-Object { Get-DatabaseServerFact $_ }) }
}
`.trim(),
}
