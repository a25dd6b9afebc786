import { resolve } from 'node:path';
import { type Command } from 'commander';
import { configJson, readConfig } from '../../../adapters/files/config.ts';
import { inputProblemText, placed } from '../../../adapters/files/input-problem.ts';
import { DEFAULT_CONFIG, type TradingConfig } from '../../../core/oms/config.ts';
import { explainedConfig } from '../config-report.ts';
import { UsageError } from '../failure.ts';
import { type CliIo } from '../io.ts';

interface ConfigOptions {
  readonly print?: boolean;
  readonly config?: string;
  readonly json?: boolean;
}

export function register(program: Command, io: CliIo): void {
  program
    .command('config')
    .description('the configuration, each key explained')
    .requiredOption('--print', 'prints the default configuration')
    .option('--config <file>', 'prints what holds with this config.json instead')
    .option('--json', 'one JSON document on stdout, fit for a config.json')
    .action(async (options: ConfigOptions) => {
      const json = configJson(await configOption(options.config, io));
      io.stdout(options.json === true ? `${JSON.stringify(json, null, 2)}\n` : explainedConfig(json));
    });
}

async function configOption(file: string | undefined, io: CliIo): Promise<TradingConfig> {
  if (file === undefined) return DEFAULT_CONFIG;
  const config = await readConfig(resolve(io.cwd, file));
  if (!config.ok) throw new UsageError(inputProblemText(placed(config.error, { file })));
  return config.value;
}
