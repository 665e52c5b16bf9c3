const longestQuotation = 60

/** What somebody else wrote, fit for a sentence: printable characters only, and cut off after 60 of them. */
export function quotation(text: string): string {
  const shown = text.replace(/[^\x20-\x7e\u00a0-\u024f]+/g, '?')
  return shown.length > longestQuotation ? `${shown.slice(0, longestQuotation)}…` : shown
}
