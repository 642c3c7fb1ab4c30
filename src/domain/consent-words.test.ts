import { describe, expect, it } from 'vitest'
import { consentSaidBy, consentSaidIn } from './consent-words.ts'

describe('[D25] what a whole message says of marketing', () => {
  it.each([
    [
      'en',
      'STOP',
      'Stop.',
      '“stop”',
      '🛑 stop 🛑',
      'please stop',
      'STOP please!',
      'Unsubscribe',
      'opt-out',
      'Opt Out',
      'no more ads',
    ],
    ['es', 'BAJA', 'baja por favor', 'Quiero darme de baja', 'no más promociones', 'NO MAS PROMOCIONES', 'Parar'],
    ['pt', 'PARE', 'sair', 'Não quero mais promoções', 'nao quero mais promocoes', 'Cancelar inscrição'],
    ['de', 'Stopp', 'STOPP!', 'abmelden', 'Bitte keine Werbung mehr', 'keine werbung'],
    ['fr', 'ARRÊT', 'arret', 'Désabonner', 'Plus de pub', 'Stop pub, merci'],
    ['hi', 'स्टॉप', 'बंद करो', 'कृपया बंद करें', 'band karo'],
    ['ar', 'إيقاف', 'ايقاف', 'توقف', 'إلغاء الاشتراك', 'الغاء الاشتراك', 'أوقف الإعلانات'],
    ['it', 'Basta pubblicità', 'basta pubblicita', 'disiscrivimi'],
    ['tr', 'DURDUR', 'Reklam istemiyorum', 'RET', 'Listeden çıkarın lütfen'],
    ['id', 'Berhenti', 'stop promosi', 'tolong hentikan promosi'],
    ['nl', 'Afmelden', 'geen reclame meer', 'schrijf me uit'],
    ['ru', 'СТОП', 'Отпишите меня', 'отписаться, пожалуйста', 'Не присылайте рекламу'],
  ])('%s: stop', (_, ...messages) => {
    for (const text of messages) expect(consentSaidIn(text), text).toBe('out')
  })

  it.each([
    ['en', 'START', 'unstop', 'Opt in', 'subscribe please'],
    ['es', 'ALTA', 'Suscribirme'],
    ['pt', 'Começar', 'comecar'],
    ['de', 'Starten', 'anmelden'],
    ['fr', 'Démarrer', "S'abonner", 's’abonner'],
    ['hi', 'शुरू करें', 'स्टार्ट'],
    ['ar', 'ابدأ', 'اشتراك'],
    ['it', 'iscrivimi'],
    ['tr', 'BAŞLAT', 'abone ol'],
    ['id', 'mulai', 'berlangganan'],
    ['nl', 'aanmelden'],
    ['ru', 'Старт', 'подписаться'],
  ])('%s: start', (_, ...messages) => {
    for (const text of messages) expect(consentSaidIn(text), text).toBe('in')
  })

  it.each([
    ...[
      'stop the delivery',
      'please stop my order',
      'When does it stop?',
      "I can't stop laughing",
      'the bus stop',
      'stop it',
      'stop by',
    ],
    ...[
      '/stop',
      '/start',
      'cancel',
      'no',
      'end',
      'quit',
      'cancelar',
      'cancelar suscripción de luz',
      'Start my order',
      'start tomorrow',
    ],
    ...[
      'está de baja',
      'la calidad es baja',
      '¿cómo me doy de alta?',
      'Wie kann ich mein Abo abmelden?',
      'bitte nicht stoppen',
    ],
    ...['не стоп', 'मेरा ऑर्डर बंद करो', 'لا تتوقف', 'non-stop', 'stop stop', '', ' ', '!!!', `stop ${'!'.repeat(100)}`],
  ])('%s: nothing', (text) => {
    expect(consentSaidIn(text)).toBeUndefined()
  })

  it('is heard in the button of a template, and in nothing that is about something else', () => {
    const tap = { kind: 'choice', id: 'x', title: 'Stop promotions' } as const
    expect(consentSaidBy({ ...tap, from: 'template' })).toBe('out')
    expect(consentSaidBy({ ...tap, from: 'button' })).toBeUndefined()
    expect(consentSaidBy({ kind: 'text', text: 'STOP' })).toBe('out')
    expect(consentSaidBy({ kind: 'image', medium: { id: '1', mime: 'image/png' }, caption: 'STOP' })).toBeUndefined()
    expect(consentSaidBy({ kind: 'reaction', to: 'x', emoji: '🛑' })).toBeUndefined()
  })

  it('takes no longer for what is long or hostile', () => {
    for (const text of ['stop '.repeat(1e5), `${' '.repeat(79)}x`, 'please '.repeat(11), `s${'.'.repeat(78)}p`]) {
      const begun = performance.now()
      consentSaidIn(text)
      expect(performance.now() - begun).toBeLessThan(20)
    }
  })
})
