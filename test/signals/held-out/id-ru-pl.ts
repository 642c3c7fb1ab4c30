import { labelled } from '../labelled.ts'

export const id = labelled(
  `
pengen ngomong langsung sama orangnya dong
hubungkan saya dengan petugas
admin mana?? mau bicara sama manusia bukan robot
bisa minta ditelpon?
saya ingin berbicara dengan manajer
`,
  `
agen perjalanan ini resmi?
petugasnya sudah datang tadi
berapa orang maksimal di vila
saya tanya istri dulu ya
ini bot ya?
`,
)

export const ru = labelled(
  `
позовите живого сотрудника
свяжите меня с руководителем
переключите на специалиста
можно с кем то поговорить?
хватит бота, дайте человека
`,
  `
сколько человек помещается в номер
специалист приходил вчера, спасибо
я поговорю с мужем и напишу
мне не надо звонить
с кем я говорю, это бот?
`,
)

export const pl = labelled(
  `
dajcie mi człowieka
chciałabym porozmawiać z kimś z obsługi
żywy konsultant proszę
przełącz na doradcę
nie bot tylko człowiek
`,
  `
ile osób zmieści się w pokoju
doradca już mi pomógł
muszę pogadać z żoną
szukacie pracowników?
biuro obsługi klienta jest czynne w sobotę?
`,
)
