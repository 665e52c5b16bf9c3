import { describe, expect, it } from 'vitest'
import { isThisMachine } from './this-machine.ts'

describe('isThisMachine', () => {
  it.each(['localhost', '127.0.0.1', '127.20.1.10', '::1'])('holds for %s', (host) => {
    expect(isThisMachine(host)).toBe(true)
  })

  it.each(['10.20.0.10', '127.example', 'localhost.example', 'RMM01', '::'])('does not hold for %s', (host) => {
    expect(isThisMachine(host)).toBe(false)
  })
})
