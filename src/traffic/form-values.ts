/**
 * Every value that a query or a form gives to a field, decoded the way ASP.NET does it: names regardless of case, `+`
 * as a blank, `%u0041` as well as `%41`. One character for each byte of what was escaped by bytes.
 */
export function formValues(form: string, name: string): readonly string[] {
  if (form === '') return []
  return form.split('&').flatMap((pair) => {
    const equals = pair.indexOf('=')
    const field = equals === -1 ? pair : pair.slice(0, equals)
    if (!isNamed(field, name)) return []
    return [equals === -1 ? '' : formDecoded(pair.slice(equals + 1))]
  })
}

/** Decodes only what has something to decode: long addresses of downloads have many fields, and few of them escaped. */
function isNamed(field: string, name: string): boolean {
  if (field.includes('%') || field.includes('+')) return formDecoded(field).toLowerCase() === name
  return field.length === name.length && field.toLowerCase() === name
}

/** A piece of a query or of a form, decoded once. What is no escape stays as it is. */
export function formDecoded(text: string): string {
  return text
    .replaceAll('+', ' ')
    .replace(/%(?:u([0-9a-f]{4})|([0-9a-f]{2}))/gi, (_, wide: string | undefined, narrow: string | undefined) =>
      String.fromCharCode(Number.parseInt(wide ?? narrow ?? '', 16)),
    )
}
