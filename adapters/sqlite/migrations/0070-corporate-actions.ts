/** Finds what was booked without a trade on each day without reading the other records. */
export const CORPORATE_ACTIONS_MIGRATION = `
CREATE INDEX journal_corporate_actions ON journal (day) WHERE type IN ('actionsBooked', 'dividendTaxWithheld');
`;
