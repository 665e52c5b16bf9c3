import type { ServerRules } from '../../traffic/rules.ts'
import type { VirtualPatch } from '../../traffic/virtual-patches/virtual-patch.ts'
import { placeOf } from './places.ts'
import { literally } from './quote.ts'

/**
 * What of a patch a look at the request line and the headers can say. `whole`: all of it. `part`: what it finds in a body is
 * not found here. A patch that is not named lies in the body alone.
 */
interface Expressed {
  readonly coverage: 'whole' | 'part'
  /** The condition behind the paths of the patch; empty where the path is all. */
  readonly condition: (server: ServerRules) => string
  /** Lines that the condition needs. */
  readonly before?: readonly string[]
}

/** One hexadecimal digit of a query, however it is escaped. */
const hex = writtenAnyWay('0123456789abcdef')
const digit = writtenAnyWay('0123456789')
/** What a relay's address may hold: see `injectedRelay`. */
const ofRelay = `(?:[a-z0-9._:[\\],-]|%(?:u00)?(?:2[c-e]|3[0-9a]|4[1-9a-f]|5[0-9abdf]|6[1-9a-f]|7[0-9a]|[89a-f][0-9a-f])|%u(?!00)[0-9a-f]{4})`
const h = writtenAnyWay('h')
const p = writtenAnyWay('p')

/** The query decoded once as ASP.NET does it: `+` is a blank, `%u0041` an A. */
const decodedQuery = 'query,regsub("%u00([0-9A-Fa-f]{2})","%\\1",g),regsub("%(?![0-9A-Fa-f]{2})","%25",g),url_dec(1)'

const sql =
  '\\b(sleep\\s{0,9}\\(\\s{0,9}[0-9]|(benchmark|load_file|extractvalue|updatexml)\\s{0,9}\\(|union[\\s(]{1,9}(all[\\s(]{1,9})?select\\b|into\\s{1,9}(out|dump)file\\b|information_schema\\b)'

const expressed: Readonly<Record<string, Expressed>> = {
  'cve-2024-1709': { coverage: 'whole', condition: () => '!{ var(txn.opened) -m str screenconnect.setup }' },
  'cve-2024-1708': {
    coverage: 'whole',
    condition: () =>
      `{ var(txn.path) -m reg '^/app_extensions/[^/]*[.](as[a-z]{1,2}|axd|svc|cshtml|vbhtml|soap|rem)([^a-z0-9]|$)' }`,
  },
  'cve-2025-3935': {
    coverage: 'whole',
    before: [`http-request set-var(txn.query) '${decodedQuery}' if !decided { query -m found }`],
    condition: () => `{ var(txn.query) -m reg -i '(^|&)__viewstate[0-9]*=[^&]' }`,
  },
  'cve-2023-25719': {
    coverage: 'whole',
    condition: () => `{ query -m reg -i '(^|&)(?:${h}=(?!${ofRelay}*(&|$))|${p}=(?!${digit}{0,5}(&|$)))' }`,
  },
  'cve-2024-1709-path-info': { coverage: 'whole', condition: () => '{ var(txn.path) -m sub .aspx/ }' },
  'cve-2025-3935-body': {
    coverage: 'part',
    condition: () =>
      `{ method POST } { req.fhdr(content-type) -m reg -i 'charset\\s*=\\s*"?(utf-?(7|16|32)|unicode|ibm|cp[0-9]|x-ebcdic)' }`,
  },
  'cve-2023-25719-relay': {
    coverage: 'whole',
    condition: ({ relayHosts }) =>
      relayHosts === undefined
        ? '{ always_false }'
        : `{ query -m reg -i '(^|&)${h}=(?!(${relayHosts.map(spelt).join('|')})?(&|$))' }`,
  },
  'cve-2025-14265': { coverage: 'whole', condition: () => '' },
  'cve-2019-16513': {
    coverage: 'whole',
    before: [
      `http-request set-var(txn.origin) 'req.fhdr(origin),regsub("^[A-Za-z]+://",""),lower,regsub(":[0-9]+$","")' if !decided { req.fhdr(origin) -m found }`,
      `http-request set-var(txn.asked_host) 'req.fhdr(host),lower,regsub(":[0-9]+$","")' if !decided { req.fhdr(origin) -m found }`,
      'acl foreign_page req.fhdr(sec-fetch-site) -m str cross-site',
      'acl foreign_page var(txn.origin),strcmp(txn.asked_host) -m int lt 0',
      'acl foreign_page var(txn.origin),strcmp(txn.asked_host) -m int gt 0',
    ],
    condition: () => 'foreign_page',
  },
  'cve-2020-14159': {
    coverage: 'part',
    before: [
      `http-request set-var(txn.asked) '${decodedQuery},regsub("/[*]!?[0-9]*|[*]/"," ",g)' if !decided { query -m found }`,
    ],
    condition: () => `{ var(txn.asked) -m reg -i '${sql}' }`,
  },
  'anonymous-installer': {
    coverage: 'whole',
    condition: () => `!{ query -m reg -i '(^|&)${[...'installertoken'].map(writtenAnyWay).join('')}=${hex}{32}(&|$)' }`,
  },
}

/** The patches of which a part, or all, lies in what is not looked at here. */
export function notExpressed(patches: readonly VirtualPatch[]): readonly string[] {
  return patches.filter(({ id }) => expressed[id]?.coverage !== 'whole').map(({ id }) => id)
}

/** Lines that name in `txn.patch` the virtual patch that recognises a request; the first that does counts. */
export function patchLines(patches: readonly VirtualPatch[], server: ServerRules): readonly string[] {
  const own = patches.filter((patch) => patch.server === server.kind)
  return inOrder(own).flatMap((patch) => {
    const form = expressed[patch.id]
    if (form === undefined) return []
    const condition = ['!decided', '!patched', `at_${patch.id}`, form.condition(server)].filter((part) => part !== '')
    return [
      ...(form.before ?? []),
      `acl at_${patch.id} var(txn.place) -m beg ${patch.paths.map((path) => placeOf(server.kind, path)).join(' ')}`,
      ...wholes(patch).map((place) => `acl at_${patch.id} var(txn.place) -m str ${place}`),
      `http-request set-var(txn.patch) str(${patch.id}) if ${condition.join(' ')}`,
    ]
  })
}

/** As `findPatch` looks: what is enforced before what only observes, and of each what the path alone decides first. */
function inOrder(patches: readonly VirtualPatch[]): readonly VirtualPatch[] {
  const rank = ({ mode, matchesPath }: VirtualPatch): number =>
    (mode === 'enforce' ? 0 : 2) + (matchesPath === undefined ? 1 : 0)
  return patches.toSorted((one, other) => rank(one) - rank(other))
}

/** Folders without their last slash, and whole pages. */
function wholes({ server, paths, pages = [] }: VirtualPatch): readonly string[] {
  const folders = paths.filter((path) => path !== '/' && path.endsWith('/')).map((path) => path.slice(0, -1))
  return [...pages, ...folders].map((path) => placeOf(server, path))
}

/** One of some ASCII characters as a query may write it: itself, `%41` or `%u0041`. For expressions without case. */
function writtenAnyWay(characters: string): string {
  const codes = [...characters].flatMap((character) => [character.toLowerCase(), character.toUpperCase()])
  const escapes = new Set(codes.map((character) => character.charCodeAt(0).toString(16).padStart(2, '0')))
  const plain = [...characters].map((character) => (character === '.' ? '[.]' : literally(character))).join('|')
  return `(?:${plain}|%(?:u00)?(?:${[...escapes].join('|')}))`
}

function spelt(host: string): string {
  return [...host].map(writtenAnyWay).join('')
}
