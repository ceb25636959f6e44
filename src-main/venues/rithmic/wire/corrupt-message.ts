/** The bytes are no message of the protocol. Thrown by the reader, caught by `decodeMessage`, seen by nobody else. */
export class CorruptMessage extends Error {
  override readonly name = 'CorruptMessage';
}
