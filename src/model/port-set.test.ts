import fc from 'fast-check'
import { expect, it } from 'vitest'
import { formatPorts, holdsPort, parsePorts } from './port-set.ts'

const anyPorts = fc.uniqueArray(fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 65_535 })))

it.each([
  ['443', [443]],
  ['80,443', [80, 443]],
  ['443,80,80', [80, 443]],
  [' 80 , 8040-8042 ', [80, 8040, 8041, 8042]],
  ['5-7,1-6,6', [1, 2, 3, 4, 5, 6, 7]],
  ['65535', [65_535]],
])('reads %j', (text, ports) => expect(parsePorts(text)).toEqual({ ok: true, value: ports }))

it.each([
  '',
  ' ',
  ',',
  '80,',
  '0',
  '0-5',
  '65536',
  '1-65536',
  '8-7',
  '80-',
  '-80',
  '1-2-3',
  '8 0',
  '80\n',
  '+80',
  '1e3',
  'http',
  '٨',
])('refuses %j', (text) => expect(parsePorts(text).ok).toBe(false))

it('says which part is wrong', () => {
  expect(parsePorts('80,http')).toMatchObject({
    ok: false,
    problem: { de: expect.stringContaining('"http" ist kein Port') },
  })
})

it('reads back what it wrote, ascending', () => {
  fc.assert(
    fc.property(anyPorts, (ports) => {
      const ascending = ports.toSorted((a, b) => a - b)
      if (ports.length > 0) expect(parsePorts(formatPorts(ports))).toEqual({ ok: true, value: ascending })
    }),
  )
})

it('writes neighbours as a range, and nothing for none', () => {
  expect(formatPorts([3, 1, 2, 8, 8])).toBe('1-3,8')
  expect(formatPorts([])).toBe('')
})

it('finds in a written list exactly the ports that were written', () => {
  fc.assert(
    fc.property(anyPorts, fc.integer({ min: 1, max: 65_535 }), (ports, other) => {
      const text = formatPorts(ports)
      for (const port of [...ports, other]) expect(holdsPort(text, port)).toBe(ports.includes(port))
    }),
  )
})

it('answers as many ports for a hundred thousand overlapping ranges as for one', () => {
  const parsed = parsePorts(Array.from({ length: 100_000 }, () => '1-65535').join(','))
  expect(parsed.ok && parsed.value.length).toBe(65_535)
})
