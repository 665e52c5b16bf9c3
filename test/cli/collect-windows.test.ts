import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { bollwerk } from './bollwerk.ts'

const cwd = mkdtempSync(join(tmpdir(), 'bollwerk-collect-'))
afterAll(() => rmSync(cwd, { recursive: true }))

const site = "O'Brien’s IT; Remove-Item C:\\"
writeFileSync(
  join(cwd, 'bollwerk.yaml'),
  `site: ${JSON.stringify(site)}\nlanguage: de\ntechnicians: []\nservers:\n  automate:\n    host: near.example\n    addresses: [127.0.0.1]\n    origin: https://127.0.0.1:9\n`,
)

describe('bollwerk collect windows', () => {
  it('writes the script to the screen in the language of the policy, with its site quoted', async () => {
    const { code, stdout } = await bollwerk(['collect', 'windows'], { cwd })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^\ufeff#Requires -Version 5\.1\r\n#\r\n# Bollwerk-Sammler für Windows/)
    expect(stdout).toContain("$Site = ('' + 'O' + [char]0x0027 + 'Brien' + [char]0x2019 + 's IT; Remove-Item C:\\')")
  })

  it('writes it to a file, says its sum, and describes the same script', async () => {
    const written = await bollwerk(['collect', 'windows', '--out', 'collect.ps1', '--lang', 'en'], { cwd })
    const script = readFileSync(join(cwd, 'collect.ps1'))
    const sum = createHash('sha256').update(script).digest('hex')
    expect(written).toMatchObject({ code: 0, stdout: '' })
    expect(written.stderr).toContain(sum)
    expect(script.toString('utf8')).toContain('Reads only and changes nothing')
    const described = await bollwerk(['collect', 'windows', '--describe', '--lang', 'en'], { cwd })
    expect(described.stdout).toContain(`SHA-256 ${sum}\n`)
    expect(described.stdout).toMatch(/windows\.uac +Values of user account control \(HKLM\\SOFTWARE/)
  })

  it('names the witnesses there are', async () => {
    const { stdout } = await bollwerk(['collect', '--help', '--lang', 'en'], { cwd })
    expect(stdout).toMatch(/windows +Writes the script/)
  })
})
