import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, it } from 'vitest'

const cwd = mkdtempSync(join(tmpdir(), 'bollwerk-guided-'))
afterAll(() => rmSync(cwd, { recursive: true }))

const program = resolve(import.meta.dirname, '../../bin/bollwerk.js')

/** `script` of util-linux gives a program a terminal of its own. */
const hasTerminal = execFileSync('sh', ['-c', 'script --version || true'], { encoding: 'utf8' }).includes('util-linux')

const policy =
  'site: X # Standort\nlanguage: de\ntechnicians: []\nservers:\n  automate:\n    host: automate.example\n    origin: https://127.0.0.1:9\n'
const down = '\u001b[B'
const enter = '\r'

/** Runs the program at a terminal and types each answer when its question stands there. */
function atTerminal(inputs: string, dialogue: readonly (readonly [string, string])[]): Promise<string> {
  const command = `stty cols 120 rows 40; exec "${process.execPath}" "${program}" ${inputs} --lang de`
  const child = spawn('script', ['-qec', command, '/dev/null'], {
    cwd,
    env: { PATH: process.env['PATH'], TERM: 'xterm', SHELL: '/bin/sh', LANG: 'C.UTF-8' },
  })
  const waiting = [...dialogue]
  let shown = ''
  let read = 0
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += text
    const next = waiting[0]
    if (!next) return
    const place = shown.indexOf(next[0], read)
    if (place < 0) return
    read = place + next[0].length
    waiting.shift()
    // The question is drawn before it listens.
    setTimeout(() => child.stdin.write(next[1]), 150)
  })
  return new Promise((done, failed) => {
    child.once('error', failed)
    child.once('close', () => done(shown))
  })
}

it.skipIf(!hasTerminal)('asks for what an exception still needs, and again where an answer is wrong', async () => {
  writeFileSync(join(cwd, 'bollwerk.yaml'), policy)
  const shown = await atTerminal('exception add uac.values/automate --until 2027-01-31', [
    ['Warum wird das Risiko hingenommen?', `Umzug${enter}`],
    ['Wer ist verantwortlich?', `A. Muster${enter}`],
    ['Wer genehmigt es?', `a. muster${enter}`],
    ['kann die Ausnahme nicht selbst genehmigen', `${'\u007f'.repeat(9)}B. Muster${enter}`],
  ])
  expect(shown).toContain('In bollwerk.yaml eingetragen: uac.values')
  expect(readFileSync(join(cwd, 'bollwerk.yaml'), 'utf8')).toMatch(/owner: A\. Muster\n {4}approver: B\. Muster\n/)
})

it.skipIf(!hasTerminal)('asks the open questions one after another and keeps each answer at once', async () => {
  writeFileSync(join(cwd, 'bollwerk.yaml'), policy)
  const shown = await atTerminal('attest', [
    ['Ist es so?', enter],
    ['Ist es so?', `${down}${enter}`],
    ['Datei, die es zeigt?', enter],
    ['Wer sagt es?', `C. Muster${enter}`],
    ['Was haben Sie angesehen', `Im Schrank nachgesehen${enter}`],
    ['Bis zu welchem Tag zählt', enter],
    ['Ist es so?', `${down}${down}${down}${enter}`],
  ])
  expect(shown).toMatch(/Warum offen:/)
  const written = readFileSync(join(cwd, 'bollwerk.yaml'), 'utf8')
  expect(written.startsWith(policy)).toBe(true)
  expect(written.slice(policy.length)).toMatch(
    /^attestations:\n {2}- control: [\w.-]+\n[\s\S]*answer: pass\n {4}by: C\. Muster\n {4}note: Im Schrank nachgesehen\n/,
  )
  expect(written.match(/answer:/g)).toHaveLength(1)
})
