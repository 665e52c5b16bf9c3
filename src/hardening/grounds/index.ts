import type { Grounds } from '../ground.ts'
import { fileGround } from './file.ts'
import { registryGround } from './registry.ts'

/** What can be changed without signing in anywhere. The database needs a connection and is added by who has one. */
export const grounds: Grounds = {
  file: fileGround,
  registry: registryGround(),
}
