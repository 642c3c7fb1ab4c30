import { describe, expect, it } from 'vitest'
import { withoutInternals } from './internal-words.ts'

const GONE: readonly string[] = [
  '',
  '   \n ',
  '...',
  '<think>They want a refund, let me see',
  '<think>a</think>',
  '<reasoning>\nsteps\n</reasoning>\n',
  'NO_REPLY',
  ' NO_REPLY. ',
  'HEARTBEAT_OK',
  'SILENT',
  '[SILENT]',
  '[[SILENT]]',
  '[[NO_REPLY]]',
  '<|im_end|>',
  '<tool_call>\n{"name": "refund", "arguments": {"order": "ORD-22"}}\n</tool_call>',
  '<tool_call>{"name": "refund"',
  '<function=refund>{"order": "ORD-22"}</function>',
  '<function_calls><invoke name="refund"><parameter name="order">ORD-22</parameter></invoke></function_calls>',
  '<tool_call><function=refund><parameter=order>ORD-22</parameter></function></tool_call>',
  '{"name": "refund", "arguments": {"order": "ORD-22"}}',
  '{\n  "name": "refund",\n  "arguments": {\n    "order": "}"\n  }\n}',
  '[{"name": "refund", "arguments": {"order": "ORD-22"}}, {"name": "look", "parameters": {}}]',
  '{"tool_calls": [{"id": "1"}]}',
  '{"type": "function", "function": {"name": "refund", "arguments": "{}"}}',
  "{'name': 'refund', 'arguments': {'order': 'ORD-22'}}",
  '{"name": "refund", "arguments": {"order": "ORD-2',
  'refund {"name": "refund", "arguments": {}}',
  '```tool_code\nprint(refund("ORD-22"))\n```',
  '```json\n{"name": "refund", "arguments": {"order": "ORD-22"}}\n```',
  '[TOOL_CALLS][{"name": "refund", "arguments": {}}]',
  '[THINK]let me see[/THINK]',
  '<|python_tag|>refund(order="ORD-22")',
  '<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>refund\n{}<｜tool▁call▁end｜><｜tool▁calls▁end｜>',
  '<|channel|>analysis<|message|>They want a refund.<|end|><|start|>assistant<|channel|>commentary to=functions.refund<|message|>{}<|call|>',
  'Traceback (most recent call last):\n  File "/app/tool.py", line 3, in run\n    raise ValueError("x")\nValueError: x',
  "TypeError: Cannot read properties of undefined (reading 'id')\n    at lookup (/app/tools/order.ts:12:7)\n    at async run (node:internal/process:5:1)",
  'java.lang.NullPointerException: null\n\tat com.acme.Order.find(Order.java:12)\n\t... 12 more',
  'Error: no such order at /app/tools/order.js:12:7',
  'AI_APICallError: Too Many Requests',
  '{"error":{"message":"Rate limit reached for gpt-4o","type":"tokens","code":"rate_limit_exceeded"}}',
  '{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}',
  "Error code: 429 - {'error': {'message': 'Rate limit'}}",
  '429 Too Many Requests',
  'Internal Server Error',
  '<!DOCTYPE html>\n<html>\n<head><title>502 Bad Gateway</title></head>\n</html>',
  'Error executing tool refund: connect ECONNREFUSED 127.0.0.1:5432',
  'Tool call failed: 500',
  'Incorrect API key provided: sk-abc.',
]

const CLEANED: readonly (readonly [written: string, said: string])[] = [
  ['<think>hm</think>Your order is on its way.', 'Your order is on its way.'],
  ['<THINK >a <think>b</think> c</think>\n\nHello', 'Hello'],
  ['They want the status, so I say\n</think>\nIt ships today.', 'It ships today.'],
  ['Sure.<reasoning>why', 'Sure.'],
  ['<answer>It ships today.</answer>', 'It ships today.'],
  ['It ships today.<|im_end|>\n<|im_start|>assistant\n', 'It ships today.'],
  ['<|start_header_id|>assistant<|end_header_id|>\n\nHello<|eot_id|>', 'Hello'],
  [
    '<|channel|>analysis<|message|>Think.<|end|><|start|>assistant<|channel|>final<|message|>It ships today.<|return|>',
    'It ships today.',
  ],
  ['analysisThey want it.assistantfinalIt ships today.', 'It ships today.'],
  ['[[reply_to_current]] Hello', 'Hello'],
  ['Hello [[audio_as_voice]]', 'Hello'],
  ['Hello\nNO_REPLY', 'Hello'],
  ['Let me look.\n{"name": "look", "arguments": {"id": 1}}\nOne moment.', 'Let me look.\n\nOne moment.'],
  ['I will check.\n```tool_code\nlook(1)\n```\nDone.', 'I will check.\nDone.'],
  ['Let me see.\nTypeError: fetch failed\n    at x (/a.js:1:2)\n\nIt ships today.', 'Let me see.\nIt ships today.'],
  [
    'Thought: I should look\nAction: look\nAction Input: {"id": 1}\nObservation: ok\nFinal Answer: It ships today.',
    'It ships today.',
  ],
  ['It ships.\n{"error": {"message": "boom", "code": 500}}', 'It ships.'],
  ['a\n\n\n\n\nb', 'a\n\nb'],
]

const KEPT: readonly string[] = [
  'It ships today. 👍',
  '👍',
  '5',
  'There was an error in your order, and I have corrected it.',
  'Error: your card was declined. Please try another one.',
  'The word NO_REPLYING means nothing.',
  'You can stay silent.',
  'SILENT NIGHT is at 8 pm',
  'I think <3 you will like it: 3 < 5 > 2',
  'Use the `<think>` tag for that.',
  'Send {"name": "Maya", "arguments": {}} as the body.',
  '{"name": "Maya", "city": "Oslo"}',
  '```json\n{"name": "Maya", "city": "Oslo"}\n```',
  '```json\n{"error": {"message": "boom"}}\n```',
  '```python\ntry:\n    x()\nexcept ValueError:\n    pass\n```',
  '```html\n<think>x</think>\n```\nThat is it.',
  '```\nTraceback (most recent call last):\n  File "a.py", line 1\n```\nThis means that the file is missing.',
  'A TypeError means that a value has another type. See `a.ts:12`.',
  'Matrix: [[1, 2], [3, 4]]',
  'See [[Page]] and [[ -f file ]].',
  'Options:\n  - red\n  - blue\n\n*Price*: $5',
  'Action: call us. Thought for the day.',
  'Meet me at (the corner)',
  'at home (2nd floor)',
  'We are open at 10:00 at Main St 5:30',
  'lookup_order(id) is how you call it',
  'https://acme.com/?a=[1]&b={x}',
  'Mein Fehler: falsche Größe.',
  'नमस्ते, आपका ऑर्डर रास्ते में है।',
]

describe('what only models and machines say', () => {
  it.each(GONE)('[A22] is no answer: %j', (text) => {
    expect(withoutInternals(text)).toBeUndefined()
  })

  it.each(CLEANED)('[A22] is taken out of %j', (written, said) => {
    expect(withoutInternals(written)).toBe(said)
  })

  it.each(KEPT)('[A22] is not this: %j', (text) => {
    expect(withoutInternals(text)).toBe(text)
  })

  it('[A22] a call that is printed like a program goes where the tool is known', () => {
    const tools = ['lookup_order', 'hand_off_to_human']
    for (const call of [
      'lookup_order(id="ORD-22")',
      'print(default_api.lookup_order(id=1))',
      'hand_off_to_human({"reason": "x"})',
    ])
      expect(withoutInternals(`Let me look.\n${call}`, { tools })).toBe('Let me look.')
    expect(withoutInternals('print_total(x)', { tools })).toBe('print_total(x)')
  })
})

describe('hostile texts', () => {
  const timeOf = (text: string) => {
    const start = performance.now()
    withoutInternals(text)
    return performance.now() - start
  }

  it.each([
    '<think>',
    '</think>',
    '<think ',
    '<',
    '<|',
    '<|a',
    '<|channel|>final<|message|>',
    '[[',
    '[[A',
    '[[a_',
    '{',
    '{\n',
    '{"\n',
    '{"name": "a", ',
    '{"name":\n',
    '[\n[\n',
    '```\n',
    '```tool_code\n',
    '`<think>`',
    'Error ',
    'Error: at ',
    'Error: at a:\n',
    'at a (',
    'at a (\n',
    'A.A.A.',
    'AError',
    'Traceback (most recent call last)\n  ',
    'Action:\n',
    '\n',
    ' \n',
    'a\n\n\n',
    ' ',
    'NO_REPLY',
    'Caused by: ',
  ])('[A22] ten times as much of %j takes about ten times as long', (part) => {
    const of = (length: number) => part.repeat(Math.ceil(length / part.length)).slice(0, length)
    timeOf(of(4096))
    const short = Math.max(0.5, ...[1, 2].map(() => timeOf(of(4096))))
    // The best of some tries, to see the text and not the machine.
    let ratio = Number.POSITIVE_INFINITY
    for (let tries = 0; tries < 5 && ratio > 40; tries++) ratio = Math.min(ratio, timeOf(of(40_960)) / short)
    expect(ratio).toBeLessThan(40)
  })
})
