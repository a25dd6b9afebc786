/** The account's past. */
export const reviewCodes = {
  'review.noHistory': 'This account keeps no past days',
  'review.notSealed': '{{date}} is no sealed day',
  'review.noFill': 'The day has no fill {{fill}}',
  'report.noDays': 'No sealed day from {{from}} to {{to}}',
  'report.saved': 'The report is saved',
  'review.noted': 'The note of {{date}} is saved',
} as const;
