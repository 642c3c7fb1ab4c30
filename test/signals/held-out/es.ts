import { labelled } from '../labelled.ts'

export const es = labelled(
  `
Disculpe, ¿sería posible hablar con un empleado?
agente
ya no quiero hablar con la maquina, pongame a alguien de verdad
que me llame un asesor
ablar con operadora
necesito que alguien del equipo me contacte
me pasas con el gerente xfa
hay algun asesor disponible?
quiero atención humana
me gustaria platicar con alguien de ventas
no hay una persona que me atienda???
persona porfavor
quiero que me llamen
`,
  `
la asesora me explicó todo ayer, gracias
necesito 3 entradas, dos para personas mayores
un agente de limpieza para mármol, ¿cuál recomiendan?
no quiero hablar con un asesor, solo saber el horario
vino una persona a instalar el internet y lo dejó mal conectado?
es para uso humano o veterinario?
¿el precio es por persona o por habitación?
mi jefe quiere la factura a nombre de la empresa
el gerente me autorizó el descuento la otra vez
cual es el numero de atencion al cliente de la aerolinea?
cuándo me llaman para la entrevista?
el libro "Quiero hablar con una persona real" lo tienen?
necesito personal de seguridad para un evento, ofrecen eso?
`,
)
