/** Finds what changed its owner on a day without reading the day's other records. */
export const TRANSFERS_MIGRATION = `
CREATE INDEX journal_transfers ON journal (day, seq) WHERE type = 'lotsTransferred';
`;
