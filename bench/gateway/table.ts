import type { Result } from './measurement.ts'

/** Whom the others are compared with. */
const measure = 'haproxy'

/** All results as tables in Markdown: CPU time with its ratio to HAProxy's, and latency. */
export function tables(results: readonly Result[]): string {
  const cpu = table('CPU µs (ratio)', results, (result) => {
    const ratio = result.microseconds / (peerOf(result, results)?.microseconds ?? Number.NaN)
    const mark = result.wrong > 0 ? ` !${result.wrong} wrong` : ''
    return `${digits(result.microseconds)}${Number.isNaN(ratio) ? '' : ` (${ratio.toFixed(2)})`}${mark}`
  })
  const timed = results.filter(({ p99 }) => p99 !== undefined)
  const latency = table('ms p50 / p99', timed, ({ p50 = 0, p99 = 0 }) => `${digits(p50)} / ${digits(p99)}`)
  const busy = table(
    'core busy, gateway / origin',
    results,
    (result) => `${percent(result.busy)} / ${percent(result.originBusy)}`,
  )
  return [cpu, latency, busy].join('\n\n')
}

function table(title: string, results: readonly Result[], cell: (result: Result) => string): string {
  const gateways = [...new Set(results.map(({ gateway }) => gateway))]
  const scenarios = [...new Set(results.map(({ scenario }) => scenario))]
  const rows = scenarios.map((scenario) => [
    scenario,
    ...gateways.map((gateway) => {
      const result = results.find((each) => each.gateway === gateway && each.scenario === scenario)
      return result ? cell(result) : '–'
    }),
  ])
  const lines = [[title, ...gateways], ['---', ...gateways.map(() => '---')], ...rows]
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function peerOf({ scenario }: Result, results: readonly Result[]): Result | undefined {
  return results.find((each) => each.gateway === measure && each.scenario === scenario)
}

function digits(value: number): string {
  return value.toFixed(value < 100 ? 1 : 0)
}

function percent(part: number): string {
  return `${(part * 100).toFixed(0)} %`
}
