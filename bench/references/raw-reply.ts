// raw-reply: raw-ack, and one POST of the reply. Nothing is kept: a crash loses what is under way, a redelivery is
// answered again.
import { reply } from './reply.ts'
import { acknowledge, serveWebhooks } from './webhook.ts'

serveWebhooks((webhook, response) => {
  acknowledge(response)
  reply(webhook)
})
