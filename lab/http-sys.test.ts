import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cookTarget, isWellFormedHost, splitPathInfo } from './http-sys.ts'

test.each([
  ['/LabTech/agent.aspx', '/LabTech/agent.aspx'],
  ['/%53etupWizard.aspx/x', '/SetupWizard.aspx/x'],
  ['/SetupWizard.aspx%2Fx', '/SetupWizard.aspx/x'],
  ['/%2553etupWizard.aspx', '/%53etupWizard.aspx'],
  ['//SetupWizard.aspx//', '/SetupWizard.aspx/'],
  ['\\SetupWizard.aspx', undefined],
  ['/\\SetupWizard.aspx\\x', '/SetupWizard.aspx/x'],
  ['/x/../SetupWizard.aspx/', '/SetupWizard.aspx/'],
  ['/x/%2e%2e/a', '/a'],
  ['/../../a', '/a'],
  ['/a/..', '/'],
  ['/a/.', '/a/'],
  ['/M%C3%BCller', '/Müller'],
  ['/M%FCller', '/Müller'],
  ['http://other.example/a?b', '/a'],
  ['http://other.example', '/'],
  ['/a%00', undefined],
  ['/a%0d%0ab', undefined],
  ['/a%zz', undefined],
  ['*', undefined],
  ['', undefined],
])('the target %j is cooked to %j', (target, path) => {
  const cooked = cookTarget(target)
  expect(cooked.ok ? cooked.path : undefined).toBe(path)
})

test('a cooked path begins with a slash and holds no dot segments, empty segments or backslashes', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\/[\w%2eEfF0cC5./\\]{0,40}$/), (target) => {
      const cooked = cookTarget(target)
      if (!cooked.ok) return
      const segments = cooked.path.slice(1).replace(/\/$/, '').split('/')
      const odd = segments.filter(
        (segment) => segment === '.' || segment === '..' || (segment === '' && segments.length > 1),
      )
      expect([cooked.path[0], odd, cooked.path.includes('\\')]).toEqual(['/', [], false])
    }),
  )
})

test.each([
  ['/SetupWizard.aspx/a/b', '/SetupWizard.aspx', '/a/b'],
  ['/LabTech/Agent.ASPX', '/LabTech/Agent.ASPX', ''],
  ['/a.aspx/b.ashx/c', '/a.aspx', '/b.ashx/c'],
  ['/a.aspxx/b', '/a.aspxx/b', ''],
])('%s is the page %s with the path info %j', (path, page, info) => {
  expect(splitPathInfo(path)).toEqual({ page, info })
})

test.each([
  ['automate.lab.example', true],
  ['automate.lab.example:443', true],
  ['[::1]:443', true],
  ['', false],
  ['a b', false],
  ['a/b', false],
  ['a:b', false],
])('the host %j is well formed: %j', (host, expected) => {
  expect(isWellFormedHost(host)).toBe(expected)
})
