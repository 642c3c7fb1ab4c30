// WhatsApp's voice messages are Opus in Ogg; browsers that record Opus in WebM only have their packets put into Ogg here.

const ID = { segment: 0x18538067, cluster: 0x1f43b675, tracks: 0x1654ae6b, track: 0xae, codec: 0x63a2, block: 0xa3 }
const GROUP = { blockGroup: 0xa0, block: 0xa1 }
const CONTAINERS = [ID.segment, ID.cluster, ID.tracks, ID.track, GROUP.blockGroup]

/** A number with its length in its first byte; `plain` takes that mark away, and all ones mean "unknown". */
function variable(bytes, at, plain) {
  const length = Math.clz32(bytes[at]) - 23
  let value = plain ? bytes[at] & (0xff >> length) : bytes[at]
  for (let index = 1; index < length; index++) value = value * 256 + bytes[at + index]
  return { value: plain && value === 2 ** (7 * length) - 1 ? Number.POSITIVE_INFINITY : value, next: at + length }
}

/** The head and the packets of the one track that a recording has. */
function readWebm(bytes) {
  const packets = []
  let head
  const read = (from, to) => {
    let at = from
    while (at < to) {
      const { value: id, next } = variable(bytes, at, false)
      const { value: size, next: start } = variable(bytes, next, true)
      const end = Math.min(start + size, to)
      if (CONTAINERS.includes(id)) {
        // Of unknown length: what follows is read as if it stood inside.
        read(start, end)
      } else if (id === ID.codec) head = bytes.subarray(start, end)
      else if (id === ID.block || id === GROUP.block) {
        // The number of the track, then time and flags.
        const data = variable(bytes, start, true).next + 3
        packets.push(bytes.subarray(data, end))
      }
      at = end
    }
  }
  read(0, bytes.length)
  if (!head || packets.length === 0) throw new Error('The browser has recorded nothing.')
  return { head, packets }
}

const FRAME_SAMPLES = [480, 960, 1920, 2880]
const HYBRID_FIRST = 12
const CELT_FIRST = 16

/** How long a packet sounds, in samples of 48 kHz: its first byte tells. */
function samplesOf(packet) {
  const kind = packet[0] >> 3
  const frame =
    kind < HYBRID_FIRST
      ? FRAME_SAMPLES[kind % 4]
      : kind < CELT_FIRST
        ? FRAME_SAMPLES[kind % 2]
        : [120, 240, 480, 960][kind % 4]
  const code = packet[0] & 3
  return frame * (code === 0 ? 1 : code === 3 ? packet[1] & 0x3f : 2)
}

const CRC = Uint32Array.from({ length: 256 }, (_, index) => {
  let sum = index << 24
  for (let bit = 0; bit < 8; bit++) sum = sum & 0x80000000 ? (sum << 1) ^ 0x04c11db7 : sum << 1
  return sum
})

function checksum(bytes) {
  let sum = 0
  for (const byte of bytes) sum = (sum << 8) ^ CRC[((sum >>> 24) ^ byte) & 0xff]
  return sum >>> 0
}

const FIRST = 2
const LAST = 4
const SERIAL = 1

/** A page holds whole packets; each is told as a row of 255 and the rest. */
function page(packets, { number, granule, flags = 0 }) {
  const lengths = packets.flatMap(({ length }) => [...Array(Math.floor(length / 255)).fill(255), length % 255])
  const bytes = new Uint8Array(27 + lengths.length + packets.reduce((sum, { length }) => sum + length, 0))
  const view = new DataView(bytes.buffer)
  bytes.set(new TextEncoder().encode('OggS'))
  bytes[5] = flags
  view.setBigUint64(6, BigInt(granule), true)
  view.setUint32(14, SERIAL, true)
  view.setUint32(18, number, true)
  bytes[26] = lengths.length
  bytes.set(lengths, 27)
  let at = 27 + lengths.length
  for (const packet of packets) {
    bytes.set(packet, at)
    at += packet.length
  }
  view.setUint32(22, checksum(bytes), true)
  return bytes
}

/** Few enough that their lengths fit on a page. */
const PACKETS_A_PAGE = 40
const TAGS = new TextEncoder().encode('OpusTags\x03\0\0\0sim\0\0\0\0')

/** The same sound in the other container. */
export function oggOfWebm(webm) {
  const { head, packets } = readWebm(webm)
  const pages = [page([head], { number: 0, granule: 0, flags: FIRST }), page([TAGS], { number: 1, granule: 0 })]
  let granule = 0
  for (let at = 0; at < packets.length; at += PACKETS_A_PAGE) {
    const some = packets.slice(at, at + PACKETS_A_PAGE)
    granule += some.reduce((sum, packet) => sum + samplesOf(packet), 0)
    const isLast = at + PACKETS_A_PAGE >= packets.length
    pages.push(page(some, { number: pages.length, granule, flags: isLast ? LAST : 0 }))
  }
  return new Blob(pages, { type: 'audio/ogg; codecs=opus' })
}
