// The stories that can be watched. A part is a customer on a line; `support` and `sales` are the lines it is told on.

const HOUR = 3_600_000

const says = (text, more = {}) => ({ kind: 'says', on: 'support', text, ...more })
const hears = (pattern, look, more = {}) => ({ kind: 'hears', on: 'support', pattern, look, ...more })

export const STORIES = [
  {
    id: 'order',
    title: 'The missing order',
    about: 'The agent looks it up, a person takes over, and the day after the agent knows what was agreed.',
    lines: ['support'],
    steps: [
      says('Hi, my order #ORD-22 hasn’t arrived'),
      hears(/ORD-22 was delivered 5\/14 to 12 Oak St/, 'The agent has asked its order tool.'),
      says('I never got it. This is the second time. I want to talk to a person.'),
      hears(
        /connecting you with a teammate/,
        'Now the case waits at the desk, with a briefing: who, what was tried, and what to do next.',
      ),
      says('Are you still there?'),
      { kind: 'silent', on: 'support', ms: 4_000, look: 'The agent stays silent: people own the conversation.' },
      {
        kind: 'teammate',
        on: 'support',
        text: 'So sorry about this. I am reissuing your order right now as ORD-22-R, with free shipping: it takes two days. I have flagged your account.',
        asks: 'Answer at the desk: open the case, write, send. Say that you reissue the order as ORD-22-R.',
        look: 'A teammate answers from the same number. Whoever writes has the conversation.',
      },
      says('Thank you.'),
      {
        kind: 'released',
        on: 'support',
        outcome: 'Reissued as ORD-22-R, free shipping, account flagged.',
        asks: 'Press Release at the desk: the conversation goes back to the agent.',
        look: 'The conversation is the agent’s again.',
      },
      {
        kind: 'later',
        ms: 20 * HOUR,
        look: 'The next day.',
      },
      says('Hey, did the reissue ship?'),
      hears(
        /ORD-22-R shipped 5\/15, tracking #1Z999/,
        'No recap was asked for: ORD-22-R comes from what the teammate wrote, the tracking number from the tool.',
      ),
    ],
  },
  {
    id: 'lines',
    title: 'Two lines, one memory',
    about: 'Yesterday on sales, today on support: the other agent knows, and the other number says nothing.',
    lines: ['sales', 'support'],
    steps: [
      says('How much is the Pro plan?', { on: 'sales' }),
      hears(/Pro is \$49\/mo/, 'The sales agent answers from the sales number.', { on: 'sales' }),
      says('Maybe later.', { on: 'sales' }),
      hears(/No hurry/, 'Nothing is pushed.', { on: 'sales' }),
      { kind: 'later', ms: 24 * HOUR, look: 'A day later, the same customer writes to the other number.' },
      says('My export is failing.'),
      hears(
        /You were looking at Pro [\s\S]*limited to 1k rows[\s\S]*1,500 rows/,
        'Yesterday’s talk comes from memory, the limit from a document, the rows from a tool. No link before a yes.',
      ),
      { kind: 'silent', on: 'sales', ms: 3_000, look: 'And nothing came from the sales number.' },
    ],
  },
  {
    id: 'burst',
    title: 'A burst, delivered twice',
    about: 'Three messages in two seconds, one of them twice, one 200 lost: one answer to all three.',
    lines: ['support'],
    steps: [
      says('Hi', {
        quick: true,
        chaos: 'acknowledgementLost',
        look: 'Meta misses our 200 and will deliver this one again.',
      }),
      says('my order ORD-22', { quick: true, chaos: 'webhookTwin', look: 'This one comes twice at the same moment.' }),
      says('where is it?', { quick: true }),
      hears(/ORD-22 was delivered 5\/14 to 12 Oak St/, 'One coherent answer to all three.'),
      {
        kind: 'silent',
        on: 'support',
        ms: 5_000,
        exactly: true,
        look: 'Meanwhile Meta has delivered the first one again (see the raw log), and nobody answers twice. The half of this story in which the server is killed cannot be told from inside it: npm run faults kills it at every step.',
      },
    ],
  },
]
