/** The account's past. */
export const reviewCodes = {
  'review.noHistory': 'This account keeps no past days',
  'review.notSealed': '{{date}} is no sealed day',
  'review.noFill': 'The day has no fill {{fill}}',
  'review.noted': 'The note of {{date}} is saved',
} as const;
