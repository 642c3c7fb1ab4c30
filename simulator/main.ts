import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import {
  createSettableClock,
  createSimulator,
  httpDelivery,
  httpHandshake,
  type SimulatedLine,
  seededRandom,
  serveSimulator,
} from './index.ts'

const USAGE = `Runs the simulator against any server that speaks the WhatsApp Cloud API.

  node simulator/main.ts --webhook http://127.0.0.1:8000/whatsapp/webhook --app-secret s --token t \\
    --line 106540352242922:+15550783881:Support --port 8001

  --webhook      where webhooks go
  --app-secret   signs them
  --token        the bearer token Graph calls must carry
  --line         phone number id : number : name [ : WABA id ]; repeat for more lines
  --port         of the page and the Graph API (8001)
  --customer     number : name; repeat for more (+15550001111:Maya)
  --seed         repeats the random choices of an earlier run

Point the server's Graph address at http://127.0.0.1:8001/sim/graph.`

const DEFAULT_WABA = '102290129340398'

function lineFrom(written: string): SimulatedLine {
  const [phoneNumberId, displayPhoneNumber, name, wabaId = DEFAULT_WABA] = written.split(':')
  if (!phoneNumberId || !displayPhoneNumber || !name) {
    throw new Error(
      `--line "${written}" should be phone number id, number and name, as in 106540352242922:+15550783881:Support`,
    )
  }
  return { phoneNumberId, wabaId, displayPhoneNumber, name }
}

async function main() {
  const { values } = parseArgs({
    options: {
      webhook: { type: 'string' },
      'app-secret': { type: 'string' },
      token: { type: 'string' },
      line: { type: 'string', multiple: true },
      customer: { type: 'string', multiple: true, default: ['+15550001111:Maya'] },
      port: { type: 'string', default: '8001' },
      seed: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) return console.log(USAGE)
  const { webhook, token, line: lines = [] } = values
  const appSecret = values['app-secret']
  if (!webhook || !appSecret || !token || lines.length === 0) {
    throw new Error(`--webhook, --app-secret, --token and --line are needed.\n\n${USAGE}`)
  }

  const clock = createSettableClock()
  const seed = values.seed === undefined ? randomInt(2 ** 32) : Number(values.seed)
  const deliver = httpDelivery({ url: webhook })
  const simulator = createSimulator({
    clock,
    random: seededRandom(seed),
    appSecret,
    accessToken: token,
    lines: lines.map(lineFrom),
    deliver,
    handshake: httpHandshake({ url: webhook }),
  })
  for (const written of values.customer) {
    const [phone = '', name] = written.split(':')
    simulator.customer({ phone, ...(name && { name }) })
  }
  const server = await serveSimulator(simulator, { port: Number(values.port), clock })
  console.log(
    JSON.stringify({ ready: true, phone: `${server.url}/sim`, graph: `${server.url}/sim/graph`, webhook, seed }),
  )

  const stop = () => {
    simulator.stop()
    deliver.close()
    void server.close()
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
