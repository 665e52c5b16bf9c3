import type { Assessment, ControlResult, Finding } from '../../model/assessment.ts'
import { serverNames } from '../../model/server.ts'
import type { Language } from '../../model/text.ts'
import { controlHeading } from '../finding-words.ts'
import * as messages from '../messages.ts'
import type { ControlOutline, MeasureOutline } from '../outline.ts'
import { outcomeBadge } from './badges.ts'
import { type Markup, markup } from './escape.ts'
import { evidenceTable } from './evidence-table.ts'
import { findingCard } from './finding.ts'

/** The technician's part: every measure with its controls, what they found, and what to do about it. */
export function technicianPart(assessment: Assessment, outline: readonly MeasureOutline[]): Markup {
  const sections = outline.map((measure) => section(measure, assessment))
  return markup`<section class="technician" aria-labelledby="technician">
<h2 id="technician">${messages.technicianHeading[assessment.language]}</h2>${sections}</section>`
}

function section(measure: MeasureOutline, assessment: Assessment): Markup {
  const { id, number, title, outcome, overlay, controls } = measure
  const { language } = assessment
  return markup`<section class="measure">
<h3 id="measure-${id}"><span>${number}. ${title}</span> ${outcomeBadge(outcome, overlay, language)}</h3>
${controls.length === 0 ? markup`<p class="quiet">${messages.noControls[language]}</p>` : undefined}
${cards(controls, assessment)}</section>`
}

function cards(controls: readonly ControlOutline[], assessment: Assessment): readonly Markup[] {
  const told = new Set<string>()
  return controls.flatMap(({ result, findings }) =>
    findings.length === 0
      ? [controlCard(result, assessment.language)]
      : findings.map((finding) => {
          const steps = remedyKey(finding)
          const above = finding.remedy.steps.length > 0 && told.has(steps)
          told.add(steps)
          return findingCard(finding, above, assessment)
        }),
  )
}

function remedyKey({ outcome, remedy }: Finding): string {
  return JSON.stringify([outcome === 'fail', remedy])
}

function controlCard(control: ControlResult, language: Language): Markup {
  const { id, version, subject, outcome, overlay, detail, evidence } = control
  return markup`<article class="card ${outcome}"><h4>${controlHeading(control, language)}</h4>
<p class="tags">${outcomeBadge(outcome, overlay, language)} <span>${serverNames[subject]}</span> <code>${id} v${version}</code></p>
<p>${detail}</p>${evidence.length > 0 ? evidenceTable(evidence, language) : undefined}</article>`
}
