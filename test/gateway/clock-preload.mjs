// Shifts the clock of a process by as many milliseconds as the file CLOCK_SHIFT_FILE says, while it runs.
import { readFileSync } from 'node:fs'

const { now } = Date
let shift = 0
setInterval(() => {
  shift = Number(readFileSync(process.env.CLOCK_SHIFT_FILE, 'utf8'))
}, 50).unref()
Date.now = () => now() + shift
globalThis.Date = new Proxy(Date, {
  construct: (target, inputs, self) => Reflect.construct(target, inputs.length > 0 ? inputs : [Date.now()], self),
})
