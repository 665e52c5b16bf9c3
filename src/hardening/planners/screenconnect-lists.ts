import { kindOf } from '../../controls/native-lists.ts'
import { screenconnectListsNative } from '../../controls/screenconnect-ip-lists/native.ts'
import type { Finding } from '../../model/assessment.ts'
import type { Text } from '../../model/text.ts'
import { editLists, hasListModule, listedEntries, restrictedPlaces } from '../../targets/screenconnect/lists.ts'
import { readXmlDocument } from '../../targets/xml-document.ts'
import { XmlEdit } from '../../targets/xml-edit.ts'
import type { Asked, Planned } from '../planner.ts'
import { leftBecause } from './configuration-file.ts'
import { fileStep, shownValues } from './file-step.ts'
import { lockedOutOf, technicianPrefixes, written } from './locked-out.ts'
import { proxyAddresses } from './proxy-in-front.ts'
import * as words from './screenconnect-words.ts'

const proxyItem = 'proxy'

/** The lists of all places in one change: restricting one page alone leaves the ways beside it open. */
export function planLists(asked: Asked, path: string, bytes: Buffer): Planned {
  const edit = new XmlEdit(readXmlDocument(bytes))
  const entries = listedEntries(edit.document)
  const isAbout = (finding: Finding): boolean => isAnswerable(finding, entries)
  const about = asked.findings.filter(isAbout)
  const left = asked.findings
    .filter((finding) => !isAbout(finding))
    .flatMap((finding) => leftBecause([finding], reasonFor(finding, entries)))
  if (about.length === 0) return { changes: [], left }
  const proxy = proxyAddresses(asked.policy, 'screenconnect')
  const networks = proxy ?? technicianNetworks(asked)
  const refusal = refusalOf(asked, edit, { proxy, networks })
  if (refusal) return { changes: [], left: [...left, ...leftBecause(about, refusal)] }
  const bad = new Set(about.map(({ item }) => item))
  const isOuter = (entry: string): boolean =>
    ['technicians', 'stranger'].includes(kindOf(entry, asked.policy.technicians))
  const drop = (entry: string): boolean => bad.has(entry) || (proxy !== undefined && isOuter(entry))
  const leave = untouchedPlaces(asked)
  const edited = editLists(edit, { networks, behindProxy: proxy !== undefined, drop, leave })
  if (edited.length === 0) return { changes: [], left: [...left, ...leftBecause(about, words.asWanted)] }
  const { language } = asked
  const lockedOut = proxy ? [words.aroundProxy] : lockedOutOf(admitted(edited), asked)
  const change: Planned['changes'][number] = {
    id: `${screenconnectListsNative.id}/screenconnect`,
    title: words.listsTitle[language],
    subject: 'screenconnect',
    verify: [{ control: screenconnectListsNative.id, subject: 'screenconnect', findings: about.map(({ id }) => id) }],
    steps: [fileStep(path, bytes, edit).step],
    shown: shownValues('web.config', edited, words.absent[language]),
    affected: (proxy ? words.proxyAffected : words.listsAffected)[language],
    restart: 'web-interface',
    downtime: words.webDowntime[language],
    lockedOut: lockedOut.map((text) => text[language]),
    confirm: true,
  }
  return { changes: [change], left }
}

/** Places that an exception leaves open, or of which somebody disputes that they are. */
function untouchedPlaces({ untouched = [] }: Asked): readonly string[] {
  return untouched.flatMap(({ control, item }) =>
    control === screenconnectListsNative.id && item !== undefined ? [item] : [],
  )
}

/** Whether the lists in `web.config` can settle it: a place without a list, or an entry that must not stay. */
function isAnswerable({ item, outcome }: Finding, entries: readonly string[]): boolean {
  if (item === undefined || outcome !== 'fail') return false
  return restrictedPlaces.includes(item) || item === proxyItem || entries.includes(item)
}

function reasonFor({ item = '', outcome }: Finding, entries: readonly string[]): Text {
  if (item === 'SetupWizard.aspx' || item === 'App_Extensions') return words.noKey
  if (item === 'IPSecurityModule') return words.noModule
  if (item === 'HostClientDeviceFingerprintValidationLevel') return words.fingerprints
  return outcome === 'unknown' && entries.includes(item) ? words.perhapsTechnician : words.personDecides
}

interface Networks {
  readonly proxy: readonly string[] | undefined
  readonly networks: readonly string[]
}

function refusalOf({ findings }: Asked, edit: XmlEdit, { proxy, networks }: Networks): Text | undefined {
  if (!hasListModule(edit.document)) return words.noModule
  const isProxySeen = findings.some(({ item }) => item === proxyItem)
  if ((isProxySeen && !proxy) || proxy?.length === 0) return words.unknownProxy
  return networks.length === 0 ? words.noNetworks : undefined
}

/** The technicians' networks that the control takes: not wider than it allows any entry to be. */
function technicianNetworks({ policy }: Asked): readonly string[] {
  return written(technicianPrefixes(policy)).filter((entry) =>
    ['technicians', 'inner'].includes(kindOf(entry, policy.technicians)),
  )
}

/** The lists that were edited and let in anybody less than all. */
function admitted(edited: readonly { readonly after: string }[]): readonly (readonly string[])[] {
  return edited.flatMap(({ after }) => (after === '' ? [] : [after.split(',')]))
}
