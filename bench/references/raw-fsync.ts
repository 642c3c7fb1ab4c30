// raw-fsync: raw-reply, with 200 only after fdatasync of an appended record. What comes while a sync is on its way
// shares the next one.
import fs from 'node:fs'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { reply } from './reply.ts'
import { acknowledge, serveWebhooks, type Webhook } from './webhook.ts'

// Looked up in the module when it is called, so that a slower disk can be put underneath.
const fdatasync = promisify((file: number, done: (error: Error | null) => void) => fs.fdatasync(file, done))
const write = promisify((file: number, text: string, done: (error: Error | null) => void) => fs.write(file, text, done))

const file = fs.openSync(join(process.env.WABATON_DATA ?? '.', 'records.jsonl'), 'a', 0o600)
let waiting: { webhook: Webhook; response: ServerResponse }[] = []
let syncing = false

serveWebhooks((webhook, response) => {
  waiting.push({ webhook, response })
  if (!syncing) void sync()
})

async function sync() {
  syncing = true
  while (waiting.length > 0) {
    const batch = waiting
    waiting = []
    await write(file, batch.map(({ webhook }) => `${webhook.body}\n`).join(''))
    await fdatasync(file)
    for (const { webhook, response } of batch) {
      acknowledge(response)
      reply(webhook)
    }
  }
  syncing = false
}
