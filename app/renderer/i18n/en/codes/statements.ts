import { type Same } from '../../same.ts';
import { type statementCodes as zh } from '../../zh/codes/statements.ts';

export const statementCodes: Same<typeof zh> = {
  'statement.foreign': 'No heading is known; its first line is: {{found}}',
  'statement.needsMapping': 'Taken for: {{kind, statementKind}}; but no column is known for {{missing}}: say what its columns are',
  'statement.duplicateHeading': 'The heading {{heading}} appears twice',
  'statement.looseColumns': 'Its columns are set apart by blanks that do not line up: export it with tabs or commas',
  'statement.oldWorkbook': 'An Excel file of before 2007, which is not read: save it as CSV or .xlsx',
  'statement.damagedWorkbook': 'A damaged or locked Excel file',
  'statement.fieldCount': 'Line {{line}} has {{actual}} fields, the headings are {{expected}}: it is cut or damaged',
  'statement.openQuote': 'Line {{line}}: a quotation mark is not closed; the row is cut or damaged',
  'statement.badNumber': 'Line {{line}}, {{field}}: must be a number, was {{value}}',
  'statement.badQuantity': 'Line {{line}}, {{field}}: must be whole shares, was {{value}}',
  'statement.badMoney': 'Line {{line}}, {{field}}: must be money with at most 4 decimals, was {{value}}',
  'statement.badDate': 'Line {{line}}, {{field}}: must be a date such as 20230201 or 2023-02-01, was {{value}}',
  'statement.badTime': 'Line {{line}}, {{field}}: must be a time such as 14:57:00 or 145700, was {{value}}',
  'statement.missingValue': 'Line {{line}}: {{field}} is missing',
  'statement.noFiles': 'There is no statement file',
  'statement.tokenUnknown': 'The files have changed; look at them again first',
  'statement.notReadable': '{{files}} of the files cannot be read: say what their columns are, or take them away',
  'mapping.strayHeading': 'The mapping names {{heading}}, which this file does not have',
  'row.notUnderstood': 'Line {{line}} is not understood: {{words}}',
  'row.repeated': 'Line {{line}} repeats line {{first}} word by word',
  'row.feesDoNotAddUp': 'Line {{line}} lists fees of {{stated, money}}, but turnover and amount differ by {{implied, money}}',
  'row.signContradicts': 'Line {{line}}: the amount has the wrong sign for {{words}}',
  'cash.gap': 'Line {{line}}: the balance does not follow from the one before, by {{missing, money}}',
};
