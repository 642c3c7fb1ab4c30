import { labelled } from '../labelled.ts'

export const en = labelled(
  `
I want to talk to a human
human pls
agent
can I speak to a real person please
HUMAN!!!
i need to talk with a reprezentative
get me a manager
please connect me to an agent
can someone call me?
is there anybody real I can talk to?
am I talking to a bot? get me a person
stop this bot, I want a human
I don't want to talk to a robot
let me speak to your supervisor
transfer me to customer service
could you please put me through to someone in billing
representative
I'd like to talk to someone about my bill
real person!!
Good morning, I would prefer to discuss this with one of your colleagues if that is possible
persn pls
opreator
whats the number, no wait just have someone call me back
can a human look at this please
i asked for a human 3 times already
is it possible to chat with a live agent?
who can i talk to about a refund
I'm not getting anywhere with this chatbot. Please pass me to a member of staff.
why can't I just speak to a person
need 2 talk 2 a human
yes but I want to talk to someone from the team
I want a person not a machine
`,
  `
my agent at the airline was great
I read a book about human rights
are you a human?
I talked to a person yesterday and it was fine
I do not need a person, thanks
is the agent commission included?
my real estate agent will send you the contract
customer service is great
what does a representative sample mean
the human body lotion, is it in stock?
I spoke with your operator, all good
don't connect me to an agent
will a person deliver it?
table for two people
how much is it per person?
do you have the cleaning agent in 5 litres
which tour operator runs the trip to Petra?
is this a bot?
am I talking to a real person?
can I add one more person to the booking
the person at the front desk told me checkout is at 11
can someone help me find a dress
someone stole my bike last year, do you insure that?
I need an agent code to register
your staff were so friendly
do I need to talk to someone to cancel or can I do it here?
call me Sam
please call me when the parcel is ready for pickup
who is the contact person for my invoice?
do you sell human hair wigs
I'm a travel agent, do you have net rates?
does the manager's special still apply on Sunday
no need to call me, a message is fine
my son's teacher asked me to send the form
`,
)
