import { z } from 'zod'
import type { Text } from '../model/text.ts'
import { notACount, notAPort } from './sentence.ts'

const highestPort = 65_535

/** A port, from 1 to 65,535. Not the library's own integer: its issue for fractions keeps every later rule from running. */
export const port: z.ZodNumber = wholeNumber(1, highestPort, notAPort)

/** A whole number between two, both included. */
export function count(least: number, most: number): z.ZodNumber {
  return wholeNumber(least, most, (value) => notACount(value, least, most))
}

function wholeNumber(least: number, most: number, sentence: (value: number) => Text): z.ZodNumber {
  return z
    .number()
    .meta({ type: 'integer', minimum: least, maximum: most })
    .superRefine((value, context) => {
      if (Number.isInteger(value) && value >= least && value <= most) return
      context.addIssue({ code: 'custom', params: { text: sentence(value), at: 'value' } })
    })
}
