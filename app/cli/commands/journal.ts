import { type Command } from 'commander';
import { type CliIo } from '../io.ts';
import { type ExplainOptions, journalExplain } from '../journal-explain.ts';
import { journalVerify } from '../journal-verify.ts';

export function register(program: Command, io: CliIo): void {
  const journal = program.command('journal').description('checks a journal, and asks it why');
  journal
    .command('verify')
    .description('checks the hash chain of a journal from its text alone; exit 3 when it is broken')
    .argument('<file>', 'events.jsonl, or the database of an account')
    .option('--json', 'one JSON document on stdout')
    .action(async (file: string, options: { readonly json?: boolean }) => {
      await journalVerify(file, options.json === true, io);
    });
  journal
    .command('explain')
    .description('answers "why" for a fill, an order or a plan line, done or not: order, verdicts, line, sizing, signal, approvals')
    .argument('<file>', 'events.jsonl, or the database of an account')
    .option('--fill <id>', 'fill_id of fills.csv')
    .option('--order <id>', 'order_id of orders.csv')
    .option('--line <id>', 'line_id of plan.csv')
    .option('--json', 'one JSON document on stdout')
    .action(async (file: string, options: ExplainOptions) => {
      await journalExplain(file, options, io);
    });
}
