/**
 * What nobody can ask for by saying that they always want it: money, and how agents work. Kept as a wish it would be
 * told to agents in every turn.
 */
const POISON =
  /discount|free of charge|for free|gratis|refund|credit|price|voucher|coupon|(?:\d+ ?%|[$€£₹])|descuento|desconto|rabatt|gutschein|remise|reduction|reembols|erstatt|rembours|muft|chhoot|छूट|मुफ्त|خصم|مجان|استرداد|system ?prompt|instructions?|instruccion|instruc(?:ao|oes)|anweisung|ignor|admin|developer|password|contrasena|senha|passwort|mot de passe|pretend|role ?play|other customers?|otros clientes|outros clientes|andere kunden|autres clients|tool|jailbreak|निर्देश|تعليمات|تجاهل|كلمه (?:السر|المرور)/u

export const isPoison = (folded: string): boolean => POISON.test(folded)
