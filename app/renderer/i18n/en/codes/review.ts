/** The account's past. */
export const reviewCodes = {
  'review.noHistory': 'This account keeps no past days',
  'review.notSealed': '{{date}} is no sealed day',
  'review.noCause': 'The records of the day do not say where {{id}} comes from',
  'review.noMoment': '{{date}} has no records yet',
  'report.noDays': 'No sealed day from {{from}} to {{to}}',
  'report.saved': 'The report is saved',
  'index.badFile': 'The index file cannot be read. {{place}}: {{problem, refusal}}',
  'review.indexTaken': 'Closes of {{index}} were taken over',
  'review.noted': 'The note of {{date}} is saved',
} as const;
