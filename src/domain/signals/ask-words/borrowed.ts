import type { AskWords } from '../ask-roles.ts'

/** Words that people in any country put into their own language. */
export const BORROWED: AskWords['words'] = {
  human:
    'human, humans, human being|agent|support|person, live|real|human agent|person|support|operator|chat, live chat',
  role: 'agent, agnt, agen, operator, manager, supervisor, representative, customer service|support|care agent|representative|executive',
  team: 'customer service|support|care, call center|centre, callcenter, helpdesk, help desk',
  bot: 'bot, bots, chatbot, chatbots, ai, chatgpt, gpt',
  polite: 'please, pls, plz, plss, pliz, ok, okay, hello, asap, thanks, thank you, thx',
  real: 'live, real, online',
}

/** What may stand behind the slash at the beginning of a message. */
export const COMMANDS: readonly string[] = (
  'human agent person operator support representative manager help-human humano humana persona agente asesor operador ' +
  'pessoa atendente mensch mitarbeiter person humain conseiller agent operateur umano operatore mens medewerker insaan ' +
  'insan temsilci manusia operator cs человек оператор czlowiek konsultant إنسان موظف इंसान एजेंट 人工 真人 オペレーター 상담원'
).split(' ')
