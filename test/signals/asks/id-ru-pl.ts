import { labelled } from '../labelled.ts'

export const id = labelled(
  `
saya mau bicara dengan manusia
cs tolong
bisa sambungkan ke agen
mau ngobrol sama orang beneran
tolong telepon saya
gak mau ngomong sama bot
bisa bicara dengan customer service?
ada orang asli ga disini
minta disambungkan ke admin
operator
`,
  `
berapa harga per orang?
meja untuk 4 orang
kamu manusia atau bot?
kemarin saya sudah bicara dengan cs, sudah beres
tidak perlu cs, terima kasih
agen properti saya akan kirim dokumen
cs nya ramah banget
jangan telepon saya ya, chat aja
bisa orang lain yang ambil paketnya?
buku hak asasi manusia ada?
`,
)

export const ru = labelled(
  `
хочу поговорить с человеком
оператор
позовите оператора
соедините с менеджером пожалуйста
перезвоните мне
не хочу общаться с ботом
можно живого человека?
дайте поговорить с кем-нибудь из поддержки
нужен живой оператор
человек!!!
`,
  `
сколько стоит на человека?
столик на 4 человека
вы человек или бот?
вчера говорил с оператором, всё решили
оператор не нужен, спасибо
мой агент по недвижимости пришлёт документы
ваш менеджер очень вежливый
не звоните мне, пишите
может другой человек забрать посылку?
какой туроператор у этого тура?
`,
)

export const pl = labelled(
  `
chcę rozmawiać z człowiekiem
konsultant
połącz mnie z konsultantem
proszę o kontakt z pracownikiem
czy ktoś może do mnie zadzwonić?
nie chcę rozmawiać z botem
prosze oddzwonic
czy mogę porozmawiać z żywą osobą
poproszę kierownika
człowiek
`,
  `
ile kosztuje za osobę?
stolik dla 4 osób
jesteś człowiekiem?
wczoraj rozmawiałem z konsultantem, wszystko ok
nie potrzebuję konsultanta, dziękuję
mój agent nieruchomości wyśle umowę
konsultantka była bardzo miła
proszę nie dzwonić, tylko pisać
czy inna osoba może odebrać paczkę
czy rozmawiam z człowiekiem?
`,
)
