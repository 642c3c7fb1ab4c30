import { labelled } from '../labelled.ts'

export const en = labelled(
  `
hi can i chat to a person
speak to advisor
I need to speak to someone urgently about my account
can you get a human on here
Agent please
this isnt helping, i want to speak to a manger
Could one of your team ring me this afternoon?
give me a real human being
i'd rather speak to somebody in person than a computer
no bots. human.
how do I get through to an actual person?
Would it be possible to have a representative contact me regarding my loan?
plz let me talk to ur boss
I want to speak with the nurse
just transfer me
I don't trust automated answers, I need an employee to look at my case
`,
  `
the agent who helped me last week was lovely, thank you
Is there a discount for groups of 10 people or more?
how many persons fit in the family room
did a human write this menu lol
I already spoke to someone, no need
we don't want to talk to an agent before booking
my manager needs an invoice for the stay
I'm looking for a representative gift for my boss
who do I make the cheque out to
can my assistant pick up the order?
is customer support open on weekends?
my agent said the flight was changed
can I talk to my doctor before I take the test, is it allowed?
is a support person allowed in the delivery room
do humans need the same shampoo as dogs haha
are operators standing by a thing of the past? just kidding. price of the red one?
"talk to an agent" button does nothing when i press it
`,
)
