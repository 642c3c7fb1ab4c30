/** How well something is heard: of those who meant it, and of those who seemed to. */
export interface Figures {
  readonly meant: number
  readonly heard: number
  readonly others: number
  readonly wrong: number
}

export const NONE: Figures = { meant: 0, heard: 0, others: 0, wrong: 0 }

export function figuresOf(
  hears: (text: string) => boolean,
  meant: readonly string[],
  others: readonly string[],
): Figures {
  return {
    meant: meant.length,
    heard: meant.filter(hears).length,
    others: others.length,
    wrong: others.filter(hears).length,
  }
}

export const sumOf = (all: readonly Figures[]): Figures =>
  all.reduce(
    (sum, one) => ({
      meant: sum.meant + one.meant,
      heard: sum.heard + one.heard,
      others: sum.others + one.others,
      wrong: sum.wrong + one.wrong,
    }),
    NONE,
  )

export const recallOf = ({ heard, meant }: Figures): number => (meant === 0 ? 1 : heard / meant)
export const precisionOf = ({ heard, wrong }: Figures): number => (heard + wrong === 0 ? 1 : heard / (heard + wrong))

export const lineOf = (name: string, figures: Figures): string =>
  [
    name.padEnd(22),
    `recall ${recallOf(figures).toFixed(3)} (${figures.heard}/${figures.meant})`.padEnd(26),
    `precision ${precisionOf(figures).toFixed(3)}`.padEnd(18),
    `${figures.wrong}/${figures.others} heard wrongly`,
  ].join('')
