import { expect, test } from 'vitest'
import { bundledCatalog } from '../src/catalog/index.ts'
import { serverOf } from '../src/model/area.ts'
import { canonicalPath, frontAudience } from './front-rules.ts'

const openAs = (server: 'automate' | 'screenconnect', target: string, method = 'GET'): string => {
  const [rawPath = '', query = ''] = target.split('?')
  const path = canonicalPath(rawPath)
  return path === undefined ? 'refused' : frontAudience(server, { method, path, query })
}

test.each([
  '/SetupWizard.aspx',
  '/setupwizard.aspx/',
  '/SetupWizard.aspx/x',
  '/SetupWizard',
  '/SetupWizard/x',
  '//SetupWizard.aspx//x',
  '/%53etupWizard.aspx/x',
  '/%2553etupWizard.aspx/x',
  '/SetupWizard.aspx%2Fx',
  '/SetupWizard.aspx%252Fx',
  '/SetupWizard.aspx;x/y',
  '/;a/SetupWizard.aspx/y',
  '/\\SetupWizard.aspx\\x',
  '/%5cSetupWizard.aspx',
  '/x/../SetupWizard.aspx/',
  '/x/%2e%2e/SetupWizard.aspx/',
  '/./SetupWizard.aspx/',
  '/SetupWizard.aspx%00',
  '/Login.aspx/../SetupWizard.aspx/x',
  '/Login.aspx/x',
  '/App_Extensions/shell.aspx',
  '/unknown',
])('the front closes %s for everyone', (target) => {
  expect(['closed', 'refused']).toContain(openAs('screenconnect', target))
})

test('the front keeps to the audience of every probe of the catalogue', () => {
  for (const area of bundledCatalog.areas) {
    for (const { path, method } of area.probes) {
      const expected = area.audience === 'nobody' || path === '/LabTech/Deployment.aspx' ? 'closed' : area.audience
      expect([path, openAs(serverOf(area.id), path, method)]).toEqual([path, expected])
    }
  }
})

test.each([
  ['automate', '/LabTech/agent.aspx', 'POST', 'everyone'],
  ['automate', '/LabTech/Deployment.aspx?InstallerToken=0123456789abcdef0123456789abcdef', 'GET', 'everyone'],
  ['automate', '/LabTech/Deployment.aspx?ID=-2', 'GET', 'closed'],
  ['automate', '/LabTech/agent.aspx', 'PUT', 'closed'],
  ['automate', '/', 'GET', 'technicians'],
  ['screenconnect', '/Services/PageService.ashx/GetLiveData', 'POST', 'everyone'],
  ['screenconnect', '/Services/PageService.ashx/GetAccessToken', 'POST', 'technicians'],
  ['screenconnect', '/', 'GET', 'everyone'],
] as const)('the front of %s opens %s by %s for: %s', (server, target, method, audience) => {
  expect(openAs(server, target, method)).toBe(audience)
})
