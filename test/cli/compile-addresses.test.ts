import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { preparedGeo } from '../gateway/geo.ts'
import { bollwerk } from './bollwerk.ts'

const cwd = mkdtempSync(join(tmpdir(), 'bollwerk-compile-'))
afterAll(() => rmSync(cwd, { recursive: true }))

beforeAll(async () => {
  await preparedGeo(join(cwd, 'bollwerk-state'))
  writeFileSync(
    join(cwd, 'bollwerk.yaml'),
    `site: Muster
language: en
technicians: [203.0.113.0/24]
countries: [LI]
servers:
  automate: { host: automate.muster-msp.example, origin: 'http://127.0.0.1' }
`,
  )
  const now = new Date()
  const until = now.getTime() + 3_600_000
  const lines = [
    { schema: 'bollwerk.memory/1', savedAt: now.toISOString() },
    { ban: '192.0.2.9', scopes: 2047, until, level: 0 },
    { lines: 1 },
  ]
  writeFileSync(join(cwd, 'bollwerk-state', 'bans.jsonl'), `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`)
})

describe('bollwerk compile', () => {
  it('writes the table of the kernel with its countries and who is banned, and names the files', async () => {
    const { code, stdout } = await bollwerk(['compile', 'nftables', '--out', 'out'], { cwd })
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'out/bollwerk.nft\nout/bans.nft\n' })
    expect(readFileSync(join(cwd, 'out/bollwerk.nft'), 'utf8')).toMatch(
      /203\.0\.113\.0-203\.0\.113\.255[\s\S]*set countries_1_v4 \{/,
    )
    expect(readFileSync(join(cwd, 'out/bans.nft'), 'utf8')).toMatch(/192\.0\.2\.9 timeout 3\d\d\ds/)
  })

  it('says what the kernel holds otherwise, and ends with 1', async () => {
    writeFileSync(join(cwd, 'told.json'), '{"nftables": []}')
    const { code, stdout } = await bollwerk(['compile', 'nftables', '--compare', 'told.json'], { cwd })
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: 'There is no table inet bollwerk. Load bollwerk.nft with nft -f.\n',
    })
  })

  it.each([
    ['neither a folder nor something to compare', ['nftables'], 2, /--out .* --compare/],
    ['what is no listing', ['nftables', '--compare', 'bollwerk.yaml'], 3, /no output of "nft -j list table/],
    ['an origin on this machine', ['nftables', '--out', 'x', '--heartbeat', 'kernel'], 2, /another machine/],
    ['a firewall that it does not know', ['firewall-lists', '--out', 'x', '--for', 'cisco'], 2, /cisco/],
  ])('refuses %s', async (_, inputs, code, sentence) => {
    const answer = await bollwerk(['compile', ...inputs], { cwd })
    expect(answer.stderr).toMatch(sentence)
    expect(answer.code).toBe(code)
  })

  it('writes lists for a firewall', async () => {
    const inputs = ['compile', 'firewall-lists', '--for', 'mikrotik', '--out', 'lists']
    expect((await bollwerk(inputs, { cwd })).code).toBe(0)
    expect(readdirSync(join(cwd, 'lists'))).toContain('bollwerk-technicians-v4.rsc')
    expect(readFileSync(join(cwd, 'lists/rules.txt'), 'utf8')).toContain('UDP 75\n  1. allow bollwerk-technicians')
  })
})
