// raw-sqlite: raw-reply, with 200 only after a commit in node:sqlite: WAL, synchronous=FULL, a unique message id, what
// comes in one turn of the event loop in one commit. A message that is known is not answered again.
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { reply } from './reply.ts'
import { acknowledge, serveWebhooks, type Webhook } from './webhook.ts'

const db = new DatabaseSync(join(process.env.WABATON_DATA ?? '.', 'records.db'))
db.exec('pragma journal_mode = wal; pragma synchronous = full')
db.exec('create table if not exists message (id text primary key, line text, sender text, body text)')
db.exec('create table if not exists status (id text, status text, primary key (id, status))')
const insertMessage = db.prepare('insert into message values (?, ?, ?, ?) on conflict do nothing')
const insertStatus = db.prepare('insert into status values (?, ?) on conflict do nothing')

let waiting: { webhook: Webhook; response: ServerResponse }[] = []

serveWebhooks((webhook, response) => {
  if (waiting.push({ webhook, response }) === 1) setImmediate(commit)
})

function commit() {
  const batch = waiting
  waiting = []
  db.exec('begin immediate')
  const fresh = batch.map(({ webhook: { line, messages, statuses } }) => {
    for (const { id, status } of statuses) insertStatus.run(id, status)
    return messages.filter(({ id, from, text }) => insertMessage.run(id, line, from, text.body).changes === 1)
  })
  db.exec('commit')
  batch.forEach(({ webhook, response }, index) => {
    acknowledge(response)
    reply({ ...webhook, messages: fresh[index]! })
  })
}
