/** Finds the versions of the risk policy among the records without reading the others. */
export const POLICIES_MIGRATION = `
CREATE INDEX journal_policies ON journal (seq) WHERE type = 'policyChanged';
`;
