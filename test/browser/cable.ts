import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'

/** A way to the server that can be cut as a cable is: what flows breaks off, and who comes finds nobody. */
export interface Cable {
  readonly url: string
  cut(): void
  mend(): void
  close(): Promise<void>
}

export async function openCable(to: string): Promise<Cable> {
  const { hostname, port } = new URL(to)
  const open = new Set<Socket>()
  let whole = true
  const hold = (socket: Socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket)).on('error', () => {})
  }
  const server = createServer((near) => {
    if (!whole) return near.destroy()
    const far = connect(Number(port), hostname)
    for (const socket of [near, far]) hold(socket)
    near.pipe(far).pipe(near)
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const breakOff = () => {
    for (const socket of open) socket.destroy()
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut() {
      whole = false
      breakOff()
    },
    mend() {
      whole = true
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        breakOff()
      }),
  }
}
