import type { Language } from '../../language.ts'

type Concept =
  | 'allergy'
  | 'food'
  | 'health'
  | 'address'
  | 'delivery'
  | 'contact'
  | 'payment'
  | 'preference'
  | 'order'
  | 'appointment'
  | 'promise'
  | 'mood'
  | 'name'
  | 'language'
  | 'work'
  | 'home'
  | 'refund'
  | 'rule'
  | 'birthday'
  | 'size'
  | 'plan'
  | 'phone'
  | 'email'
  | 'company'
  | 'time'

const IN_WORDS: Readonly<Record<Concept, Partial<Record<Exclude<Language, 'en'>, string>>>> = {
  allergy: { es: 'alergia', pt: 'alergia', de: 'Allergie', fr: 'allergie', hi: 'एलर्जी', ar: 'حساسية' },
  food: { es: 'comida', pt: 'comida', de: 'Essen', fr: 'nourriture', hi: 'खाना', ar: 'طعام' },
  health: { es: 'salud', pt: 'saúde', de: 'Gesundheit', fr: 'santé', hi: 'स्वास्थ्य', ar: 'صحة' },
  address: { es: 'dirección', pt: 'endereço', de: 'Adresse', fr: 'adresse', hi: 'पता', ar: 'عنوان' },
  delivery: { es: 'entrega', pt: 'entrega', de: 'Lieferung', fr: 'livraison', hi: 'डिलीवरी', ar: 'توصيل' },
  contact: { es: 'contacto', pt: 'contato', de: 'Kontakt', fr: 'contact', hi: 'संपर्क', ar: 'تواصل' },
  payment: { es: 'pago', pt: 'pagamento', de: 'Zahlung', fr: 'paiement', hi: 'भुगतान', ar: 'دفع' },
  preference: { es: 'preferencia', pt: 'preferência', de: 'Vorliebe', fr: 'préférence', hi: 'पसंद', ar: 'تفضيل' },
  order: { es: 'pedido', pt: 'pedido', de: 'Bestellung', fr: 'commande', hi: 'ऑर्डर', ar: 'طلب' },
  appointment: { es: 'cita', pt: 'compromisso', de: 'Termin', fr: 'rendez-vous', hi: 'अपॉइंटमेंट', ar: 'موعد' },
  promise: { es: 'promesa', pt: 'promessa', de: 'Zusage', fr: 'promesse', hi: 'वादा', ar: 'وعد' },
  mood: { es: 'ánimo', pt: 'humor', de: 'Stimmung', fr: 'humeur', hi: 'मूड', ar: 'مزاج' },
  name: { es: 'nombre', pt: 'nome', de: 'Name', fr: 'nom', hi: 'नाम', ar: 'اسم' },
  language: { es: 'idioma', pt: 'idioma', de: 'Sprache', fr: 'langue', hi: 'भाषा', ar: 'لغة' },
  work: { es: 'trabajo', pt: 'trabalho', de: 'Arbeit', fr: 'travail', hi: 'काम', ar: 'عمل' },
  home: { es: 'casa', pt: 'casa', de: 'Wohnort', fr: 'domicile', hi: 'घर', ar: 'سكن' },
  refund: { es: 'reembolso', pt: 'reembolso', de: 'Erstattung', fr: 'remboursement', hi: 'रिफंड', ar: 'استرداد' },
  rule: { es: 'instrucción', pt: 'instrução', de: 'Wunsch', fr: 'consigne', hi: 'निर्देश', ar: 'تعليمات' },
  birthday: { es: 'cumpleaños', pt: 'aniversário', de: 'Geburtstag', fr: 'anniversaire', hi: 'जन्मदिन', ar: 'ميلاد' },
  size: { es: 'talla', pt: 'tamanho', de: 'Größe', fr: 'taille', hi: 'साइज़', ar: 'مقاس' },
  phone: { es: 'teléfono', pt: 'telefone', de: 'Telefon', fr: 'téléphone', hi: 'फोन', ar: 'هاتف' },
  email: { es: 'correo', pt: 'e-mail', de: 'E-Mail', fr: 'e-mail', hi: 'ईमेल', ar: 'بريد' },
  company: { es: 'empresa', pt: 'empresa', de: 'Firma', fr: 'société', hi: 'कंपनी', ar: 'شركة' },
  time: { es: 'hora', pt: 'horário', de: 'Uhrzeit', fr: 'heure', hi: 'समय', ar: 'وقت' },
  plan: { es: 'plan', pt: 'plano', de: 'Tarif', fr: 'forfait', hi: 'प्लान', ar: 'باقة' },
}

const CONCEPTS: Readonly<Record<string, readonly Concept[]>> = {
  allergic_to: ['allergy', 'food', 'health'],
  cannot_eat: ['food', 'health'],
  diet: ['food', 'preference'],
  health_condition: ['health'],
  prefers: ['preference'],
  likes: ['preference'],
  dislikes: ['preference'],
  favourite: ['preference'],
  always: ['rule', 'preference'],
  never: ['rule', 'preference'],
  name: ['name', 'contact'],
  preferred_name: ['name', 'contact'],
  home_address: ['address', 'delivery', 'home'],
  delivery_address: ['address', 'delivery'],
  billing_address: ['address', 'payment'],
  home_city: ['address', 'home'],
  email: ['email', 'contact'],
  phone: ['phone', 'contact'],
  company: ['company', 'work', 'name'],
  contact_person: ['contact', 'name'],
  delivery_time: ['delivery', 'time'],
  job_title: ['work'],
  birthday: ['birthday'],
  size: ['size'],
  plan: ['plan', 'payment'],
  language: ['language', 'preference'],
  preferred_payment: ['payment', 'preference'],
  appointment: ['appointment'],
  mentioned_order: ['order'],
  mentioned_tracking: ['order', 'delivery'],
  paid: ['payment', 'order'],
  felt: ['mood'],
  refund: ['promise', 'refund', 'payment'],
  send: ['promise', 'delivery', 'order'],
  call: ['promise', 'contact'],
}

/** Wider words for what is known, in the language of it and in English. */
export function tagsFor(predicate: string, language: string): string[] {
  const bare = predicate.replace(/^(?:no_longer|will|has)_/, '')
  const concepts = CONCEPTS[bare] ?? (/^(?:will|has)_/.test(predicate) ? (['promise'] as const) : [])
  const own = concepts.slice(0, 2).flatMap((concept) => IN_WORDS[concept][language as Exclude<Language, 'en'>] ?? [])
  return [...new Set([...concepts, ...own.map((word) => word.toLowerCase())])]
}
