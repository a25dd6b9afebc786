/** The past in figures: which days, whose part, and what they came to. */
export const analysis = {
  look: 'Days looked at',
  rangeLabel: 'Range',
  range: { day: 'Day', week: 'Week', month: 'Month', quarter: 'Quarter', year: 'Year', all: 'All' },
  allStrategies: 'All strategies',
  progress: 'Working through past days: {{done}} of {{of}}',
  sortino: 'Sortino',
  calmar: 'Calmar',
  board: 'Board',
  noTrade: 'Other (dividends, interest, corrections)',
  noFills: 'No fills on these days',
  side: 'Side',
  reason: 'Reason',
} as const;
