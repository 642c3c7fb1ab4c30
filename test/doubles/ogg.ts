/** A page of Ogg with the head of Opus: as much of a voice note as anybody looks at who asks what kind of file it is. */
export function opusInOgg({ channels = 1 } = {}): Buffer {
  const head = Buffer.alloc(19)
  head.write('OpusHead', 'latin1')
  head.writeUInt8(1, 8)
  head.writeUInt8(channels, 9)
  head.writeUInt32LE(48_000, 12)
  const page = Buffer.alloc(28)
  page.write('OggS', 'latin1')
  // The first page of its stream, with one packet.
  page.writeUInt8(2, 5)
  page.writeUInt32LE(1, 14)
  page.writeUInt8(1, 26)
  page.writeUInt8(head.length, 27)
  return Buffer.concat([page, head])
}

export const VOICE_NOTE = opusInOgg()
