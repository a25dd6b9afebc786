export const report = {
  name: 'Report',
  kindLabel: 'What the report is about',
  kind: { full: 'Everything', performance: 'Performance', statements: 'Statements', trades: 'Trades' },
  none: 'No report of these days',
  noneText: 'Choose dates with sealed days among them.',
  contents: 'Contents',
  curve: 'The account’s growth',
  more: '{{rows}} more rows stand in the exported files',
} as const;
