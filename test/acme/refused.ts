/** An error of the authority, told as RFC 8555, section 6.7, has it. */
export class Refused extends Error {
  readonly type: string
  readonly status: number
  readonly headers: Readonly<Record<string, string>>

  constructor(type: string, detail: string, { status = 400, headers = {} } = {}) {
    super(detail)
    this.type = type
    this.status = status
    this.headers = headers
  }

  toJSON(): object {
    return { type: `urn:ietf:params:acme:error:${this.type}`, detail: this.message, status: this.status }
  }
}
