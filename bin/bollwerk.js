#!/usr/bin/env node
// The version is checked before anything is imported: on an older Node a native part could end the process without
// a word. For the same reason this file is plain JavaScript.
const [major, minor] = process.versions.node.split('.').map(Number)

if (major > 24 || (major === 24 && minor >= 7)) {
  await import('../dist/src/main.js')
} else {
  const here = process.versions.node
  process.stderr.write(
    `Bollwerk braucht Node.js 24.7 oder neuer, hier läuft ${here}; bitte starten Sie es mit "npm start" oder installieren Sie ein neueres Node.js.\n` +
      `Bollwerk needs Node.js 24.7 or newer, this is ${here}; please start it with "npm start" or install a newer Node.js.\n`,
  )
  process.exitCode = 2
}
