// What goes wrong on the way: whole days with a name, and each thing by itself.
import { byId, element, post } from './connection.js'

/** What each switch sets when on; off is the value of a calm day. */
const SWITCHES = {
  Webhooks: [
    ['come twice', { webhookDuplicate: 0.5 }, { webhookDuplicate: 0 }],
    ['come twice at the same moment', { webhookTwin: 0.5 }, { webhookTwin: 0 }],
    ['come late', { webhookDelay: 0.5 }, { webhookDelay: 0 }],
    ['overtake each other', { webhookReorder: 0.5 }, { webhookReorder: 0 }],
    ['get lost, come again', { webhookDrop: 0.3 }, { webhookDrop: 0 }],
    ['come again: your 200 got lost', { acknowledgementLost: 0.3 }, { acknowledgementLost: 0 }],
    ['meet a gateway that says 502', { webhookBadGateway: 0.3 }, { webhookBadGateway: 0 }],
    ['break off half way', { webhookCut: 0.3 }, { webhookCut: 0 }],
    ['come with forged copies', { badSignature: 0.5 }, { badSignature: 0 }],
    ['come in batches', { batchMost: 50, batchWithinMs: 2000 }, { batchMost: 1, batchWithinMs: 200 }],
    ['look as in former times', { oldForms: true }, { oldForms: false }],
  ],
  Statuses: [
    ['come out of order', { statusReorder: 0.7 }, { statusReorder: 0 }],
    ['come twice', { statusDuplicate: 0.5 }, { statusDuplicate: 0 }],
    ['leave out “delivered”', { statusSkipDelivered: 1 }, { statusSkipDelivered: 0 }],
    ['come before the answer', { statusBeforeAnswer: 1 }, { statusBeforeAnswer: 0 }],
    ['never come', { statusNever: 1 }, { statusNever: 0 }],
    ['say “failed”, late', { statusFailedLate: 0.3 }, { statusFailedLate: 0 }],
    ['say “failed” and “delivered”', { statusFailedToo: 0.3 }, { statusFailedToo: 0 }],
  ],
  'Messages to customers': [
    ['are slow (up to 3 s)', { graphLatencyMs: 3000 }, { graphLatencyMs: 0 }],
    ['overtake each other', { bubbleReorder: 0.5 }, { bubbleReorder: 0 }],
    ['hear late that the window is closed', { windowErrorsLate: true }, { windowErrorsLate: false }],
    ['need a plus in the number', { strictPhones: true }, { strictPhones: false }],
  ],
}
const ALL = Object.values(SWITCHES).flat()

const CALM = Object.assign({}, ...ALL.map(([, , off]) => off))

const PRESETS = [
  ['Calm', 'Meta on a good day.', {}],
  [
    'A bad day',
    'Some webhooks come twice, late, in the wrong order or again; statuses are shuffled; Graph takes up to 1.5 s.',
    {
      webhookDuplicate: 0.3,
      webhookDelay: 0.2,
      webhookReorder: 0.3,
      webhookDrop: 0.15,
      acknowledgementLost: 0.2,
      statusReorder: 0.5,
      statusDuplicate: 0.3,
      graphLatencyMs: 1500,
    },
  ],
  [
    'All twice',
    'Every webhook and every status comes twice, once at the same moment: one answer all the same.',
    { webhookTwin: 1, webhookDuplicate: 1, statusDuplicate: 1 },
  ],
  [
    'Shaky line',
    'Every third webhook is lost, cut or met by a 502 on its way, and comes again in its time.',
    { webhookDrop: 0.15, webhookCut: 0.1, webhookBadGateway: 0.1, acknowledgementLost: 0.1 },
  ],
  ['Under attack', 'A forged copy comes with every webhook: each is refused.', { badSignature: 1 }],
  ['No word back', 'Messages arrive, and no status ever tells so.', { statusNever: 1 }],
]

export function wireChaos(act) {
  for (const [name, , settings] of PRESETS) {
    const button = element('button', { type: 'button', textContent: name })
    button.addEventListener('click', () => act(() => post('chaos', { ...CALM, ...settings })))
    byId('presets').append(button)
  }
  for (const [title, switches] of Object.entries(SWITCHES)) {
    const group = element('fieldset', {}, element('legend', { textContent: title }))
    for (const [label, on, off] of switches) {
      const box = element('input', { type: 'checkbox' })
      box.addEventListener('change', () => act(() => post('chaos', box.checked ? on : off)))
      group.append(element('label', { className: 'switch' }, box, label))
    }
    byId('chaos').append(group)
  }
}

const isSet = (chaos, settings) => Object.entries(settings).every(([name, value]) => chaos[name] === value)

export function drawChaos(chaos) {
  for (const [index, box] of byId('chaos').querySelectorAll('input').entries()) {
    box.checked = !isSet(chaos, ALL[index][2])
  }
  const chosen = PRESETS.find(([, , settings]) => isSet(chaos, { ...CALM, ...settings }))
  for (const [index, button] of byId('presets').querySelectorAll('button').entries()) {
    button.setAttribute('aria-pressed', String(PRESETS[index] === chosen))
  }
  byId('preset-says').textContent = chosen?.[1] ?? 'A day of your own.'
}
