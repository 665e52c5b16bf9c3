import { expect, it } from 'vitest'
import { say } from '../model/text.ts'
import { writtenIn } from './written.ts'

it('writes every text of a value in one language and leaves the rest alone', () => {
  const value = { id: 'a', title: say('Eins', 'One'), steps: [{ text: say('Zwei', 'Two'), number: 2, none: null }] }
  expect(writtenIn(value, 'de')).toEqual({ id: 'a', title: 'Eins', steps: [{ text: 'Zwei', number: 2, none: null }] })
  expect(writtenIn(value, 'en').steps[0]?.text).toBe('Two')
})
