/** A reference of its own for an event. `bollwerk explain` knows only those of the gateway (BW-…), so it begins otherwise. */
export const newReference = `'uuid,upper,regsub("-","",g),regsub("^(....)(....)(....).*$","HA-\\1-\\2-\\3")'`

/** Lines that say what the log tells: of refusals in full, of what only observes, and nothing of what passed. */
export const toldLines: readonly string[] = [
  '# What is written down: refusals, what would have been refused, and visits to opened areas.',
  'acl observed var(txn.observed) -m found',
  'acl told var(txn.rule) -m found',
  'acl told var(txn.observed) -m found',
  'acl told var(txn.opened) -m found',
  'http-request set-log-level silent if !told',
  `http-request set-var(txn.reference) ${newReference} if told`,
  'http-request set-var(txn.verdict) str(forward) if told',
  'http-request set-var(txn.verdict) str(would-refuse) if observed',
  'http-request set-var(txn.verdict) str(refuse) if decided',
  'http-request set-var(txn.told) str(opened) if told',
  `http-request set-var(txn.told) 'var(txn.observed),word(1," ")' if observed`,
  'http-request set-var(txn.told) var(txn.rule) if decided',
  `http-request set-var(txn.target) 'pathq,bytes(0,2048),regsub("=[^&;]*","=...",g)' if told`,
  'http-request set-var(txn.host) req.fhdr(host),bytes(0,255) if told',
  'http-request set-var(txn.agent) req.fhdr(user-agent),bytes(0,512) if told',
]

/** One line of JSON for each event, in the fields of `bollwerk.event/1`. */
export function logFormat(listener: string): string {
  // HAProxy quotes it itself: of what is absent an empty text remains then, not a dash.
  const text = (name: string): string => `%{+Q}[var(txn.${name}),json(utf8ps)]`
  // What HAProxy could not read at all comes past every rule.
  const fields = [
    '"schema":"bollwerk.event/1"',
    '"at":"%[date,utime(%Y-%m-%dT%H:%M:%SZ)]"',
    `"reference":${text('reference')}`,
    `"verdict":${text('verdict,refuse')}`,
    '"status":%ST',
    `"rule":${text('told,malformed')}`,
    `"observed":${text('observed')}`,
    `"server":${text('server')}`,
    `"area":${text('area')}`,
    '"address":"%[src]"',
    '"port":%cp',
    `"geo":${text('geo')}`,
    '"method":"%HM"',
    `"host":${text('host')}`,
    `"path":${text('target')}`,
    `"userAgent":${text('agent')}`,
    `"listener":"${listener}"`,
  ]
  return `log-format '{${fields.join(',')}}'`
}
