/** One file of an engine's configuration. */
export interface CompiledFile {
  /** Where it belongs inside of the folder of the engine, with `/` between names. */
  readonly path: string
  readonly text: string
}

/** What a policy becomes for an engine: its files, complete. */
export type Compiled = readonly CompiledFile[]
