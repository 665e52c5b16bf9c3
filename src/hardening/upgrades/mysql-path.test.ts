import { describe, expect, it } from 'vitest'
import type { Product } from '../../catalog/catalog.ts'
import { bundledCatalog, parseVersion } from '../../catalog/index.ts'
import { mysqlPath } from './mysql-path.ts'

function linesFrom(text: string, product: Product = 'mysql'): readonly string[] {
  const version = parseVersion(product, text)
  if (!version.ok) throw new Error(version.problem.en)
  return mysqlPath(version.value, bundledCatalog).map(({ fromLine, toLine }) => `${fromLine}>${toLine}`)
}

describe('the way of MySQL', () => {
  it.each([
    ['5.6.51', ['5.6>5.7', '5.7>8.0', '8.0>8.4']],
    ['5.7.20', ['5.7>8.0', '8.0>8.4']],
    ['8.0.41', ['8.0>8.4']],
    ['8.4.3', ['8.4>8.4']],
    ['9.2.0', ['9.2>9.7']],
    ['9.7.1', ['9.7>9.7']],
    ['26.7.0', ['26.7>26.7']],
  ])('goes from %s line by line and skips none', (version, lines) => {
    expect(linesFrom(version)).toEqual(lines)
  })

  it('is not known from another product or a line that the catalogue does not have', () => {
    expect(linesFrom('10.11.6', 'mariadb')).toEqual([])
    expect(linesFrom('4.1.22')).toEqual([])
  })

  it('ends at the newest release of each line', () => {
    const version = parseVersion('mysql', '5.7.20')
    const path = version.ok ? mysqlPath(version.value, bundledCatalog) : []
    expect(path.map(({ version }) => version)).toEqual(['8.0.46', '8.4.14'])
  })
})
