// What assess does with a folder of evidence from within, once, by the built program: reads and checks every file,
// asks every control, writes all reports. Says the CPU time of each step as JSON, in milliseconds. Measured by `inside.ts`.
import { readFileSync, writeFileSync } from 'node:fs'
import { judge } from '../dist/src/cli/assess/judge.js'
import { evidenceIn } from '../dist/src/cli/evidence-folder.js'
import { readPolicy } from '../dist/src/policy/read.js'
import { renderHtml } from '../dist/src/reports/html.js'
import { renderJson } from '../dist/src/reports/json.js'
import { renderText } from '../dist/src/reports/text.js'

const times = {}
function timed(name, work) {
  const before = process.cpuUsage()
  const result = work()
  const { user, system } = process.cpuUsage(before)
  times[name] = (user + system) / 1000
  return result
}

const page = { color: false, width: 100, unicode: true, verbose: true }
const { policy } = readPolicy(readFileSync('bollwerk.yaml', 'utf8'))
const { evidence } = timed('read', () => evidenceIn('evidence', Date.now()))
const assessment = timed('judge', () =>
  judge(policy, evidence, { language: 'de', toolVersion: '0', startedAt: Date.now() }),
)
const reports = [renderText, renderJson, renderHtml].map((render) =>
  timed(render.name, () => {
    const report = render(assessment, page)
    writeFileSync('/dev/null', report)
    return report
  }),
)
const { asked, answered } = assessment.coverage
console.log(
  JSON.stringify({
    times,
    asked,
    answered,
    findings: assessment.findings.length,
    characters: reports.map((text) => text.length),
  }),
)
