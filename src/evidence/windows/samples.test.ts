import { describe, expect, it } from 'vitest'
import { readEvidenceFile } from '../file.ts'
import { both2025, english2019, german2022 } from './sample-fixture.ts'
import { writtenByPowershell } from './written-form-fixture.ts'

/** Files as three servers would hand them in; `vitest -u` writes them anew when the samples change. */
describe('a file of the Windows collector', () => {
  it.each([
    ['english-2019.json', 'faithful', english2019],
    ['german-2022.json', 'passed-on', german2022],
    ['both-2025.json', 'faithful', both2025],
  ] as const)('%s says what the server is', async (name, form, evidence) => {
    const text = writtenByPowershell(evidence, form)
    await expect(text).toMatchFileSnapshot(`samples/${name}`)
    const read = readEvidenceFile(text)
    expect(read).toMatchObject({ ok: true, value: { site: 'Müller & Söhne', notes: [] } })
    expect(read.ok && read.value.evidence).toEqual(evidence)
  })

  it('of a machine with both products says everything once for each', () => {
    const servers = both2025.map(({ server }) => server)
    expect(servers.filter((server) => server === 'automate')).toHaveLength(22)
    expect(servers.filter((server) => server === 'screenconnect')).toHaveLength(22)
  })
})
