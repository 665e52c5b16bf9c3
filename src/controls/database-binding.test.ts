import { describe, expect, it } from 'vitest'
import { bindingOf, isEverywhere, isInner, isLoopback, isOff, isOn, listensLocally } from './database-binding.ts'

describe('where a database listens', () => {
  it.each([
    ['10.20.0.10', ['10.20.0.10']],
    ['127.0.0.1, 10.20.0.10', ['127.0.0.1', '10.20.0.10']],
    ['10.20.0.10/green,::1', ['10.20.0.10', '::1']],
    ['', ['']],
  ])('is written as %j', (text, binding) => {
    expect(bindingOf({ bind_address: text })).toEqual(binding)
  })

  it('is its own machine without networking, whatever address stands there', () => {
    expect(bindingOf({ skip_networking: 'ON', bind_address: '*' })).toEqual(['127.0.0.1'])
    expect(bindingOf({ skip_networking: 'OFF', bind_address: '*' })).toEqual(['*'])
  })

  it('is not known where the version does not say', () => {
    expect(bindingOf({})).toBeUndefined()
    expect(listensLocally({})).toBe(false)
  })

  it('is local only if every address is', () => {
    expect(listensLocally({ bind_address: '127.0.0.1,::1' })).toBe(true)
    expect(listensLocally({ bind_address: '127.0.0.1,10.20.0.10' })).toBe(false)
  })

  it.each(['127.0.0.1', '127.10.2.3', '::1', 'LocalHost'])('does not leave the machine at %s', (address) => {
    expect([isLoopback(address), isInner(address), isEverywhere(address)]).toEqual([true, true, false])
  })

  it.each(['127.0.0.1.example.org', '127.0.0', '1.127.0.0.1', '198.51.100.10', 'localhost.example.org'])(
    'leaves the machine at %s',
    (address) => {
      expect([isLoopback(address), isEverywhere(address)]).toEqual([false, false])
    },
  )

  it.each(['*', '0.0.0.0', '::', '', 'NULL'])('is every address by %j', (address) => {
    expect([isEverywhere(address), isInner(address)]).toEqual([true, false])
  })

  it('stays inside at a private address', () => {
    expect([isInner('10.20.0.10'), isLoopback('10.20.0.10')]).toEqual([true, false])
  })
})

describe('a switch of the database', () => {
  it.each(['1', 'on', 'TRUE', 'Yes'])('is on by %s', (value) => {
    expect([isOn(value), isOff(value)]).toEqual([true, false])
  })

  it.each(['0', 'OFF', 'false', 'no', 'DISABLED'])('is off by %s', (value) => {
    expect([isOn(value), isOff(value)]).toEqual([false, true])
  })

  it.each([undefined, '', '10', '01', 'only', 'known', 'noon'])('is neither by %j', (value) => {
    expect([isOn(value), isOff(value)]).toEqual([false, false])
  })
})
