import process from 'node:process'
import { grounds } from './grounds/index.ts'
import { watchOver } from './watch-over.ts'

// A process of its own, started by dead-man.ts: node watcher FOLDER RUN CHANGE
const [folder, run, change] = process.argv.slice(2)
if (folder === undefined || run === undefined || change === undefined) throw new Error('three arguments are needed')

// Whoever started it may be gone already: that is what it is for.
process.send?.('watching', () => {
  if (process.connected) process.disconnect()
})
await watchOver({ folder, run, change }, grounds)
