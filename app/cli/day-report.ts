import { relative } from 'node:path';
import { inputProblemText, placed } from '../../adapters/files/input-problem.ts';
import { type DayRunProblem } from '../terminal/day-run.ts';
import { type DayReport } from '../terminal/report.ts';
import { CheckFailedError, UsageError } from './failure.ts';
import { type CliIo } from './io.ts';
import { formatTable } from './table.ts';
import { warningText } from './warning-text.ts';

/**
 * Prints the day: `report.json` itself, or what a trader wants to know of it.
 * @throws CheckFailedError when the day does not agree with the broker, or trading had to stop.
 */
export function printReport(report: DayReport, asJson: boolean, io: CliIo): void {
  io.stdout(asJson ? `${JSON.stringify(report, null, 2)}\n` : summary(report));
  if (report.halted !== null) throw new CheckFailedError(`trading was stopped: ${report.halted.code}`);
  const { length } = report.reconciliation.differences;
  if (length > 0) throw new CheckFailedError(`unreconciled: ${length} differences with the broker, see report.json`);
}

/** Why a day did not run; file names as the user would write them. */
export function problemError(problem: DayRunProblem, cwd: string): UsageError {
  if (problem.kind === 'refused') {
    const { code, params } = problem.reason;
    return new UsageError(`${code}: ${JSON.stringify(params)}`);
  }
  const file = relative(cwd, String(problem.problem.params['file']));
  return new UsageError(inputProblemText(placed(problem.problem, { file })));
}

function summary(report: DayReport): string {
  const { counts, money, reconciliation, openAtEnd, warnings } = report;
  const rows: [string, string][] = [
    ['day', `${report.date}, ${report.mode}, ${report.sealed ? 'settled and sealed' : 'not sealed'}`],
    ['plan', `${counts.lines} lines from ${counts.signals} signals: ${listed(counts.linesByState)}`],
    ['orders', `${counts.orders}: ${listed(counts.ordersByState)}`],
    ['fills', String(counts.fills)],
  ];
  if (money !== null) {
    rows.push(
      ['bought, sold', `${money.bought}, ${money.sold}`],
      ['fees', `${money.fees.total} (commission ${money.fees.commission}, stamp tax ${money.fees.stampTax}, transfer fee ${money.fees.transferFee})`],
      ['cash', money.cash],
      ['equity', `${money.equity}, ${money.pnl} on ${money.openingEquity}`],
    );
  }
  rows.push(['with the broker', reconciliation.result]);
  const notes = [...openAtEnd.map(openText), ...warnings.map((warning) => `warning: ${warningText(warning)}`)];
  return `${formatTable(rows)}${notes.map((note) => `${note}\n`).join('')}`;
}

function listed(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).map(([name, count]) => `${count} ${name}`);
  return parts.length === 0 ? 'none' : parts.join(', ');
}

function openText(line: DayReport['openAtEnd'][number]): string {
  const { instrument, side, remaining, planned, reason } = line;
  return `stayed open: ${side} ${remaining} of ${planned} ${instrument} (${reason})`;
}
