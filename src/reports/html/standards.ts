import type { Finding, Mapping } from '../../model/assessment.ts'
import type { Language } from '../../model/text.ts'
import { groupedBy } from '../grouping.ts'
import * as messages from '../messages.ts'
import { type Markup, markup } from './escape.ts'

/** Which requirements of which standards the findings of a measure touch, each once, by standard and relation. */
export function standards(findings: readonly Finding[], language: Language): Markup {
  const mappings = findings.flatMap((finding) => finding.mappings)
  const rows = [...groupedBy(mappings, ({ standard }) => standard)].map(
    ([standard, own]) => markup`<div><dt>${standard}</dt><dd>${requirements(own, language)}</dd></div>`,
  )
  if (rows.length === 0) return markup``
  return markup`<div class="standards"><h4>${messages.mappingsLabel[language]}</h4><dl class="sources">${rows}</dl></div>`
}

function requirements(mappings: readonly Mapping[], language: Language): readonly Markup[] {
  return [...groupedBy(mappings, ({ relation }) => relation)].map(([, group], index) => {
    const names = [...new Set(group.map(({ requirement }) => requirement))].join(', ')
    const [relation] = group.map((mapping) => messages.relationWords[mapping.relation][language])
    return markup`${index > 0 ? markup`; ` : undefined}${names} <span class="quiet">(${relation})</span>`
  })
}
