/** What the pretend business has had approved: for when 24 hours are over. */
export const DEMO_TEMPLATES = [
  {
    name: 'order_update',
    language: 'en_US',
    category: 'UTILITY',
    components: [
      { type: 'HEADER', format: 'TEXT', text: 'Your order' },
      {
        type: 'BODY',
        text: 'Hello {{1}}, there is news about your order {{2}}. Answer here and we go on.',
        example: { body_text: [['Maya', 'ORD-22']] },
      },
      { type: 'FOOTER', text: 'Acme' },
      { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Tell me more' }] },
    ],
  },
  {
    name: 'order_update',
    language: 'es',
    category: 'UTILITY',
    components: [
      { type: 'HEADER', format: 'TEXT', text: 'Tu pedido' },
      {
        type: 'BODY',
        text: 'Hola {{1}}, hay novedades de tu pedido {{2}}. Responde aquí y seguimos.',
        example: { body_text: [['Lucía', 'ORD-22']] },
      },
      { type: 'FOOTER', text: 'Acme' },
      { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Cuéntame más' }] },
    ],
  },
  {
    name: 'pro_trial',
    language: 'en_US',
    category: 'MARKETING',
    components: [
      {
        type: 'BODY',
        text: 'Hi {{1}}, Pro is free for 14 days: exports without a limit, and answers within an hour.',
        example: { body_text: [['Maya']] },
      },
      { type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Start the trial', url: 'https://acme.example/trial' }] },
    ],
  },
] as const
