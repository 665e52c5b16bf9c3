import { type ProductAnswer, page, redirect } from './product.ts'

const firstFixed = [23, 9, 8]

/**
 * What ScreenConnect answers on `/SetupWizard.aspx` once it is set up (CVE-2024-1709; reference screenconnect.md, 7.1).
 * Before 23.9.8 the lock compares the whole path, so that any path info behind the page goes round it.
 * Unverified: that the lock sends the visitor to Administration, and every word of the page but the two marks of W3.
 */
export function setupWizard(version: string, pathInfo: string): ProductAnswer {
  if (pathInfo !== '' && isOlder(version)) {
    return page('Setup', '<form class="SetupWizardPage"><div class="ContentPanel SetupWizard"></div></form>')
  }
  return redirect('/Administration')
}

function isOlder(version: string): boolean {
  const parts = version.split('.').map(Number)
  for (const [index, fixed] of firstFixed.entries()) {
    const part = parts[index] ?? 0
    if (part !== fixed) return part < fixed
  }
  return false
}
