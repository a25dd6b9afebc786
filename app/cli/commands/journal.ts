import { type Command } from 'commander';
import { type CliIo } from '../io.ts';
import { journalExplain } from '../journal-explain.ts';
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
    .description('answers "why" for one fill: order, verdicts, plan line, sizing, signal, approvals')
    .argument('<file>', 'events.jsonl, or the database of an account')
    .requiredOption('--fill <id>', 'fill_id of fills.csv')
    .option('--json', 'one JSON document on stdout')
    .action(async (file: string, options: { readonly fill: string; readonly json?: boolean }) => {
      await journalExplain(file, options, io);
    });
}
