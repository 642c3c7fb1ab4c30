import type { AskWords } from '../ask-roles.ts'

export const ru: AskWords = {
  verb: 'apart',
  words: {
    want: 'хочу, хочется, хотел бы, хотела бы, хотел, хотела, хотим, хотелось бы, нужен, нужна, нужно, нужны, надо, мне надо|нужно|нужен, дайте, дай, дайте мне, позовите, позови, вызовите, требую, прошу, предпочитаю, можно, можно мне, пригласите, пришлите, необходим, необходимо, ищу, где, верните, подайте, желаю, пусть, нужен только, лучше, жду',
    can: 'можно, можно ли, могу, могу ли, можете, могли бы, может, может ли, возможно, возможно ли, как, как мне, где, куда, хочу, хотел бы, хотела бы, хотелось бы, нужно, надо, дайте, дай, позвольте, разрешите, хотим, хочется, давайте, есть ли возможность, есть возможность, прошу, нужна, необходимо, чтобы, чтоб, попросить, попрошу, пытаюсь, лучше, готов, мне бы, я бы, предпочитаю, требую, пусть, пускай, желаю',
    cannot: 'не могу, нельзя, почему я? нельзя|не, невозможно, никак не, неужели нельзя, нельзя ли, не получается',
    exists:
      'есть, есть ли, есть тут|здесь|у_вас|там|кто|ли?, имеется, у вас есть, тут есть, здесь есть, нет ли, где, тут, здесь, вообще есть',
    who: 'с кем, кто, к кому, кому, кого',
    talk: 'поговорить, говорить, погаварить, поговорит, разговаривать, поболтать, общаться, пообщаться, общение, связаться, связь, связи, побеседовать, беседовать, обсудить, пообщатся, поговорим, переговорить, переписываться, контакт, обратиться, консультация, проконсультироваться, достучаться, дозвониться, разговор, позвать, пригласить, вызвать, пообщаюсь',
    hand: 'соедините, соедини, соеденить, соедените, соединить, соединение, переключите, переключи, переключить, переведите, переведи, перевести, свяжите, свяжи, связать, подключите, подключи, подключить, переадресуйте, передайте, направьте, эскалируйте, перенаправьте, сведите, позовите, позови, вызовите',
    handover: 'соедините меня, переведите меня, переключите меня, соедините пожалуйста',
    call: 'перезвоните, перезвони, позвоните мне?, позвони мне, звоните мне, наберите меня|мне, набери мне|меня, свяжитесь со мной, можете|может|могли_бы мне? .. перезвонить|позвонить, мне .. перезвонить|позвонить|перезвонили|позвонили|перезвонит|позвонит, перезвоните мне, перезвонить мне, позвонить мне, обратный звонок, заказать звонок, закажите звонок, чтобы мне .. перезвонили|позвонили, пусть .. перезвонит|позвонит|перезвонят|позвонят, жду звонка, нужен звонок, связались со мной, связался со мной, можно звонок, звонок',
    phone: 'по телефону, телефоном, лично, вживую, по звонку',
    help: 'поможет, помочь, помог, помогите, посмотрит, посмотреть, посмотрел, проверит, проверить, проверил, ответит, ответить, ответил, объяснит, объяснить, решит, решить, решил, разберется, разобраться, разобрался, займется, рассмотрит, прочитает, подскажет, разбирался, проконсультирует, займётся',
    human:
      'человек*, человеческ*, людьми, людям, живым, живой, живого, живому, реальным|реальный|реального|настоящим|настоящий|настоящего|нормальным|нормальный|нормального|живым|живой|живого|живому|реальному человек*|оператор*|сотрудник*|консультант*|специалист*|менеджер*|люди|людьми|агент*|собеседник*|представител*, живые|живых|живые|реальные люди|людей|операторы, кожан*',
    person: 'люди, людей, лицо',
    role: 'оператор, оператора, оператору, оператором, операторы, операторов, операторша, опиратор*, аператор*, менеджер, менеджера, менеджеру, менеджером, менеджеры, менеджеров, манагер*, сотрудник, сотрудника, сотруднику, сотрудником, сотрудники, сотрудников, специалист, специалиста, специалисту, специалистом, специалистов, консультант, консультанта, консультанту, консультантом, руководитель, руководителя, руководителем, руководству, руководство, руководством, начальник*, начальств*, управляющ*, администратор*, админ, админа, админом, представител*, старш*, супервайзер*, помощник*, коллег*, агент, агента, агентом, ответственн*, директор*, кто нибудь|то из, кем нибудь|то из, кого нибудь|то из, другим|другой|другого человек*|оператор*|сотрудник*|специалист*, кем то|нибудь|либо другим',
    staff:
      'врач*, доктор*, медсестр*, ресепш*, регистратур*, учител*, техник*, инженер*, мастер*, юрист*, бухгалтер*, отдел*, команд*, персонал*, владел*, хозяин*, секретар*, эксперт*, продавц*, кассир*, преподавател*, поддержк*, техподдержк*',
    team: 'служб* поддержк*, поддержк*, техподдержк*, саппорт*, колл центр*, контакт центр*, горяч* лини*, клиентск* сервис*|служб*, службой, тех поддержк*',
    some: 'с кем нибудь|то|либо, кем нибудь, кем то, кем либо, кто нибудь, кто то, кого нибудь, кого то, кому нибудь, кто либо, никто, кем, нибудь',
    bot: 'бот, бота, боту, ботом, боте, боты, ботов, ботами, робот, робота, роботу, роботом, роботы, роботов, роботами, машиной, компьютер*, автоответчик*, нейросет*, искусствен* интеллект*, ии, чат бот*, чатбот*, программ*, автомат*, виртуальн* помощник*|ассистент*, железяк*, ботяра*',
    stop: 'хватит, надоел*, достал*, стоп, уберите, убери, отключите, отключи, выключите, выключи, прекратите, задолбал*, ненавижу, хорош, устал* от, не верю',
    not: 'не, ни, никогда, нельзя',
    no: 'без, нет, вместо, а не, не с, не',
    when: 'если, когда, до того, пока, после, перед, как только, прежде чем',
    done: 'говорил*, поговорил*, общал*, разговаривал*, связывал*, спасибо за, спасибо что, был*, удалось, смог*, пришлось, стать, работать, работа, вакансия, приходил*, поговорю, буду, пойду, пришлет, придет, звонил*, решил*',
    told: 'сказал*, говорит, говорят, сообщил*, написал*, советовал*, посоветовал*, по словам, обещал*, просил*, читал*, объяснил*',
    is: 'вы человек*, вы бот, ты человек*, ты бот, вы робот, вы живой, это бот, это человек, это робот, вы, ты, я говорю, с кем я, я общаюсь, я разговариваю, я пишу',
    must: 'нужно ли, надо ли, обязательно ли, обязан ли, должен ли, обязательно',
    mine: 'мой, моя, моего, моему, моим, моей, мои, наш, нашего, нашим, его, ее',
    self: 'я, мы, мне',
    real: 'живой, живого, живым, живому, живые, реальный, реального, реальным, настоящий, настоящего, настоящим, другой, другого, другим, компетентный, компетентным, нормальный, нормального, свободный, свободного, вменяемый, адекватный, человеческий, дежурный, доступный, уполномоченный, живая, какой нибудь, какого нибудь, любой, любого',
    polite:
      'пожалуйста, пожалуста, плиз, пж, пжл, пжлст, пож, сейчас, срочно, немедленно, быстро, быстрее, скорее, уже, сегодня, спасибо, прошу, будьте добры, будьте любезны, если можно, если возможно, только, просто, наконец, напрямую, лично, лучше, скорей, прямо сейчас, поскорее, ок, хорошо, можно, ребят, девушка',
    hello:
      'здравствуйте, привет, добрый день|вечер, доброе утро, здрасте, доброго, алло, ало, приветствую, дня, добрый',
    one: 'один, одного, одна, 1',
    for: 'для, чтобы, чтоб, по',
    place: 'в, на, у, около, из',
    and: 'и, потом, затем, да',
    but: 'но, однако, зато, поэтому, потому что, иначе, а',
    small:
      'с, со, к, о, об, меня, мной, вас, вам, вами, ваш, вашим, вашего, ваша, вашу, вашей, ваши, этот, эту, это, этим, тут, здесь, там, же, бы, ли, ну, вот, еще, снова, опять, очень, ко мне, тоже, ведь, из, что, который, которая, кто может|понимает|разбирается, насчет, вопрос, вопросу, проблема, проблеме, моему вопросу|заказу, моим заказом, заказ, заказу, номер, телефон, завтра, часов, минут, я сказал, я же сказал, говорю же, повторяю, помощь, алло, линии, чат, да, нет, ладно, мне',
    nothing:
      'на человека, с человека, за человека, человека на, сколько человек*, на одного|двух|трех человек*, 1|2|3|4|5|6|двух|трех|четырех человека|человек, прав* человека, агент* по недвижимости, турагент*, туроператор*, другой человек забрать|может|заберет, первое|третье лицо, работ пылесос, робот пылесос*, оператор связи, мобильн* оператор*, для человека, тело человека, молодой человек, взрослый человек, менеджер по, менеджера по, номер поддержк*',
  },
  right: '',
}

export const pl: AskWords = {
  verb: 'apart',
  words: {
    want: 'chcę, chce, chciałbym, chciałabym, chcialbym, chcialabym, chciałem, chciałam, chcemy, potrzebuję, potrzebuje, potrzebny, potrzebna, proszę o, prosze o, poproszę, poprosze, poproszę o, poprosze o, żądam, domagam się, wolę, wole, wolałbym, wolałabym, dajcie, daj, dajcie mi, proszę mi dać, wezwij, wezwijcie, zawołaj, zawołajcie, zawolajcie, przyślijcie, pragnę, życzę sobie, można prosić, można, szukam, wymagam, oczekuję, chcialem, chcialam, prosić o',
    can: 'czy mogę|moge|mogę|mógłbym|mogłabym|możecie|może|można|mogę|możliwy|możliwa|moglibyście|jest?, mogę, moge, mógłbym, mogłabym, moglibyśmy, można, mozna, możliwe, możliwość, możecie, mozecie, może, moze, mógłby, mogłaby, moglibyście, jak, gdzie, chcę, chce, chciałbym, chciałabym, chcialbym, chcialabym, chciałem, chciałam, poproszę, dajcie, daj, pozwólcie, muszę, musze, potrzebuję, wolę, wolałbym, da się, da rade, żeby, prosiłbym, prosiłabym, prośba, bardzo proszę, niech, czy ktoś może, kiedy mogę',
    cannot:
      'nie mogę|moge|da_się|można|mam_jak|idzie, dlaczego nie mogę|moge|można, niemożliwe, nie ma możliwości|jak, czemu nie',
    exists:
      'czy jest|są|macie, jest, są, czy jest tu|tam|u_was, jest tu|tam|tutaj, macie, nie ma|macie tu|tam?, gdzie jest, istnieje',
    who: 'z kim, kto, kogo, do kogo, komu',
    talk: 'rozmawiać, rozmawiac, porozmawiać, porozmawiac, pogadać, pogadac, gadać, gadac, pomówić, mówić, pisać, popisać, czatować, skontaktować, skontaktowac, kontakt, kontaktować, kontaktu, rozmowa, rozmowę, rozmowe, rozmowy, połączyć, polaczyc, połączenie, polaczenie, połączony, przełączony, obsłużony, omówić, skonsultować, dogadać, telefonować, dodzwonić, komunikować, zadzwonić, zadzwonic, odpowiedź, pomocy, pomoc',
    hand: 'połącz, połączcie, polacz, polaczcie, proszę połączyć, przełącz, przełączcie, przelacz, przelaczcie, przełączyć, przekieruj, przekierujcie, przekierować, przekaż, przekażcie, przekazać, skontaktuj, skontaktujcie, daj mnie do, dajcie mi, eskalować, eskalujcie, oddelegujcie, połączenie z, zawołaj, zawołajcie, przekierowanie, przełączenie',
    handover: 'proszę mnie przełączyć|połączyć, przełącz mnie, połącz mnie, prosze mnie polaczyc|przelaczyc',
    call: 'oddzwonić, oddzwonic, oddzwoń, oddzwon, oddzwońcie, oddzwoncie, zadzwoń, zadzwon, zadzwońcie, zadzwoncie do mnie?, zadzwonić|zadzwonic do mnie, do mnie .. zadzwonić|zadzwonic|oddzwonić|zadzwonił|zadzwoni, o telefon|kontakt telefoniczny, proszę o telefon|oddzwonienie|kontakt_telefoniczny, prosze o telefon|oddzwonienie, oddzwonienie, o oddzwonienie, skontaktujcie się ze mną, skontaktuj się ze mną, skontaktował|skontaktować się ze mną, ktoś .. zadzwonić|oddzwonić|zadzwonic|oddzwoni|zadzwoni',
    phone: 'telefonicznie, przez telefon, osobiście, przez tel, na żywo, telefoniczny',
    help: 'pomóc, pomoc, pomoże, pomogl, pomógł, pomogła, sprawdzić, sprawdzi, sprawdził, spojrzeć, spojrzy, odpowiedzieć, odpowie, wyjaśnić, wyjaśni, wyjaśnił, rozwiązać, rozwiąże, zająć, zajmie, zajął, obejrzeć, przejrzeć, przejrzy, zająć, przeczytać, obsłużyć, obsłuży, doradzić',
    human:
      'człowiek, człowieka, człowiekiem, człowiekowi, czlowiek, czlowieka, czlowiekiem, ludzie, ludźmi, ludzmi, ludzka, ludzki, ludzką, żywy|żywa|żywą|żywym|żywego|żywej|zywy|zywa|zywym|zywego|zywa|zywej|prawdziwy|prawdziwa|prawdziwą|prawdziwym|prawdziwego|prawdziwej|realną|realny|realnym|fizyczną człowiek|człowieka|człowiekiem|osoba|osobą|osobę|osoby|osobe|konsultant|konsultanta|konsultantem|konsultantka|czlowiek|czlowieka|czlowiekiem|pracownik|pracownika|pracownikiem|agent|agentem|ludzie|ludźmi, kimś|kims|ktoś|ktos|kogoś żywym|prawdziwym|żywy|prawdziwy|realnym, istota ludzka, z krwi i kości',
    person: 'osoba, osobą, osobę, osoby, osobe, osob',
    role: 'konsultant, konsultanta, konsultantem, konsultantka, konsultantką, konsultantki, konsultantów, kosultant*, konsulant*, doradca, doradcy, doradcą, doradce, doradcę, pracownik, pracownika, pracownikiem, pracowniczk*, kierownik, kierownika, kierownikiem, kierowniczk*, operator, operatora, operatorem, agent, agenta, agentem, przedstawiciel*, przełożon*, menadżer*, menedżer*, menager*, manager, managera, managerem, szef, szefa, szefem, szefow*, specjalist*, przełożony, opiekun*, koleg*, koleżank*, supervisor*, asystent*, sprzedawc*, osoba|osobą|osobę odpowiedzialn*|decyzyjn*|kompetentn*, ktoś|kimś|kogoś|ktos|kims z obsługi|biura|działu|zespołu|was|firmy|obslugi|dzialu, kimś innym, inną osobą, innym konsultantem, dyrektor*',
    staff:
      'lekarz*, doktor*, pielęgniark*, recepcj*, nauczyciel*, dyrekcj*, technik*, inżynier*, dział*, dzial*, zespół*, zespołem, personel*, właściciel*, sekretari*, sekretark*, ekspert*, księgow*, kas*, prawnik*, biur*, sklep*, obsług*, obslug*, serwis*, mechanik*',
    team: 'biur* obsługi klienta?, obsług* klienta, obslug* klienta, dział* obsługi|reklamacji klienta?, infolini*, bok, boku, centrum obsługi klienta?, call center, wsparci* techniczn*, pomoc* techniczn*',
    some: 'ktoś, ktos, kimś, kims, kogoś, kogos, kimkolwiek, ktokolwiek, nikt, nikim, komuś',
    bot: 'bot, bota, botem, botowi, boty, botów, botami, robot, robota, robotem, roboty, maszyna, maszyną, maszyny, maszyna, komputer, komputerem, komputera, chatbot*, automat*, sztuczn* inteligencj*, ai, wirtualn* asystent*|konsultant*, automatyczn* odpowied*, program*, robotami, czatbot*',
    stop: 'dość, dosc, stop, koniec, koniec z, mam dość|dosc, przestań*, przestan*, wyłącz*, wylacz*, nienawidzę, zmęczon*, nie ufam, precz',
    not: 'nie, nigdy, ani',
    no: 'bez, żaden, żadnego, żadnych, zamiast, nie z, a nie, zadnych, nie',
    when: 'jeśli, jesli, jeżeli, gdy, kiedy, zanim, po tym, dopóki, jak już',
    done: 'rozmawiałem, rozmawiałam, rozmawialem, rozmawialam, rozmawiał*, rozmawiam, rozmawiamy, gadałem, gadałam, udało, musiałem, musiałam, dziękuję za, dzięki za, był, była, było, zostać, praca, pracować, szukacie, pogadam, porozmawiam, pomógł mi, miły, miła, pomogła mi, już, dzwonił*, wyśle, skontaktuję',
    told: 'powiedział*, powiedzial*, mówi, mówił*, twierdzi, napisał*, doradził*, kazał*, według, prosił*, obiecał*, czytał*',
    is: 'jesteś, jestes, jest pan, czy to, czy rozmawiam, rozmawiam z, to bot, to człowiek, czy pan, czy pani, jesteście, piszę z, to robot',
    must: 'czy muszę, czy trzeba, czy konieczn*, czy powinienem, trzeba, czy musze, czy potrzebuję',
    mine: 'mój, moj, moja, moją, mojego, moim, mojej, moi, nasz, nasza, naszego, naszym, jego, jej, żoną, mężem',
    self: 'ja, my, pan, pani',
    real: 'żywy, żywa, żywą, żywym, żywego, żywej, zywy, zywym, zywego, zywa, prawdziwy, prawdziwa, prawdziwą, prawdziwym, prawdziwego, realny, realną, inny, inna, inną, innym, innego, kompetentny, kompetentną, kompetentnym, dostępny, dostępna, wolny, ludzki, normalny, normalnym, jakiś, jakaś, jakimś, jakąś, jakiegoś, odpowiedzialny, konkretny, fizyczną',
    polite:
      'proszę, prosze, proszę bardzo, prosze bardzo, błagam, teraz, natychmiast, pilnie, pilne, szybko, zaraz, dzisiaj, dziś, dziękuję, dziekuje, dzięki, dzieki, uprzejmie, jak najszybciej, już, juz, tylko, po prostu, wreszcie, bezpośrednio, jeśli można, jeśli to możliwe, najlepiej, plis, pls, bardzo, raczej, wolę, w końcu, ok, dobra',
    hello: 'dzień dobry, dzien dobry, cześć, czesc, hej, witam, dobry wieczór, halo, siema, siemka, dobry',
    one: 'jeden, jedna, jedną, 1',
    for: 'dla, żeby, aby, do, po, w sprawie, o',
    place: 'w, na, u, przy, z, od',
    and: 'i, oraz, potem',
    but: 'ale, tylko że, jednak, bo, lecz, więc, wiec, inaczej, a',
    small:
      'ze, mi, mnie, mną, się, sie, to, ten, ta, tego, tym, was, wami, wasz, waszym, waszego, waszą, tu, tutaj, tam, też, jeszcze, znowu, co, który, która, kto, czy, tak, nie wiem, sprawie, sprawę, mojej sprawy|reklamacji, mojego zamówienia|problemu, zamówienia, problem, numer, telefon, jutro, godzinie, minut, mówię że, powtarzam, mówiłem że, pomoc, pomocy, linii, czacie, czat, swoim, swojego, pana, panią, panem, was, mogę, prosić, wami',
    nothing:
      'za osobę|osobe, od osoby, na osobę, dla jednej|dwóch|2|3|4 osób|osoby, ile osób, inna osoba odebrać|może|odbierze|moze, prawa|praw człowieka, agent* nieruchomości|ubezpieczeniow*, touroperator*, ciało człowieka, biuro podróży, pierwsza osoba, jedna osoba, robot sprzątając*|kuchenn*, operator komórkow*|sieci, dla ludzi, osobno, biuro obsługi klienta jest|czynne, z góry',
  },
  right:
    'osobny osobno osobiste osobiście operacja operacje rozmawiaj konsultacja konsultacje pracowac pracownia kontaktowy kontakty agencja agenda',
}
