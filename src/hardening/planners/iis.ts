import { dirname, join } from 'node:path'
import { iisRestriction } from '../../controls/control-center-restricted/iis.ts'
import type { Finding } from '../../model/assessment.ts'
import type { Text } from '../../model/text.ts'
import {
  type Application,
  hasRestrictionModule,
  isRestrictedAbove,
  isShared,
  technicianPlaces,
} from '../../targets/iis/places.ts'
import { restrictApplication } from '../../targets/iis/rules.ts'
import { readXmlDocument, type XmlDocument } from '../../targets/xml-document.ts'
import { XmlEdit } from '../../targets/xml-edit.ts'
import type { Asked, Planned, Planner } from '../planner.ts'
import { leftBecause, onFile } from './configuration-file.ts'
import { fileStep, shownValues } from './file-step.ts'
import { lockedOutAt, type Rules, rulesFor } from './iis-rules.ts'
import * as words from './iis-words.ts'

const file = 'applicationHost.config'

/** `ipSecurity` of the technicians' applications in applicationHost.config, and never of LabTech (automate.md §2). */
export const iisPlanner: Planner = {
  controls: [iisRestriction.id],
  plan: (asked) => planIis(asked, new Date().toISOString().slice(0, 10)),
}

/** The same with the day (`YYYY-MM-DD`) on which attestations are looked at. */
export async function planIis(asked: Asked, today: string): Promise<Planned> {
  const findings = asked.findings.filter(({ control }) => control === iisRestriction.id)
  const path = asked.reach.applicationHost
  if (findings.length === 0) return { changes: [], left: [] }
  if (path === undefined) return { changes: [], left: leftBecause(findings, words.notHere) }
  const shared = await redirection({ ...asked, findings }, path)
  if (shared.left.length > 0) return shared
  return onFile({ ...asked, findings }, { path, name: file }, (bytes) =>
    planFile({ ...asked, findings }, { path, bytes, today }),
  )
}

/** Leaves everything where the settings stand elsewhere; nothing where no file says so. */
function redirection(asked: Asked, path: string): Promise<Planned> {
  const name = 'redirection.config'
  const orNone = (place: string): Promise<Buffer> =>
    asked.reach.readFile(place).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.from('<configuration/>')
      throw error
    })
  const reach = { ...asked.reach, readFile: orNone }
  return onFile({ ...asked, reach }, { path: join(dirname(path), name), name }, (bytes) => ({
    changes: [],
    left: isShared(readXmlDocument(bytes)) ? leftBecause(asked.findings, words.shared) : [],
  }))
}

interface ReadFile {
  readonly path: string
  readonly bytes: Buffer
  readonly today: string
}

function planFile(asked: Asked, { path, bytes, today }: ReadFile): Planned {
  const edit = new XmlEdit(readXmlDocument(bytes))
  const { document } = edit
  const places = technicianPlaces(document)
  const about = (finding: Finding): readonly Application[] => placesAbout(finding, places)
  const free = asked.findings.filter((finding) => reasonFor(finding, about(finding), document) === undefined)
  const left = asked.findings.flatMap((finding) => {
    const reason = reasonFor(finding, about(finding), document)
    return reason ? leftBecause([finding], reason) : []
  })
  if (free.length === 0) return { changes: [], left }
  const rules = rulesFor(asked, today)
  const refusal = hasRestrictionModule(document) ? rules.refusal : words.noModule
  if (refusal) return { changes: [], left: [...left, ...leftBecause(free, refusal)] }
  const restricted = places.filter((place) => free.some((finding) => about(finding).includes(place)))
  const edited = restricted.flatMap((place) => restrictApplication(edit, place, rules))
  if (edited.length === 0) return { changes: [], left: [...left, ...leftBecause(free, words.asWanted)] }
  const step = fileStep(path, bytes, edit).step
  const shown = shownValues(file, edited, words.absent[asked.language])
  return { changes: [changeOf(asked, { free, restricted, rules, document, step, shown })], left }
}

interface Made {
  readonly free: readonly Finding[]
  readonly restricted: readonly Application[]
  readonly rules: Rules
  readonly document: XmlDocument
  readonly step: Planned['changes'][number]['steps'][number]
  readonly shown: Planned['changes'][number]['shown']
}

function changeOf(asked: Asked, { free, restricted, rules, document, step, shown }: Made): Planned['changes'][number] {
  const { language } = asked
  return {
    id: `${iisRestriction.id}/automate`,
    title: words.title[language],
    subject: 'automate',
    verify: [{ control: iisRestriction.id, subject: 'automate', findings: free.map(({ id }) => id) }],
    steps: [step],
    shown,
    affected: words.affected[language],
    restart: 'nothing',
    downtime: words.downtime[language],
    lockedOut: lockedOutAt(asked, { document, restricted, rules }).map((text) => text[language]),
    confirm: true,
  }
}

/** A finding `cwa` or `cwa:loopback` is about that application, in every site that has one. */
function placesAbout({ item = '' }: Finding, places: readonly Application[]): readonly Application[] {
  const name = item.replace(/:loopback$/, '').toLowerCase()
  return places.filter((place) => place.name.toLowerCase() === name)
}

function reasonFor({ item = '' }: Finding, places: readonly Application[], document: XmlDocument): Text | undefined {
  if (item === 'module') return words.noModule
  if (item === 'LabTech') return words.agents
  if (places.length === 0) return item.includes(':') ? words.entriesStay : words.asWanted
  return places.some(({ path }) => isRestrictedAbove(document, path)) ? words.fromAbove : undefined
}
