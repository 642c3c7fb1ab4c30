// raw-ack: read the body, check the signature, parse, answer 200. Nothing else.
import { acknowledge, serveWebhooks } from './webhook.ts'

serveWebhooks((_webhook, response) => acknowledge(response))
