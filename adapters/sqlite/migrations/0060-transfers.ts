/** Finds what changed its owner on a day, and who followed which strategy, without reading the other records. */
export const TRANSFERS_MIGRATION = `
CREATE INDEX journal_transfers ON journal (day, seq) WHERE type = 'lotsTransferred';
CREATE INDEX journal_strategies ON journal (seq) WHERE type IN ('strategyFollowed', 'strategyUnfollowed');
`;
