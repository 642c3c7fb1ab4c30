import type { Talk } from './topic.ts'

/** Two who speak by name, asked about by a third. */
export const friends: Talk = {
  language: 'en',
  speakers: ['Nora', 'Felix'],
  products: ['pasta', 'film', 'novel', 'bike', 'garden', 'guitar', 'marathon', 'camera', 'sofa', 'podcast'],
  towns: ['Lisbon', 'Oslo', 'Kyoto', 'Boston', 'Prague', 'Naples'],
  small: [
    ['Hey Felix, how was your week?', 'Pretty busy, Nora, but good! And yours?'],
    ['I keep thinking about that {p} you showed me', 'Ha, the {p} is great, I told you!'],
    ['Have you ever been to {t}?', 'Only once, {t} was rainy but lovely.'],
    ['I cooked for {n} people on Sunday', 'Wow, that is a lot of people!'],
    ['My back hurts after the {p}', 'Take it easy, rest a little.'],
    ['The {p} cost me {n} dollars', 'That is a fair price for it.'],
    ['Do you still want to talk about the {p}?', 'Yes, whenever you have time!'],
    ['It rained all day here', 'Same here, I stayed inside.'],
    ['You are such a good friend', 'So are you, Nora!'],
    ['I saw {n} birds in the yard this morning', 'How lovely, spring is coming.'],
    ['Work has been stressful', 'Sorry to hear that, hang in there.'],
    ['What are you reading?', 'Something about {t}, quite slow.'],
  ],
  topics: [
    {
      say: 'Big news, I finally got a job as a {v}!',
      change: 'I quit, and I started over as a {v}.',
      values: ['florist', 'nurse', 'carpenter', 'translator'],
      questions: ['What does Nora do for work?', "What is Nora's job?"],
    },
    {
      ask: 'Do you have any pets?',
      say: 'Yes, a {v}. She sleeps all day.',
      values: ['tortoise', 'ferret', 'husky', 'canary'],
      questions: ['What kind of pet does Nora have?', 'Which animal lives with Nora?'],
    },
    {
      by: 'agent',
      say: 'I have been taking {v} lessons since last month, it clears my head.',
      values: ['pottery', 'salsa', 'violin', 'archery'],
      questions: ['What lessons is Felix taking?', 'When did Felix start taking lessons?'],
    },
    {
      by: 'agent',
      say: 'My mother gave me {v} when I turned eighteen, I still keep it.',
      values: ['a necklace', 'a compass', 'a watch', 'a quilt'],
      questions: ["What did Felix's mother give him?", 'What gift does Felix still keep from his mother?'],
    },
    {
      say: 'Last weekend we went camping in {v}, the stars were unbelievable.',
      values: ['the dunes', 'the Alps', 'a canyon', 'a national park'],
      questions: ['Where did Nora go camping?', 'When did Nora go camping?'],
    },
    {
      ask: 'What would you love to learn?',
      say: '{v}, honestly',
      values: ['Sign language', 'Welding', 'Sailing', 'Chess'],
      questions: ['What would Nora love to learn?', 'What does Nora want to learn?'],
    },
    {
      dated: true,
      say: 'Today I ran my first race, my legs are jelly!',
      values: [''],
      questions: ['What did Nora do on {v}?', 'Which event did Nora take part in on {v}?'],
    },
    {
      by: 'agent',
      say: 'We lost our dog {v} yesterday, the house is so quiet.',
      values: ['Biscuit', 'Pepper', 'Milo', 'Luna'],
      questions: ["What was the name of Felix's dog?", 'When did Felix lose his dog?'],
    },
  ],
}
