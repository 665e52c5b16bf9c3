const site = 'Default Web Site'

/** What stands in IIS of Automate: whom the technicians' applications let in (everyone, if absent), and on which ports. */
export interface ApplicationHost {
  readonly technicians?: { readonly address: string; readonly mask: string }
  readonly open: boolean
}

/**
 * An `applicationHost.config` as IIS writes it, cut down to what Automate's applications need (automate.md §2). It says
 * the same as the fact `windows.iis` of the same installation. The structure is IIS's, the text is our own.
 */
export function applicationHostConfig({ technicians, open }: ApplicationHost): string {
  const names = ['cwa', 'LegacyCCASMX', 'WCC2']
  return [
    '\ufeff<?xml version="1.0" encoding="UTF-8"?>',
    '<!--',
    '    IIS configuration sections. Edit with care: äöü.',
    '-->',
    '<configuration>',
    '    <configSections>',
    '        <sectionGroup name="system.webServer">',
    '            <sectionGroup name="security">',
    '                <section name="ipSecurity" overrideModeDefault="Deny" />',
    '            </sectionGroup>',
    '        </sectionGroup>',
    '    </configSections>',
    '    <system.applicationHost>',
    '        <sites>',
    `            <site name="${site}" id="1">`,
    ...application('/', String.raw`C:\inetpub\wwwroot`),
    ...application('/LabTech', String.raw`C:\Program Files\LabTech\web`),
    ...names.flatMap((name) => application(`/${name}`, `C:\\inetpub\\wwwroot\\${name}`)),
    '                <bindings>',
    '                    <binding protocol="https" bindingInformation="*:443:" sslFlags="0" />',
    ...(open ? ['                    <binding protocol="http" bindingInformation="*:80:" />'] : []),
    '                </bindings>',
    '            </site>',
    '        </sites>',
    '    </system.applicationHost>',
    '    <system.webServer>',
    '        <globalModules>',
    String.raw`            <add name="StaticCompressionModule" image="%windir%\System32\inetsrv\compstat.dll" />`,
    String.raw`            <add name="IpRestrictionModule" image="%windir%\System32\inetsrv\iprestr.dll" />`,
    '        </globalModules>',
    '        <security>',
    `            <requestFiltering removeServerHeader="${!open}" />`,
    '        </security>',
    '    </system.webServer>',
    // As agents need it, and with a line that nobody may lose.
    `    <location path="${site}/LabTech">`,
    '        <system.webServer>',
    '            <!-- agents report here: never restrict -->',
    '            <handlers accessPolicy="Read, Script" />',
    '        </system.webServer>',
    '    </location>',
    ...(technicians ? names.flatMap((name) => restriction(`${site}/${name}`, technicians)) : []),
    '</configuration>',
    '',
  ].join('\r\n')
}

function application(path: string, folder: string): readonly string[] {
  return [
    `                <application path="${path}" applicationPool="DefaultAppPool">`,
    `                    <virtualDirectory path="/" physicalPath="${folder}" />`,
    '                </application>',
  ]
}

function restriction(path: string, { address, mask }: { readonly address: string; readonly mask: string }): string[] {
  return [
    `    <location path="${path}">`,
    '        <system.webServer>',
    '            <security>',
    '                <ipSecurity allowUnlisted="false" enableProxyMode="true" denyAction="Forbidden">',
    `                    <add ipAddress="${address}" subnetMask="${mask}" allowed="true" />`,
    '                </ipSecurity>',
    '            </security>',
    '        </system.webServer>',
    '    </location>',
  ]
}
