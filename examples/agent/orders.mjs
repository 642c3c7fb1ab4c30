import { createServer } from 'node:http'

/** What a shop's own system would be. */
const orders = { 'ORD-22': { status: 'delivered', on: '5/14', to: '12 Oak St' }, 'ORD-23': { status: 'shipped' } }
/** Answered before, by the key of the call: the same call is carried out once here as well. */
const answered = new Map()

createServer((request, response) => {
  const [, , number, again] = (request.url ?? '').split('/')
  const order = orders[number]
  const answer = (status, body) => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body))
  }
  if (!order) return answer(404, { problem: `There is no order ${number}.` })
  if (!again) return answer(200, { number, ...order })
  const key = request.headers['idempotency-key']
  if (!answered.has(key)) {
    console.log(`Sending ${number} again.`)
    answered.set(key, { sent: `${number}-R` })
  }
  return answer(200, answered.get(key))
}).listen(Number(process.env.PORT ?? 4010), '127.0.0.1', () => console.log('The orders are there.'))
