import type { AskWords } from '../ask-roles.ts'

export const en: AskWords = {
  verb: 'early',
  words: {
    want: `want|wants|wanted|wanna|wnt|need|needs|needed|require|prefer|demand|request|requesting|demanding|insist
      would like|love|prefer, id like|love|prefer, i d like, give|get|send|bring|find us|me, gimme, get|fetch|summon
      rather|just have, can|could|may i|we have|get, let me have, ask|asking|asked for, i requested, put, wish for
      want|need to have|get, switch me to, is it possible to have|get, waiting for, i expect, is|are|isnt|arent there, is|are|isnt|arent any, is|are|isnt there any`,
    can: `can|could|may|might i|we|you|u|someone|somebody|anyone|anybody|they, can, could, may, let|lets me|us, lemme, let
      how|where do|can|could|would|might i|we|one, what do|should|must|can i|we need|have? to? do to, how to, how i can|could, where i can|could, possible, chance
      have to, gotta, must, trying|try|tried to, would you, will you, id rather, i would rather, rather, better, easier
      would it be possible, is it possible, is there a|any way, is there any chance|possibility, any way, any chance
      ask|asked|asking to, wondering if, appreciate it? if, great|nice|good|lovely|grateful|happy if, see if, help me, what if i|we want|need|wanted to?, why dont|cant you, cant|couldnt|can you not|please
      want|wants|need|needs|wanted to, like to, love to, prefer to, time to, want you to, mind, would be great|good|nice|helpful
      prefer, want, need, wanna, needing, wanting, i wish to, allow me, in order to, how about, when can|could i|you|someone|somebody`,
    cannot: `cant, cannot, can not, couldnt, could not, can i not, cant i|we, couldnt i, why cant|cannot|wont i|we|you, unable to
      not able to, impossible to, no way to, hard|difficult|impossible to, not possible to, wont let me, never let|lets me, never able to, nobody|no one to, no one i can`,
    exists:
      'any, there, is|are there no, isnt|arent there a|any?, theres, there is|are, do you have, got any, have you got',
    who: 'who, whom, who else, which person, whos the person',
    talk: `talk|speak|chat|converse|discuss|communicate|interact|correspond to|with?, tlk|tak|takl|spk|speek|speack, contact, reach
      be connected|transferred|transfered|put|forwarded|passed|redirected|escalated|handed through|over|to?, get|getting through|hold|connected|transferred
      deal|dealing with, hear from, helped|assisted|served|handled|attended|contacted|called by, help|assistance|support|attention|answer|response|reply from
      get in touch|contact, touch base, have a word|chat|conversation, talking|speaking|chatting to|with, call, msg, text, message, ring, meet, consult, a word, reply from, a call from`,
    hand: `connect|transfer|forward|redirect|route|switch|patch|direct|refer|pass|hand|put|link|shift me|us, put me on, put me through
      transfer|forward|pass|hand|escalate|send this|it|my, hand|pass me over, get me through, escalate, bring in, take me, hook me up, handover, hand over, transfer, passing|transferring|connecting|putting|forwarding me, let me talk|speak|chat, connect, put through`,
    handover: `escalate, transfer|connect|redirect|forward me, put me through, escalate this|it|my case|complaint|issue|problem|ticket|matter`,
    call: `call|ring|phone|telephone|contact me|us back?, give me|us a call|ring|callback|buzz back?, call back, callback, call-back, return my call
      reach out|get in touch|speak to|with me, reach|message me, request|want|need|arrange|schedule|book|have|get a call|callback|phonecall, phone call, get a call back, a call back, on the phone with me, get back to me by phone`,
    phone: 'on|over|by|via the? phone|telephone, on call, in person',
    help: `help|assist|look|check|review|handle|deal|sort|fix|answer|reply|respond|explain|verify|solve|resolve|take|attend|serve|read|see|investigate|advise|confirm|guide|helping|join|come`,
    human: `human, humans, humen, humna, hooman, human being|beings|agent|person|rep|representative|operator|advisor|assistant|support|help|assistance|service|intervention|interaction|contact|attendant|staff|response|reply
      real|live|actual|living|physical|proper|genuine|flesh|breathing|normal person|people|human|humans|agent|rep|representative|operator|someone|somebody|man|woman|guy|advisor|assistant|employee|staff
      someone|somebody|anyone|anybody|something real|human|alive|living, somebody who is real|human, someone who is real|human, non bot|robot, not a bot|robot, people not bots, live support|help|assistance|chat|agents`,
    person: 'person, persons, a man, a woman, guy',
    role: `agent, agents, operator, operators, representative, representatives, reprezentative, rep, reps, csr, operater, manger, maneger, whoever is|s in charge|responsible, whoevers in charge, manager, managers, supervisor, superior, superiors, executive
      advisor, adviser, advisors, consultant, specialist, assistant, attendant, associate, colleague, colleagues, coworker, counsellor, counselor
      team|staff member, team leader|lead|mate, member of the? staff|team, member of your|the team|staff, members of your|the team|staff, teammate, staff member|person
      my account|relationship|case|personal manager|advisor|adviser|banker|worker|handler, account|relationship|case|duty|store|shop|branch manager
      customer|support|service|sales|billing agent|agents|rep|reps|person|executive|officer|representative|advisor|assistant|specialist|advisor
      customer service|care|support rep|agent|person|executive|officer|representative|advisor|guy|assistant|employee, person in charge, someone|somebody in charge|senior|higher, higher up, one of your|the colleagues|team|staff|people|guys|agents|employees|advisors|representatives|managers
      one of you, another agent|person|operator|human|representative, someone|somebody else, different agent|person`,
    staff: `people, staff, team, employee, employees, worker, boss, owner, director, ceo, head, doctor, dr, nurse, midwife, pharmacist, dentist, therapist, vet, physician, reception, receptionist, front desk, concierge, secretary
      teacher, principal, tutor, headmaster, instructor, coach, dean, coordinator, counsellor, registrar, technician, engineer, expert, accountant, banker, cashier, seller, salesperson, salesman, sales, billing, accounts, accounting, finance, admin, administrator, moderator, developer
      department, dept, office, support, complaints, retention, cancellations, reservations, bookings, logistics, service, professional, coordinator, officer, guest services, housekeeping, delivery team, hr, lawyer, sales team, tech team`,
    team: `customer service|care|support|services|relations|help|success|experience department|dept|team|line|people|desk?, help|service|support desk, helpdesk, support|service|sales|billing team|department|desk, tech|technical support, customercare, client service|services, call center|centre, contact center|centre`,
    some: 'someone, somebody, anyone, anybody, some one, any one, sombody, somone, someome, smb, sb, anyone else, some1, any1, sum1, sumone, somebdy, someonee',
    bot: `bot, bots, robot, robots, robo, machine, machines, computer, computers, chatbot, chatbots, chat bot|bots, ai, ai|virtual|automated|digital agent|assistant|bot|assistants|system, a i, automation, auto reply|replies|responses|response|message|messages
      automated reply|replies|answer|answers|response|responses|message|messages|system|chat|service|bot, automatic answers|replies|messages|response, autoreply, chatgpt, gpt, artificial intelligence, software, algorithm, recording, script, robotic answers|replies, copy paste answers`,
    stop: `stop, stop with, stop sending me?, enough of|with, enough, no more, tired|sick|fed up of|with, sick and tired of, fed up, hate, cant stand, dont like|trust, do not trust|like, turn off, switch off, shut off, disable, get rid of, get past, get around, get me off|out|away, screw|forget|skip|bypass|ditch|lose|kill, done with, cut the, had enough of|with, leave, end, exit, quit, close, opt out of, out of`,
    not: 'not, dont, do not, doesnt, didnt, wont, would not, wouldnt, dnt, donot, never, aint, isnt, arent, wasnt, havent, hasnt, neither, nor, shouldnt',
    no: 'no, without, instead of, rather than, no more, not a, not an, not the, not some, no need, other than, zero, non',
    when: 'if, when, whenever, before, until, once, every time, as soon as, in case, whether, everytime',
    done: `spoke, spoken, talked, chatted, contacted, called, was|were able, been able, managed, had to, used to, got to, had a, have been, has been, was, were, nice|good|great|lovely|easy|happy|glad|pleasure|pleasant|fun to, thanks|thank you for, thanks to, enjoyed, get to, after, he|she|they|it will|can|wants|need, ill, i will, well, going to, plan to, about to, become, being, hired, hire, works, worked, did, has, had`,
    told: 'said, says, say, told, tell, tells, telling, asked me, asks, suggested, advised, recommended, mentioned, claims, thinks, think, according, read, wrote, mean, means, explained, promised, heard, called me, wants me, wanted me, made me, does, did',
    is: 'are you, am i, is this, are we, is it, r u, are u, is that, were you, was that|this|it, was i, is he|she, u r, are these, did i, did a, have i, r you, you are, youre',
    must: 'do|does|should|did i|we|you|one need|have to?, do i need, should i|we, must i|we, need i, is it necessary|required|mandatory, required to, supposed to, necessary to, no need to, obliged to, forced to, fee|fees|charge|charges|cost|price|pay for|to, what happens when|if',
    mine: 'my, our, his, her, their, its, whose, s',
    self: 'i, we, id, ill, ive',
    real: `real, live, actual, living, breathing, physical, proper, genuine, human, competent, qualified, different, another, other, damn, fucking, fuckin, bloody, decent, senior, local, available, responsible, english, spanish, speaking, freaking, goddamn, friendly, actually, normal, working, around, left, trained, experienced, authorised, authorized`,
    polite: `please, pls, plz, plss, plese, pleas, pleae, pliz, ples, kindly, now, right now, asap, immediately, urgent, urgently, quick, quickly, fast, today, right away, straight away, at once, thanks, thank you, thx, ty, cheers, sir, madam, maam, bro, dear, mate, man, only, instead, !, this time, already, ffs, ok, okay, for gods sake, for fuck s sake, dammit, damn it, immediatly`,
    hello: 'hi, hello, hey, helo, hii, hola, good morning|afternoon|evening|day, morning, greetings, dear',
    for: 'to, for, who, that',
    place: 'in, at, near, within, behind, of, from, during',
    and: 'and, then, n, plus',
    but: 'but, so that, however, though, although, otherwise',
    small: `a, an, the, this, that, these, those, it, you, u, your, ur, yours, me, us, some, any, with, on, about, up, out, over, here, there, so, just, really, very, well, yes, yeah, yep, no, nope, oh, also, again, too, still, even, ever, more, directly, finally, simply, maybe, also, all, some, sort, kind of, or, regarding, re, concerning, by, 2, w, as soon as possible, when you can|get|have, whenever you can|possible, when possible, if possible, if you can, if thats possible|ok|okay|fine, if i may, if you dont mind, if you please, if that is possible, is possible, i, instead
      i said, i told you, i already said|told you, ive said, like|as i said, i am telling you, i ve said, told you i, i say, i repeat, i keep saying, times, x
      today, tomorrow, tonight, morning, afternoon, evening, monday, tuesday, wednesday, thursday, friday, saturday, sunday, weekend, minute, minutes, hour, hours, moment, number, phone, later, soon, anytime, time, please help, help, sorry, excuse me, listen, look, guys, team, folks, am, pm, let s, lets, go, side, line, end, office, company, my number|phone|cell|mobile|account|order|case|problem|issue|booking|bill|reservation|refund|flight|loan|card|contract|subscription|appointment|ticket|policy|claim|internet|payment|delivery|package|situation|complaint`,
    nothing: `human resources|rights|hair|body|nature|error|skin|anatomy|history|trafficking|size|consumption|use|grade|traffic|milk|food|remains|sized, per person, each person, first person, persons per, another person, in person, contact person|persons|details|number|info|information|lens|lenses, delivery person|guy|man|people, person of interest, missing person
      travel|estate|letting|insurance|cleaning|booking|shipping|customs|secret|free|real_estate|ticket|property|visa|student|bleaching|chemical|drying|rinsing|foaming agent|agents|agency, tour|crane|forklift|machine|heavy|cruise|bus|network|mobile|phone|radio|boat|internet operator|operators
      agent|agents|agents fee|fees|commission|code|orange|login|portal|id|rate|rates|discount, representative sample|samples|office|gift, call me when|if|after|before, customer service is|was|award|awards|skills|course|training|job|jobs|number, customer support is|was, support person|animal, machine gun|learning|wash, washing|coffee|sewing|slot|fax|vending machine, bosss, bot fly, manager s special, managers special, management, managed, sales person tax, may be, as well, meet and greet, call of duty, let it, can you not`,
  },
  right:
    'manage managed manages management stuff personal personals persona humane agency agenda aged urgent operate operated operation operating contract contracts contacts speaks speaker speakers connection connects connected parson prison talks talked talking called calls transfers transferred represent reached reaches reach hunan humans context content contest adviser hand hands hard pass passes past routes switch agents season reason seasons coach peach preach speck chats chatting human manger managers mangers send sends forwarded redirected direct directed refer refers referred customs custom costume customer services operators reaching connecting',
}
