import type { Assessment } from '../model/assessment.ts'
import { shownPlace } from './cited-evidence.ts'
import { annex } from './html/annex.ts'
import { type Markup, markup } from './html/escape.ts'
import { overview } from './html/overview.ts'
import { stylesheet, stylesheetHash } from './html/stylesheet.ts'
import { technicianPart } from './html/technician.ts'
import * as messages from './messages.ts'
import { shownTime } from './moment.ts'
import { outlineOf } from './outline.ts'

/**
 * The assessment as one HTML file in its own language: the first page for a manager, then the technician's part, then
 * an annex. No script, nothing loaded from anywhere; its own policy (Content Security Policy Level 3, section 3.3)
 * allows only the style sheet that it carries. Light and dark, and made to be printed on A4.
 */
export function renderHtml(assessment: Assessment): string {
  const { language, site } = assessment
  const outline = outlineOf(assessment)
  const policy = `default-src 'none'; style-src '${stylesheetHash}'; base-uri 'none'; form-action 'none'`
  const page = markup`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${messages.reportTitle[language]}: ${site}</title>
<style>${stylesheet}</style>
</head>
<body>
<a class="skip" href="#content">${messages.skipToContent[language]}</a>
${masthead(assessment)}
<main id="content">
${overview(assessment, outline)}
${technicianPart(assessment, outline)}
${annex(assessment, outline)}
</main>
<footer><p>Bollwerk ${assessment.tool.version} · ${site} · ${shownTime(assessment.finishedAt, language)}</p></footer>
</body>
</html>
`
  return page.html
}

function masthead({ language, site, finishedAt, vantages }: Assessment): Markup {
  const places = vantages.map((vantage) => shownPlace(vantage, language)).join('; ') || messages.nowhere[language]
  return markup`<header class="masthead"><div>
<p class="brand"><svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M4 3h3v3h3V3h4v3h3V3h3v9c0 5-3.5 8-8 9.5C7.5 20 4 17 4 12z"/></svg>Bollwerk</p>
<h1>${messages.reportTitle[language]}: ${site}</h1><p class="quiet">${messages.reportScope[language]}</p></div>
<dl><div><dt>${messages.lookedAt[language]}</dt><dd>${shownTime(finishedAt, language)}</dd></div>
<div><dt>${messages.lookedFrom[language]}</dt><dd>${places}</dd></div></dl></header>`
}
