/**
 * What customers say of their memory, by language: small, without accents. `about` is what only speaks of memory where a
 * customer has just been answered about it.
 */
export interface RightWords {
  readonly know: string
  readonly wrong: string
  /** "Forget that." */
  readonly forgetThat: string
  readonly forgetAll: string
  /** `V` is what is to be forgotten. */
  readonly forget: string
}

const EN: RightWords = {
  know: "(?:can you (?:tell|show) me |tell me |show me |i want to know |i would like to know )?what (?:do (?:you|u|ya)|you|does your (?:system|company|business)|do you guys|else do you|all do you|exactly do you) (?:actually |really |still )?(?:know|remember|store|have stored|have saved|have on file|have on record|keep|have) (?:about|on|of) me(?: on file| in your (?:system|records|memory|database))?|what (?:data|information|info|details|personal data|personal information|facts)(?: about me)? (?:do (?:you|u)|does your (?:company|business)|are you|have you) (?:have|hold|store|keep|stored|saved|collect|collected|keeping|storing|got)(?: (?:about|on|of) me)?|(?:show|send|give|tell) me (?:all )?(?:the |my )?(?:data|information|info|personal data|details|everything) (?:that )?(?:you (?:have|know|hold|store|keep|remember) )(?:about|on|of) me|what have you (?:stored|saved|remembered|noted|noted down|collected|learned|learnt) (?:about|on) me|do you remember (?:anything|something) about me|what'?s in my (?:file|profile|memory)|(?:i want|i'd like|i would like|i request)(?: to)? (?:a copy of|access to|see) (?:all )?my (?:personal )?data",
  wrong:
    "(?:no,? )?(?:that|this|it)(?:'s| is| was) (?:wrong|not right|incorrect|not true|not correct|false|a mistake|outdated|out of date|no longer true|not true any ?more)|you(?:'ve| have)? got (?:that|it) wrong|you(?:'re| are) wrong(?: about (?:that|me))?|(?:that|this) isn'?t (?:right|true|correct)|wrong",
  forgetThat: '(?:please |pls )?(?:just )?(?:forget|delete|erase|remove) (?:it|that|this|them|those)(?: please| then)?',
  forgetAll:
    "(?:forget|delete|erase|remove|wipe) (?:everything|all(?: the)? (?:data|information|info)|all|whatever) (?:that )?(?:you (?:know|have|remember|store|hold|keep|have stored|have saved) )?(?:about|on|of) me(?: please)?|(?:delete|erase|remove|wipe) (?:all )?(?:of )?my (?:personal )?(?:data|information|info|details|records|memory)(?: please| from your (?:system|database|records|memory))?|forget (?:about )?me(?: completely| entirely)?|forget all my (?:data|information|details)|(?:i want|i'd like|i would like) (?:you to (?:forget|delete|erase) (?:everything|all my data|my data)(?: about me)?|my (?:personal )?data (?:to be )?(?:deleted|erased|removed))",
  forget:
    "(?:forget|delete|erase|remove|stop (?:storing|saving|remembering)) (?:that i(?:'m| am| have| like| prefer| live| work)? ?V|(?:my|our) V)(?: (?:from|in) your (?:memory|records|system|files|database))?",
}
const ES: RightWords = {
  know: '(?:me (?:puede|puedes|pueden) decir |dime |digame |quiero saber |quisiera saber )?que (?:sabes|saben|sabe|recuerdas|recuerdan|recuerda|tienes|tienen|guardas|guardan|tiene guardado|tienen guardado|almacenan)(?: usted| ustedes)? (?:de|sobre|acerca de) mi|que (?:datos|informacion)(?: personales| mios)? (?:tienes|tienen|tiene|guardas|guardan|guarda|almacenan|conservan)(?: guardad[oa]s?)?(?: (?:de|sobre|acerca de) mi)?|(?:muestrame|muestreme|enviame|mandame|dame) (?:todos )?(?:los|mis) datos(?: que (?:tienes|tienen) (?:de|sobre) mi)?|que has guardado (?:de|sobre) mi',
  wrong:
    '(?:no,? )?(?:eso|esto) (?:esta mal|es incorrecto|no es cierto|no es correcto|no es verdad|es falso|es un error|ya no es (?:cierto|asi))|(?:estas|estan|esta) equivocad[oa]s?|eso no es asi',
  forgetThat:
    '(?:por favor,? )?(?:olvida|olvide|olviden|borra|borre|borren|elimina|elimine) (?:eso|esto)(?: por favor)?|(?:olvidalo|olvidelo|borralo|borrelo|eliminalo)(?: por favor)?',
  forgetAll:
    '(?:olvida|olvide|olviden|borra|borre|borren|elimina|elimine|eliminen) (?:todo|toda la informacion|todos los datos)(?: lo)?(?: que (?:sabes|saben|sabe|tienes|tienen|tiene))?(?: (?:de|sobre|acerca de) mi)?|(?:borra|borre|borren|elimina|elimine|eliminen|borrar|eliminar) (?:todos )?mis datos(?: personales)?(?: por favor)?|quiero que (?:borren|eliminen|olviden|borres|elimines) (?:todos )?(?:mis datos(?: personales)?|todo(?: lo que saben)?(?: (?:de|sobre) mi)?)|(?:olvidate|olvidense|olvidese) de mi',
  forget:
    '(?:olvida|olvide|olviden|borra|borre|borren|elimina|elimine|eliminen) (?:que (?:soy|tengo|vivo|prefiero)? ?V|(?:mi|mis|nuestr[oa]) V)',
}
const PT: RightWords = {
  know: '(?:pode me dizer |me diga |diga-me |quero saber |gostaria de saber )?o que (?:e que )?(?:voce|voces|a empresa|tu)? ?(?:sabe|sabem|sabes|lembra|lembram|tem|tem guardado|guarda|guardam|armazenam) (?:de|sobre|a respeito de|a meu respeito|sobre a) ?(?:mim|minha pessoa)?|(?:quais|que) (?:sao os )?(?:dados|informacoes)(?: meus| pessoais)? (?:voce|voces|que voces)? ?(?:tem|guarda|guardam|armazenam|possuem)(?: guardad[oa]s)?(?: (?:de|sobre) mim)?|(?:me (?:mostre|mostra|envie|mande)|mostre-me) (?:todos )?os (?:meus )?dados(?: que (?:voce|voces) tem (?:de|sobre) mim)?',
  wrong:
    '(?:nao,? )?(?:isso|isto) (?:esta (?:errado|incorreto)|ta errado|nao esta (?:certo|correto)|nao e (?:verdade|certo|correto)|e falso|e um erro|ja nao e verdade)|(?:voce|voces) (?:esta|estao) (?:errad[oa]s?|enganad[oa]s?)',
  forgetThat:
    '(?:por favor,? )?(?:esqueca|esquece|esquecam|apague|apaga|apaguem|delete|exclua) (?:isso|isto)(?: por favor)?',
  forgetAll:
    '(?:esqueca|esquece|esquecam|apague|apaga|apaguem|delete|exclua|excluam) (?:tudo|todas as informacoes|todos os dados)(?: o)?(?: que (?:voce |voces )?(?:sabe|sabem|tem))?(?: (?:de|sobre) mim)?|(?:apague|apaga|apaguem|delete|exclua|excluam|apagar|excluir) (?:todos )?(?:os )?meus dados(?: pessoais)?(?: por favor)?|quero que (?:apaguem|excluam|esquecam|apague|exclua) (?:todos )?(?:os )?(?:meus dados(?: pessoais)?|tudo(?: (?:de|sobre) mim)?)|(?:esqueca|esquece)-?(?:se)? de mim',
  forget:
    '(?:esqueca|esquece|esquecam|apague|apaga|apaguem|delete|exclua|excluam) (?:que (?:sou|tenho|moro|prefiro)? ?V|(?:o meu|a minha|os meus|as minhas|meu|minha|meus|minhas) V)',
}
const DE: RightWords = {
  know: '(?:konnen sie mir sagen,? |sagen sie mir,? |sag mir,? |ich (?:will|mochte) wissen,? )?was (?:wissen sie|weisst du|wisst ihr|haben sie|habt ihr|hast du|speichern sie|speichert ihr|wissen sie alles) (?:alles )?(?:uber|von|zu) mi(?:ch|r)(?: gespeichert)?|was (?:sie|ihr|du) (?:alles )?uber mich (?:wissen|wisst|weisst)|(?:welche|was fur) (?:daten|informationen|personlichen daten) (?:haben sie|habt ihr|hast du|speichern sie|speichert ihr)(?: (?:von|uber|zu) mi(?:r|ch))?(?: gespeichert)?|(?:zeigen sie mir|zeig mir|schicken sie mir) (?:alle )?(?:meine daten|was sie uber mich wissen)|was (?:haben sie|habt ihr) uber mich gespeichert',
  wrong:
    '(?:nein,? )?das (?:ist (?:falsch|nicht richtig|nicht korrekt|unwahr|ein fehler|veraltet|nicht mehr aktuell)|stimmt (?:so )?nicht(?: mehr)?)|stimmt nicht|sie irren sich|da liegen sie falsch',
  forgetThat:
    '(?:bitte )?(?:vergessen sie|vergiss|vergesst|loschen sie|losche|losch) (?:das|es)(?: bitte)?(?: wieder)?',
  forgetAll:
    '(?:bitte )?(?:vergessen sie|vergiss|vergesst|loschen sie|losche|losch|loscht)(?: bitte)? alles(?:,? was (?:sie|du|ihr) (?:uber|von) mi(?:ch|r) (?:wissen|weisst|wisst|haben|habt|gespeichert haben|gespeichert habt))?(?: (?:uber|von) mi(?:ch|r))?|(?:bitte )?(?:loschen sie|losche|losch|loscht)(?: bitte)? (?:alle )?meine (?:personlichen |personenbezogenen )?daten(?: bitte)?|(?:ich (?:will|mochte),? dass (?:sie|ihr) )?(?:alle )?meine (?:personlichen |personenbezogenen )?daten (?:loschen|loscht|geloscht werden)|(?:bitte )?(?:vergessen sie|vergiss) mich',
  forget:
    '(?:bitte )?(?:vergessen sie|vergiss|vergesst|loschen sie|losche|losch|loscht)(?: bitte)? (?:dass ich V|meine?[nrm]? V)',
}
const FR: RightWords = {
  know: "(?:pouvez-vous me dire |dites-moi |dis-moi |je veux savoir |j'aimerais savoir )?(?:ce que|que|qu'est-ce que|qu'est ce que) (?:vous |tu )?(?:savez|sais|connaissez|avez|gardez|conservez|avez enregistre|retenez)(?:-vous|-tu)?(?: exactement)? (?:sur|de|a propos de|a mon sujet) ?(?:moi)?|(?:quelles|quels) (?:sont les )?(?:donnees|informations|infos)(?: personnelles)? (?:avez-vous|as-tu|vous avez|que vous avez|gardez-vous|conservez-vous|detenez-vous|stockez-vous)(?: (?:sur|de) moi)?|(?:montrez-moi|montre-moi|envoyez-moi|donnez-moi) (?:toutes )?(?:mes|les) donnees(?: que vous avez sur moi)?",
  wrong:
    "(?:non,? )?(?:c'est (?:faux|incorrect|une erreur|inexact)|ce n'est pas (?:vrai|correct|exact|juste|ca)|c'est pas (?:vrai|ca|juste)|ce n'est plus (?:vrai|le cas))|vous vous trompez|tu te trompes",
  forgetThat:
    "(?:s'il vous plait,? )?(?:oubliez|oublie|effacez|efface|supprimez|supprime)[ -](?:ca|cela|le|la)(?: s'il vous plait)?",
  forgetAll:
    "(?:oubliez|oublie|effacez|efface|supprimez|supprime) (?:tout(?: ce que (?:vous|tu) (?:savez|sais|avez))?|toutes les (?:donnees|informations))(?: (?:sur|de|a propos de) moi)?|(?:effacez|efface|supprimez|supprime|supprimer|effacer) (?:toutes )?mes donnees(?: personnelles)?(?: s'il vous plait)?|je (?:veux|voudrais|souhaite) (?:que vous (?:effaciez|supprimiez|oubliiez) (?:tout|toutes mes donnees|mes donnees)(?: personnelles)?(?: sur moi)?|(?:effacer|supprimer|faire supprimer) (?:toutes )?mes donnees(?: personnelles)?)|(?:oubliez|oublie)-moi",
  forget:
    "(?:oubliez|oublie|effacez|efface|supprimez|supprime) (?:que (?:je suis|j'ai|j'habite) ?V|(?:mon|ma|mes|notre) V)",
}
const HI: RightWords = {
  know: '(?:आप|तुम|आपको|तुम्हें)?(?: लोग)? ?मेरे (?:बारे में|विषय में) (?:आप |आपको |तुम )?(?:क्या|क्या क्या|क्या-क्या|कौन सी जानकारी) (?:जानते|पता|जानती|याद|जानकारी|डेटा)(?: हो| है| हैं| रखते हैं| रखा है)*|(?:आपके|तुम्हारे) पास मे(?:रा|री) (?:कौन सा|कौन सी|क्या) (?:डेटा|जानकारी) (?:है|हैं)|(?:aap|tum|aapko|tumhe)?(?: log)? ?mere (?:baare|bare) (?:me|mein|mai) (?:aap |aapko |tum )?(?:kya|kya kya) (?:jaante|jante|pata|yaad|jankari)(?: ho| hai| hain)*',
  wrong:
    '(?:यह|ये|वह|वो) (?:गलत|सही नहीं|सच नहीं) (?:है|हैं)|(?:ye|yeh|wo|woh) (?:galat|sahi (?:nahi|nahin|nhi)|sach (?:nahi|nahin)) (?:hai|h)',
  forgetThat:
    '(?:कृपया )?(?:इसे|उसे|यह|वह|इसको) (?:भूल जाओ|भूल जाइए|भूल जाएं|हटा दो|हटा दीजिए|मिटा दो|मिटा दीजिए|डिलीट कर दो|डिलीट करें)|(?:please |plz )?(?:ise|use|isko|usko|ye|yeh|wo) (?:bhool jao|bhul jao|bhool jaiye|hata do|mita do|delete kar do|delete karo)',
  forgetAll:
    '(?:कृपया )?मेरे बारे में (?:सब|सब कुछ|सारी जानकारी|सारा डेटा) (?:भूल जाओ|भूल जाइए|भूल जाएं|हटा दो|हटा दीजिए|मिटा दो|मिटा दीजिए|डिलीट कर दो|डिलीट करें|डिलीट कीजिए)|मेरा (?:सारा |सब |पूरा )?(?:डेटा|डाटा) (?:हटा दो|हटा दीजिए|हटाएं|मिटा दो|मिटा दीजिए|डिलीट कर दो|डिलीट करें|डिलीट कीजिए|डिलीट कर दीजिए)|मेरी सारी जानकारी (?:हटा|मिटा|डिलीट)\\p{L}*(?: \\p{L}\\p{M}*)*|(?:please |plz )?mere (?:baare|bare) (?:me|mein) (?:sab|sab kuch|sabkuch) (?:bhool jao|bhul jao|delete karo|delete kar do|hata do|mita do)|mera (?:saara |sara |pura )?data (?:delete karo|delete kar do|delete kijiye|hata do|mita do)',
  forget:
    '(?:मेरा|मेरी|मेरे) (?<hi>[^.,!?]{2,40}?) (?:भूल जाओ|भूल जाइए|हटा दो|हटा दीजिए|मिटा दो|मिटा दीजिए|डिलीट कर दो|डिलीट करें|डिलीट कीजिए)|(?:mera|meri|mere) (?<hl>[^.,!?]{2,40}?) (?:bhool jao|bhul jao|hata do|mita do|delete karo|delete kar do)',
}
const AR: RightWords = {
  know: '(?:هل يمكنك اخباري |اخبرني |اريد ان اعرف )?(?:ماذا|ما|ما الذي|شو|ايش|وش|ماهي المعلومات التي) (?:تعرف|تعرفون|تعرفوا|تتذكر|تتذكرون|لديكم|لديك|عندكم|عندك|تحفظون|تخزنون)(?: من معلومات| من بيانات)? (?:عني|عني انا)|(?:ما|ماهي|ما هي|اي) (?:هي )?(?:البيانات|المعلومات|بيانات|معلومات)(?: التي| اللي)? ?(?:لديكم|لديك|عندكم|عندك|تحفظونها|تخزنونها|تملكونها) عني|(?:اعرض|ارني|ارسل) (?:لي )?(?:كل )?(?:بياناتي|معلوماتي)',
  wrong: '(?:لا[,]? )?(?:هذا|هاذا|هذه|ذلك) (?:خطا|غلط|غير صحيح|ليس صحيحا|مو صحيح|مش صحيح|غير دقيق)',
  forgetThat:
    '(?:من فضلك |رجاء |لو سمحت )?(?:انس|انسي|انسوا|احذف|احذفوا|امسح|امسحوا) (?:هذا|ذلك|هذه|الامر)|(?:انسه|انساه|احذفه|امسحه)',
  forgetAll:
    '(?:انس|انسي|انسوا|احذف|احذفوا|امسح|امسحوا) (?:كل شي|كل شيء|كل ما تعرفه|كل ما تعرفونه|كل المعلومات|جميع المعلومات|كل البيانات)(?: عني)?|(?:اريد |ارجو |ابغي )?(?:حذف|مسح|احذف|احذفوا|امسح|امسحوا) (?:كل |جميع )?(?:بياناتي|معلوماتي)(?: الشخصيه)?',
  forget:
    '(?:انس|انسي|انسوا|احذف|احذفوا|امسح|امسحوا) (?<ar>(?:عنواني|رقمي|اسمي|ايميلي|بريدي|هاتفي|تاريخ ميلادي|عيد ميلادي|رقم هاتفي|حساسيتي|شركتي)[^.,!?]{0,30})',
}

export const RIGHT_WORDS: Readonly<Record<string, RightWords>> = {
  en: EN,
  es: ES,
  pt: PT,
  de: DE,
  fr: FR,
  hi: HI,
  ar: AR,
}
