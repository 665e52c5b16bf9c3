// Stops the clock of a process at the milliseconds that CLOCK_AT says, so that what it writes can be compared.
const at = Number(process.env.CLOCK_AT)
Date.now = () => at
globalThis.Date = new Proxy(Date, {
  construct: (target, inputs, self) => Reflect.construct(target, inputs.length > 0 ? inputs : [at], self),
})
