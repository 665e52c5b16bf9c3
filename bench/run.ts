// Every benchmark in turn; docs/benchmarks.md says what each measures and what it found.
const names = ['start-up', 'stored-evidence', 'inside', 'decision-memory', 'lookup', 'port-scan']
for (const name of names) await import(`./${name}.ts`)
