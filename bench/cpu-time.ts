import { spawnSync } from 'node:child_process'

const report =
  'process.on("exit",()=>{const{user,system}=process.cpuUsage();process.stderr.write("\\ncpu "+(user+system)+"\\n")})'

/** CPU time of one run of Node with these arguments, user and system together, in milliseconds. */
export function cpuMilliseconds(inputs: readonly string[], cwd: string): number {
  const hook = `data:text/javascript,${encodeURIComponent(report)}`
  const child = spawnSync(process.execPath, ['--import', hook, ...inputs], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  const microseconds = /\ncpu (\d+)\n/.exec(child.stderr)?.[1]
  if (microseconds === undefined) throw new Error(`no CPU time from: node ${inputs.join(' ')}\n${child.stderr}`)
  return Number(microseconds) / 1000
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted[Math.floor(sorted.length / 2)]
  if (middle === undefined) throw new Error('the median of nothing')
  return middle
}
