#!/usr/bin/env node
// Plain JavaScript that any Node can read: on an old one it has to say so instead of failing on syntax.
import module from 'node:module'

if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error(
    `Wabaton needs Node 24 or newer; this is ${process.version}. Install it from nodejs.org and run the command again.`,
  )
  process.exit(1)
}
process.removeAllListeners('warning')
// The next start reads what this one has compiled.
module.enableCompileCache()
await import('../dist/src/cli/main.js')
