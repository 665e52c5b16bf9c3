import { acmeChallenges, usualDirectory, usualHttpsPort } from './gateway-settings.ts'
import type { Entry } from './outline.ts'
import type { Pen } from './pen.ts'

/** The block `gateway` of a draft: nothing of it was asked, so all of it is a comment. */
export function gatewayDraft(pen: Pen): Entry {
  return pen.group('gateway', [
    listen(pen),
    pen.line('gateway.proxies', undefined),
    pen.line('gateway.monitors', undefined),
    pen.line('gateway.blocked', undefined),
    pen.list('gateway.blockLists'),
    pen.list('gateway.opened'),
    pen.line('gateway.observe', undefined),
    pen.line('gateway.originCertificates', undefined),
    pen.byDefault('gateway.relayProxyProtocol', 'none'),
    pen.byDefault('gateway.connections', { total: 20_000, perSource: 2_048 }),
    pen.byDefault('gateway.retention', { refusals: 90, traffic: 30 }),
    tls(pen),
  ])
}

function listen(pen: Pen): Entry {
  const name = 'gateway.listen'
  return pen.group(name, [
    pen.line(`${name}.addresses`, undefined),
    pen.byDefault(`${name}.https`, usualHttpsPort),
    pen.byDefault(`${name}.http`, 80),
    pen.byDefault(`${name}.plain`, 'redirect'),
    pen.byDefault(`${name}.heartbeat`, 75),
  ])
}

function tls(pen: Pen): Entry {
  const name = 'gateway.tls'
  const acme = [
    pen.byDefault(`${name}.acme.directory`, usualDirectory),
    pen.line(`${name}.acme.email`, undefined),
    pen.line(`${name}.acme.agreeTerms`, undefined),
    pen.byDefault(`${name}.acme.challenges`, acmeChallenges),
  ]
  return pen.group(name, [
    pen.byDefault(`${name}.profile`, 'modern'),
    pen.list(`${name}.certificates`),
    pen.group(`${name}.acme`, acme),
  ])
}
