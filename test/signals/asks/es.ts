import { labelled } from '../labelled.ts'

export const es = labelled(
  `
quiero hablar con una persona
HUMANO
operador
asesor por favor
no quiero hablar con un robot
me puede llamar alguien?
hola buenas, me pueden comunicar con un agente
necesito hablar con un supervisor ya
pasame con un humano
con una persona real porfa
kiero ablar con alguien
quisiera que me atienda una persona
¿hay alguien real con quien pueda hablar?
comuníqueme con servicio al cliente
me urge hablar con un ejecutivo
podrían por favor transferirme con alguien del departamento de facturación
con quien puedo hablar sobre mi reclamo
quiero hablar con el encargado
esto no me sirve, quiero un humano
llámenme por favor
asesro
necesito un agente humano
estoy hablando con un bot? pasame con una persona
deseo hablar con un representante
se puede hablar con alguien por telefono?
atencion al cliente por favor
prefiero que me atienda un humano
me comunicas con tu jefe
`,
  `
por persona cuanto cuesta?
mesa para 4 personas
eres humano o robot?
ya hablé con un asesor ayer, todo bien
no necesito hablar con nadie, gracias
mi agente inmobiliario les mandará los papeles
la persona que me atendió fue muy amable
no me llamen por favor, solo escriban
cuantas personas caben en la cabaña
quiero una habitacion para una persona
el operador turístico incluye las comidas?
tienen libros de derechos humanos
mi asesor del banco me dijo que les pidiera el certificado
el servicio al cliente es excelente
no hace falta que me pases con un agente
una persona
el cuerpo humano en lámina para la escuela, ¿lo tienen?
me llamo Andrea
que recursos humanos necesita para la practica
hablé con una persona la semana pasada y me dijo que llegaba hoy
alguien me puede decir el precio?
mañana llamo yo, gracias
puede recogerlo otra persona?
soy agente de viajes, tienen tarifas netas?
quiero hacer el curso de asesor financiero
estoy hablando con una persona real?
`,
)
