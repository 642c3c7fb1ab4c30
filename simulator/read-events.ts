import type { SimulatorEvent } from './events.ts'

/** Follows `/sim/api/events` until the signal or the server ends it. After `onOpen` nothing is missed. */
export async function readEvents(
  url: string,
  onEvent: (event: SimulatorEvent) => void,
  signal: AbortSignal,
  onOpen = () => {},
) {
  const response = await fetch(url, { signal })
  if (!response.ok || !response.body) throw new Error(`${url} answered ${response.status}`)
  onOpen()
  let rest = ''
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + chunk).split('\n\n')
    // The last one may still be incomplete.
    rest = blocks.pop() ?? ''
    for (const block of blocks) if (block.startsWith('data: ')) onEvent(JSON.parse(block.slice('data: '.length)))
  }
  throw new Error('the connection was closed')
}
