/** Finds how each day ended among the records without reading the others. */
export const DAY_ENDS_MIGRATION = `
CREATE INDEX journal_day_ends ON journal (day) WHERE type IN ('daySealed', 'dayReleased');
`;
