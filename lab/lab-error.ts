import { say, type Text } from '../src/model/text.ts'

/** Why the lab did not start, in one sentence with its remedy. The message is the English half. */
export class LabError extends Error {
  readonly text: Text

  constructor(text: Text, cause?: unknown) {
    super(text.en, { cause })
    this.name = 'LabError'
    this.text = text
  }
}

/** Turns the error of a failed bind into a sentence for the operator. */
export function bindError(place: { address: string; port: number }, cause: unknown): LabError {
  const at = `${place.address}:${place.port}`
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
  return new LabError(sentence(at, code), cause)
}

function sentence(at: string, code: string): Text {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return say(
        `Das Labor darf ${at} nicht öffnen: Ports unter 1024 brauchen Administratorrechte; starten Sie es als root oder mit der Fähigkeit CAP_NET_BIND_SERVICE.`,
        `The lab may not open ${at}: ports below 1024 need administrator rights; start it as root or with the capability CAP_NET_BIND_SERVICE.`,
      )
    case 'EADDRINUSE':
      return say(
        `Das Labor kann ${at} nicht öffnen, weil dort schon ein anderes Programm lauscht; beenden Sie dieses oder wählen Sie ein anderes Netz des Labors.`,
        `The lab cannot open ${at} because another program listens there already; end that program or choose another network for the lab.`,
      )
    case 'EADDRNOTAVAIL':
      return say(
        `Dieser Rechner hat die Adresse von ${at} nicht; unter Linux gehören alle Adressen aus 127.0.0.0/8 dem Rechner, andernorts legen Sie sie auf der Loopback-Schnittstelle an.`,
        `This machine does not have the address of ${at}; on Linux all of 127.0.0.0/8 belongs to the machine, elsewhere add the address to the loopback interface.`,
      )
    default:
      return say(
        `Das Labor kann ${at} nicht öffnen (${code}); prüfen Sie, ob der Rechner die Adresse hat und der Port frei ist.`,
        `The lab cannot open ${at} (${code}); check that the machine has the address and that the port is free.`,
      )
  }
}
