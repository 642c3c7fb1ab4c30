import type { AskWords } from '../ask-roles.ts'

export const it: AskWords = {
  verb: 'early',
  words: {
    want: `voglio|vorrei|vorremmo|voglia|desidero|desidererei|preferisco|preferirei|esigo|pretendo|chiedo|richiedo|cerco|gradirei, ho|avrei|abbiamo bisogno di|d|del, mi serve|servirebbe|occorre, dammi|datemi|mi_dia|mandami|mandatemi|chiamami|chiamatemi|chiami|trovami|trovatemi|fatemi_avere|mettimi|mettetemi|portatemi, posso|potrei avere, mi date|dai|manda|mandate, piacerebbe, meglio, vogliamo, c è qualche`,
    can: `posso|potrei|potremmo|possiamo|può|puo|puoi|potete|potreste|potrebbe|possono, è|e|sarebbe|sarà possibile, possibile, c è modo|possibilità di?, si può|puo|potrebbe, come faccio|posso|si_fa a?, dove posso, mi fate|fai|fa|faccia|faccia, fatemi, fammi, mi faccia, lasciatemi, lasciami, devo, dovrei, avrei bisogno di, vorrei, voglio, per, sto cercando di, cerco di, provo a, ho bisogno di, mi piacerebbe, c e modo di, mi permetta di, quando posso`,
    cannot:
      'non riesco|posso|si_può|si_puo|c_è_modo|è_possibile a|di?, perché|perche non posso|si può|riesco, impossibile',
    exists: `c è|e, ci sono|sarebbe, ce, c, esiste, avete, è disponibile, non c è|e, non ci sono, qualche, dov è|e`,
    who: 'chi, con chi, a chi',
    talk: `parlare|parlar|palrare|parlre|discutere|chiacchierare|chattare|conversare|comunicare|contattare|contatto|dialogare|interagire|sentire|confrontarmi|interfacciarmi|relazionarmi|parlarne|contattarmi, mettermi|essere_messo|essere_messa|entrare in contatto|comunicazione, essere contattato|contattata|richiamato|assistito|ricontattato|ricontattata|servito|aiutato|seguito|trasferito|trasferita da|dal|a?, mi risponda|assista|aiuti|contatti|ricontatti|richiami|chiami|segua, telefonare, assistenza da|di, aiuto da|di, rivolgermi, conferire, avere a che fare, un contatto, chiamare, una risposta da, ricevere assistenza da`,
    hand: `passami|passatemi|mi_passi|passa|passate|può_passare|puo_passare|passarmi|passare, mi metta|metti|mettete|mettetemi|mettimi|mettermi in contatto|comunicazione|linea con|l?, trasferiscimi|trasferitemi|mi_trasferisca|trasferisci|trasferite|trasferirmi, collegami|collegatemi|mi_colleghi|collegarmi, fatemi|fammi|mi_faccia|mi_fate|mi_fai|lasciatemi|lasciami parlare, inoltrate|inoltra|inoltrami|inoltri|inoltratemi, indirizzatemi, giratemi, connettimi|connettetemi, chiama|chiamate|chiami il|un|una|la`,
    handover: 'mi trasferisca, trasferitemi, mi passi qualcuno',
    call: `chiamatemi|chiamami|richiamatemi|richiamami|mi_chiami|mi_richiami|chiamate|richiamate|telefonatemi|mi_telefoni|contattatemi|ricontattatemi|mi_contatti|contattate|ricontattate, mi può|puo|potete|potreste|potrebbe|puoi|possono chiamare|richiamare|contattare|telefonare|ricontattare, mi chiama|chiamasse|richiama|contatta qualcuno?, essere richiamato|richiamata|contattato|contattata|ricontattato|ricontattata|chiamato|chiamata, una chiamata|telefonata, farmi|fatemi|farmi chiamare|richiamare|ricontattare|contattare, chiamarmi|richiamarmi|contattarmi|telefonarmi|ricontattarmi`,
    phone: 'al|per|via telefono, telefonicamente, a voce, di persona',
    help: 'aiutare|aiutarmi|aiuti|aiuto|guardare|guardi|verificare|verifichi|controllare|controlli|rispondere|risponda|risolvere|risolva|spiegare|spieghi|gestire|gestisca|leggere|seguire|segua|assistere|occuparsene|intervenga|vedere|dare_un_occhiata|esaminare',
    human: `umano|umana|umani|essere_umano|essere_vivente, operatore|agente|assistente|consulente|contatto|supporto|assistenza|persona|intervento|addetto|servizio umano|umana|reale|vero, persona|qualcuno|operatore|gente|agente|essere|consulente|persone vera|vero|reale|reali|vere|viva|in_carne|fisica|di_reale|di_vero|di_umano, qualcuno di? reale|vero|umano|vivo, un umano, live chat, chat dal vivo`,
    person: 'persona, persone, presona, gente',
    role: `operatore|operatrice|operatori|opertaore|agente|agenti|consulente|consulenti|responsabile|responsabili|addetto|addetta|addetti|incaricato|incaricata|rappresentante|direttore|direttrice|supervisore|capo|titolare|collega|colleghi|collaboratore|collaboratrice|impiegato|impiegata|dipendente|assistente|superiore|specialista|referente|manager|commesso|commessa|gestore|caposervizio|centralinista|commerciale, qualcuno del|dello|della|dell|di|in vostro?|ufficio|staff|team|servizio|assistenza|voi|reparto|negozio|amministrazione|competente|responsabile, il mio consulente|gestore|referente, membro dello|del staff|team|personale, altra persona, altro operatore, uno di voi, qualcun altro`,
    staff:
      'capo|proprietario|dottore|dottoressa|medico|infermiera|reception|segreteria|segretaria|professore|professoressa|insegnante|preside|tecnico|team|staff|personale|vendite|fatturazione|amministrazione|ufficio|reparto|esperto|contabile|assistenza|supporto|dentista|farmacista|avvocato|ingegnere|cassa|negozio|banca|venditore|concierge|direzione|contabilità|fatture|reclami|prenotazioni|accoglienza|dott',
    team: 'assistenza|servizio|supporto|centro clienti|cliente|tecnica|tecnico|assistenza, customer service|care, call center, servizio assistenza clienti?, servizio clientela, numero verde',
    some: 'qualcuno, qualcun, qualcuna, qlc, qlcn, qcn, nessuno, uno di voi',
    bot: 'bot|robot|macchina|macchine|computer|chatbot|ia|ai|automa|risponditore|programma|software|sistema_automatico, intelligenza artificiale, assistente|operatore|agente virtuale|digitale|automatico, risposte|messaggi|risposta automatiche|automatici|preimpostate|automatica|preconfezionate, voce registrata',
    stop: 'basta|stop|smettila|smettetela|fermate|ferma|togli|togliete|toglietemi|disattiva|disattivate|spegni con|il|questo|sto|i|lo?, basta con, stufo|stufa|stanco|stanca di|del|dei|di questo?, odio, detesto, non sopporto|ne posso più|voglio più, non mi fido di|del, lascia|lasciate perdere|stare, niente, esci|uscire da|dal',
    not: 'non, nn, mai, né, no, neanche',
    no: 'senza, nessun, nessuna, invece di|che|del, anziché, piuttosto che, non un|una|con|il, e non, no, niente',
    when: 'quando, se, prima di, finché, ogni volta che, appena, qualora',
    done: 'ho parlato|potuto|dovuto, parlato, sono riuscito|riuscita, grazie per|di|a, è stato|stata, era, dopo aver, vado a, fare, diventare, parlando, ha, ho già, lavoro come, lavorare, sono, assumete, corso',
    told: 'detto, dice, diceva, dicono, spiegato, consigliato, scritto, secondo, chiesto, suggerito, risposto, promesso, letto',
    is: 'sei, siete, è lei, lei è, sto parlando, parlo con, sto chattando, questo è, stiamo parlando, chi parla, con chi parlo, con chi sto',
    must: 'devo per forza, è necessario, serve, bisogna, occorre, è obbligatorio, dobbiamo',
    mine: 'mio, mia, miei, mie, nostro, nostra, suo, sua',
    self: 'io, noi, lei, voi, tu',
    real: 'reale, vero, vera, veri, vere, viva, vivo, umano, umana, in carne e ossa, fisica, competente, disponibile, altro, altra, diverso, cazzo di, maledetto, qualificato, normale, libero, responsabile, in linea, vostro, vostra, vostri, diretto, dal vivo, buon, serio, pensante, superiore',
    polite:
      'per favore, perfavore, per piacere, x favore, pf, per cortesia, cortesemente, gentilmente, grazie, adesso, ora, subito, urgente, urgentemente, immediatamente, oggi, prego, pls, appena possibile, il prima possibile, se possibile, direttamente, solo, soltanto, semplicemente, finalmente, velocemente, presto, magari, ok, scusi, scusa, scusate',
    hello:
      'ciao, salve, buongiorno, buonasera, buon giorno, buona sera, buon pomeriggio, buondì, pronto, salve a tutti',
    one: 'una, un, uno, 1',
    for: 'per, a, che',
    place: 'in, nel, nella, nell, presso, da, dal, di, del, della, dello, dell',
    and: 'poi, allora',
    but: 'ma, però, pero, tuttavia, quindi, perché, perche, altrimenti, anzi',
    small:
      'il, lo, la, i, gli, le, l, con, mi, ti, si, ci, vi, me, te, questo, questa, quello, al, allo, alla, all, ai, cui, su, riguardo, circa, sul, sulla, molto, più, qui, qua, lì, là, sì, si, bene, va, ancora, di nuovo, anche, suo, vostri, che mi, che possa, che sappia, domani, mattina, pomeriggio, sera, ore, minuti, numero, telefono, cellulare, mio problema|ordine|caso|conto|numero|abbonamento|contratto|reclamo, mia pratica|fattura|prenotazione|richiesta|bolletta|carta|situazione, del mio, della mia, ho detto che, le ho detto che, ripeto, qualche, quando potete|può|possibile, chat, linea, aiuto, aiutatemi, problema, ordine',
    nothing:
      'a|per persona, ogni persona, diritti|corpo|risorse|capelli|uso|consumo|genere umani|umano|umane, agente immobiliare|immobiliari|di_viaggio|di_viaggi|di_commercio|segreto|assicurativo, tour operator, una persona sola, un altra persona può, prima persona, terza persona, mi chiamo, robot aspirapolvere|da cucina, operatore telefonico|mobile|turistico, servizio clienti è|ottimo|funziona, camera per, per una persona, qualcuno può dirmi|dire, chi è, per fortuna, numero del servizio, orari del servizio, a persona, di persona in persona, c è posto, tutto ok',
  },
  right:
    'personale personali agenzia agenzie parlate parlato parla parli parlano operazione operatività consulenza consulenze umanità parare colleghe collegamento contatti contatto contratto rappresentare direzione passare passato chiama chiamo agenda',
}

export const nl: AskWords = {
  verb: 'apart',
  words: {
    want: `wil|willen|wilde|zou graag|willen, wens|eis|verlang|verwacht|prefereer, heb|hebben liever|nodig, behoefte aan, liever, geef|stuur|haal|roep|regel mij|me|nou?, mag|kan|kunnen|zou|mogen ik|we misschien? hebben|krijgen, verzoek om, vraag om|naar, is|zijn er ook|hier|daar|geen? een?`,
    can: `kan|kunnen|kunt|mag|mogen|zou|zouden|kun|wil|wilt u|je|ik|we|iemand?, is|was|zou het mogelijk, mogelijk, is er een? mogelijkheid|manier, hoe kan|bereik|krijg ik?, waar kan ik, laat mij|me, moet, wil, om, probeer, wil graag, zou graag, mogelijkheid, liever, even, wanneer kan|kunnen, hoe`,
    cannot: 'kan ik niet|geen, waarom kan|mag ik niet|geen, onmogelijk, niet mogelijk, krijg geen|niemand, kan niemand',
    exists:
      'is er ook|hier|daar|nog?, zijn er, er is, hebben jullie|u, heb je, waar is, is er geen, werkt hier, zit hier|er',
    who: 'wie, met wie, bij wie, aan wie',
    talk: 'praten|praat|spreken|sprekn|spreke|chatten|kletsen|overleggen|bespreken|communiceren|contact|contacten|bellen|bereiken|typen|appen|converseren|telefoneren|gesproken|terugbellen met|opnemen?, in contact komen|brengen, contact opnemen, contact met, verbonden|doorverbonden|geholpen|teruggebeld|gebeld worden, te woord staan|gestaan, in gesprek, doorverbinden, gesprek met, hulp van, antwoord van',
    hand: 'verbind|verbinden|verbindt|zet|schakel|stuur|koppel|breng u?|mij|me|ons door|over|met|in contact?, verbind mij|me, doorverbinden|doorschakelen|doorzetten|doorverbonden|doorsturen, laat mij|me, escaleer|escaleren, haal|roep|bel je|uw|jullie|een|de, geef mij|me',
    handover: 'verbind mij|me door, doorverbinden aub, doorverbinden graag',
    call: 'bel|bellen|belt mij|me|ons maar|even|dan|graag? aub?|terug|op?, mij|me|ons .. bellen|terugbellen, mij|me bellen|terugbellen|belt|terugbelt|contacteren, terugbelverzoek|belverzoek, terug gebeld|teruggebeld|gebeld worden, graag .. telefoontje|belletje, contact met mij op, neem .. contact op, neem contact .. op, contact met mij opnemen, contact met me opnemen, terugbellen graag|aub, graag terugbellen, een belletje|telefoontje',
    phone: 'telefonisch, per telefoon, via de telefoon, aan de telefoon, aan de lijn, persoonlijk',
    help: 'helpen|helpt|kijken|kijkt|bekijken|controleren|checken|antwoorden|antwoordt|uitleggen|oplossen|beoordelen|behandelen|lezen|nakijken|meekijken|beantwoorden|overnemen',
    human:
      'mens|mensen|menselijk|menselijke|menselijk_wezen, echt|echte|levend|levende|echt|normaal|fysiek mens|mensen|persoon|personen|medewerker|iemand|medewerkers|agent|collega, iemand echt|echts, menselijke|menselijk medewerker|contact|hulp|agent|medewerkers|support|persoon, live chat|medewerker|agent',
    person: 'persoon, personen, lieden',
    role: 'medewerker|medewerkster|medewerkers|medeweker|collega|collegas|collega_s|adviseur|agent|agenten|manager|leidinggevende|leidinggevenden|baas|supervisor|teamleider|chef|vertegenwoordiger|contactpersoon|klantenservicemedewerker|servicemedewerker|operator|consulent|verkoper|verantwoordelijke|filiaalmanager|bedrijfsleider|specialist|assistent|begeleider, iemand van|bij|uit de|het|jullie|uw|team|afdeling|klantenservice|verkoop|support|administratie, iemand anders, mijn adviseur|accountmanager|contactpersoon, andere medewerker|persoon|collega',
    staff:
      'team|personeel|baas|eigenaar|directeur|dokter|arts|verpleegkundige|receptie|secretaresse|leraar|lerares|juf|meester|technicus|monteur|expert|afdeling|verkoop|facturatie|administratie|boekhouding|balie|apotheker|tandarts|advocaat|huisarts|docent|kassa|directie|kantoor|support|winkel',
    team: 'klantenservice|klantendienst|klantcontact|servicedesk|helpdesk|callcenter|klantenzorg|klantenhulp, customer service, technische dienst',
    some: 'iemand, iemnd, iemant, niemand, een van jullie|u',
    bot: 'bot|bots|robot|robots|machine|machines|computer|chatbot|chatbots|ai|automaat|programma, kunstmatige intelligentie, virtuele|digitale|automatische assistent|assistente|medewerker|antwoorden|berichten|antwoord, geautomatiseerde|automatische antwoorden|antwoord|berichten|systeem, bandje, antwoordapparaat',
    stop: 'stop|genoeg|weg|klaar|zat|schei|hou met|van|uit|op? die|deze|dit|de|al?, geen zin in|meer in, haat, beu, ben die|deze|dit zat, vertrouw geen, schakel|zet die|deze|de, kappen met',
    not: 'niet, nooit, nie, nt, hoef',
    no: 'geen, zonder, in plaats van, niet met, niet een, niet de, en niet, liever dan, dan, i p v, ipv, niet',
    when: 'als, wanneer, voordat, zodra, nadat, totdat, indien, mits',
    done: 'gesproken, sprak, gepraat, gebeld, moest, mocht, kon, bedankt voor, was, waren, ben, heb gesproken, ga, word, worden, zoeken jullie, zoek, werk, werken als, vacature, eerst',
    told: 'zei, gezegd, zegt, schreef, vertelde, volgens, adviseerde, meldde, beloofde, vroeg',
    is: 'ben je|jij|u, spreek|praat|chat ik, is dit|dat een, zijn jullie, je bent, u bent, bent u, is dit',
    must: 'moet ik|je|men, hoef ik, is het nodig|noodzakelijk|verplicht, dien ik',
    mine: 'mijn, mn, ons, onze, zijn, haar',
    self: 'ik, wij, we',
    real: 'echt, echte, levend, levende, werkelijk, menselijke, menselijk, fysiek, competent, competente, bevoegde, andere, ander, beschikbaar, normaal, normale, gewoon, gewone, verdomde, deskundige, persoonlijk, persoonlijke, verantwoordelijke, live',
    polite:
      'aub, alstublieft, alsjeblieft, a u b, svp, graag, nu, direct, meteen, onmiddellijk, dringend, snel, vandaag, spoedig, zo snel mogelijk, zsm, z s m, dank, bedankt, dank u wel, dankjewel, even, gewoon, eens, eindelijk, indien mogelijk, als het kan, als dat kan, rechtstreeks, liever, alleen, pls, please, mvg, enkel',
    hello: 'hallo, hoi, hey, goedemorgen, goedemiddag, goedenavond, goeiemorgen, dag, goedendag, goeie, beste',
    one: 'een, één, 1',
    for: 'voor, om, te',
    place: 'in, bij, van, uit, op',
    and: 'en, dan',
    but: 'maar, echter, anders, dus, want, omdat, toch',
    small:
      'de, het, n, met, aan, die, dat, deze, dit, mij, me, je, jij, u, uw, jou, jouw, jullie, er, hier, daar, over, ook, nog, al, weer, heel, erg, maar, ja, nee, oke, ok, hierover, hiermee, hiervoor, daarover, mijn factuur|bestelling|pakket|probleem|klacht|rekening|contract|boeking|situatie|vraag|abonnement|zaak|dossier|nummer|verzekering, wie ik, waar ik, waarmee ik, iets, mogen, morgen, middag, ochtend, avond, maandag, dinsdag, woensdag, donderdag, vrijdag, uur, minuten, nummer, mobiel, ik zei, zoals ik zei, ik heb gezegd, hulp, telefoon, lijn, chat, kan, kunnen, worden, komen, die ik',
    nothing:
      'per persoon, mensenrechten, tour operator, touroperator, andere persoon het|de, iemand anders het|de|mijn|kan|pakket, weet iemand, kan iemand anders, contactpersoon voor, makelaar, eerste persoon, robotstofzuiger, klantenservice is|open|top|bereikbaar, voor mensen, een persoon, twee|drie|vier personen, bedankt voor, telefoonnummer',
  },
  right:
    'menselijkheid personeel persoonlijk spreekt sprak praat praatje bellen belt beloven medewerking medewerk manager maanden agenda agentschap verbinding verbonden contact contract contacten spreekuur doorverbonden',
}
