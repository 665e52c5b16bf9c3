// Every benchmark in turn; docs/benchmarks.md says what each measures and what it found.
for (const name of ['start-up', 'stored-evidence', 'port-scan']) await import(`./${name}.ts`)
