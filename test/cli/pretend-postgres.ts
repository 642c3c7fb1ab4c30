import { createServer, type Socket } from 'node:net'

/** Speaks just enough of PostgreSQL's protocol to be asked for its version; with none it takes the call and says nothing. */
export async function pretendPostgres(versionNumber: number | undefined) {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    let started = false
    socket.on('data', (data) => {
      if (versionNumber === undefined) return
      if (!started) {
        started = true
        // AuthenticationOk, ReadyForQuery
        socket.write(Buffer.concat([packet('R', int32(0)), packet('Z', Buffer.from('I'))]))
      } else if (data.toString('latin1', 0, 1) === 'Q') socket.write(versionRow(String(versionNumber)))
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as { port: number }
  return {
    url: `postgres://wabaton:secret-password@127.0.0.1:${port}/wabaton`,
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

const int16 = (value: number) => Buffer.from([value >> 8, value & 255])
const int32 = (value: number) => Buffer.concat([int16(value >>> 16), int16(value & 0xffff)])
const packet = (type: string, body: Buffer) => Buffer.concat([Buffer.from(type), int32(body.length + 4), body])

const TEXT_TYPE = 25
const OF_ANY_LENGTH = Buffer.from([0xff, 0xff])

function versionRow(version: string): Buffer {
  const name = Buffer.from('server_version_num\0')
  const column = [name, int32(0), int16(0), int32(TEXT_TYPE), OF_ANY_LENGTH, int32(0), int16(0)]
  return Buffer.concat([
    packet('T', Buffer.concat([int16(1), ...column])),
    packet('D', Buffer.concat([int16(1), int32(version.length), Buffer.from(version)])),
    packet('C', Buffer.from('SHOW\0')),
    packet('Z', Buffer.from('I')),
  ])
}
