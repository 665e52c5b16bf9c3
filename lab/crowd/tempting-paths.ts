/** What mass scanners ask every server on the internet for, and what those who know these products look for. */
export const temptingPaths: readonly string[] = [
  ...['/.env', '/.git/config', '/.aws/credentials', '/.vscode/sftp.json', '/.DS_Store', '/backup.zip', '/db.sql'],
  ...['/wp-login.php', '/wp-admin/', '/xmlrpc.php', '/phpmyadmin/', '/phpinfo.php', '/admin', '/administrator/'],
  ...['/actuator/env', '/console/', '/solr/admin/', '/jenkins/login', '/manager/html', '/api/v1/pods', '/metrics'],
  ...['/cgi-bin/luci', '/boaform/admin/formLogin', '/GponForm/diag_Form', '/HNAP1/', '/owa/auth/logon.aspx'],
  ...['/remote/login', '/vpn/index.html', '/+CSCOE+/logon.html', '/dana-na/auth/url_default/welcome.cgi'],
  ...['/autodiscover/autodiscover.json', '/ecp/default.aspx', '/aspnet_client/', '/web.config', '/trace.axd'],
  ...['/automate', '/cwa/api/v1/Computers', '/WCC2/', '/LegacyCCASMX/', '/Labtech/Updates/ControlCenterInstaller.exe'],
  ...['/Administration', '/Host', '/Login', '/Report.aspx', '/OpenApiDocument.axd', '/Services/SecurityService.ashx'],
]
