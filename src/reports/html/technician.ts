import type { Assessment, ControlResult } from '../../model/assessment.ts'
import { controlHeading } from '../finding-words.ts'
import { groupedBy } from '../grouping.ts'
import * as messages from '../messages.ts'
import type { ControlOutline, MeasureOutline } from '../outline.ts'
import { outcomeBadge, serverTag } from './badges.ts'
import { type Markup, markup } from './escape.ts'
import { evidenceTable } from './evidence-table.ts'
import { findingCard } from './finding.ts'
import { standards } from './standards.ts'
import { toldOnce } from './told-once.ts'

/** The technician's part: every measure with its controls, what they found, and what to do about it. */
export function technicianPart(assessment: Assessment, outline: readonly MeasureOutline[]): Markup {
  const sections = outline.map((measure) => section(measure, assessment))
  return markup`<section class="technician" aria-labelledby="technician">
<h2 id="technician">${messages.technicianHeading[assessment.language]}</h2>${sections}</section>`
}

function section(measure: MeasureOutline, assessment: Assessment): Markup {
  const { id, number, title, outcome, overlay, controls } = measure
  const { language } = assessment
  const findings = controls.flatMap((control) => control.findings)
  return markup`<section class="measure">
<h3 id="measure-${id}"><span>${number}. ${title}</span> ${outcomeBadge(outcome, overlay, language)}</h3>
${controls.length === 0 ? markup`<p class="quiet">${messages.noControls[language]}</p>` : undefined}
${toldOnce(findings).map((told) => findingCard(told, assessment))}${silentCards(controls, assessment)}
${standards(findings, language)}</section>`
}

/** Controls that had nothing worth a finding; one card where both servers have the same answer. */
function silentCards(controls: readonly ControlOutline[], assessment: Assessment): readonly Markup[] {
  const silent = controls.filter(({ findings }) => findings.length === 0).map(({ result }) => result)
  // Values may be long: they are compared only where the rest is the same.
  const alike = groupedBy(silent, ({ id, outcome, detail }) => JSON.stringify([id, outcome, detail]))
  return [...alike.values()].flatMap(sameAnswers).map((group) => controlCard(group, assessment))
}

function sameAnswers(results: readonly ControlResult[]): readonly (readonly ControlResult[])[] {
  if (results.length === 1) return [results]
  return [...groupedBy(results, ({ subject: _, ...answer }) => JSON.stringify(answer)).values()]
}

function controlCard(controls: readonly ControlResult[], { language }: Assessment): Markup {
  const [control] = controls
  if (!control) return markup``
  const { id, version, outcome, overlay, detail, evidence } = control
  return markup`<article class="card ${outcome}"><h4>${controlHeading(control, language)}</h4>
<p class="tags">${outcomeBadge(outcome, overlay, language)} ${serverTag(controls)} <code>${id} v${version}</code></p>
<p>${detail}</p>${evidence.length > 0 ? evidenceTable(evidence, language) : undefined}</article>`
}
