/**
 * An address as 32-bit words in network order, so that looking it up needs neither text nor big numbers. IPv4 lies in
 * `w3` and the other words are 0; an IPv4 address written inside IPv6 (`::ffff:192.0.2.1`) is the IPv4 address.
 * Words are unsigned. One object serves many addresses: it is filled, looked up and filled again.
 */
export interface Peer {
  family: 4 | 6
  w0: number
  w1: number
  w2: number
  w3: number
}

/** An empty peer to be filled. */
export function newPeer(): Peer {
  return { family: 4, w0: 0, w1: 0, w2: 0, w3: 0 }
}
