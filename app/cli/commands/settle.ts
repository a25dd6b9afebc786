import { type Command } from 'commander';
import { settleStatements, settledDate } from '../../../core/settlement/settle-statements.ts';
import { CheckFailedError, UsageError } from '../failure.ts';
import { type CliIo } from '../io.ts';
import { type SettleOptions, readDay, readStatements, withActions } from '../settle-input.ts';
import { settlementJson, settlementText } from '../settle-report.ts';

export function register(program: Command, io: CliIo): void {
  program
    .command('settle')
    .description("compares a day with the broker's statement files: delivery notes, fills, orders, holdings, cash")
    .requiredOption('--account <file>', 'account.json that the day began with, or the one that it wrote')
    .requiredOption('--fills <file>', 'fills.csv of the day')
    .requiredOption('--broker <dir>', "folder with the broker's files of that day, as its client exported them")
    .option('--actions <file>', 'dividends, bonus shares, splits and rights by ex-date (see docs/corporate-actions.md)')
    .option('--mapping <file...>', 'what headings and words of a broker that is not known mean (JSON, see docs/statements.md)')
    .option('--json', 'one JSON document on stdout')
    .action(async (options: SettleOptions) => {
      await settleCommand(options, io);
    });
}

async function settleCommand(options: SettleOptions, io: CliIo): Promise<void> {
  const day = await readDay(options, io);
  const statements = await readStatements(options, io);
  const date = settledDate(day, statements);
  if (date === null) {
    throw new UsageError(`${options.fills}: has no fills, and the broker's files are not of one day: the day cannot be told`);
  }
  const settlement = settleStatements(await withActions(day, date, options, io), date, statements);
  io.stdout(options.json === true ? `${JSON.stringify(settlementJson(settlement, statements), null, 2)}\n` : settlementText(settlement, statements));
  const { length } = settlement.differences;
  if (length > 0) throw new CheckFailedError(`${length} ${length === 1 ? 'difference' : 'differences'} between our books and the broker's`);
}
