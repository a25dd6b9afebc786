const FILES = import.meta.glob<string>('../../../../resources/scripts/examples/*.ts', { query: '?raw', import: 'default', eager: true });

export const EXAMPLES = ['patient-chaser', 'time-boxed', 'vwap-discount'] as const;

/** The text of an example that authors begin with. */
export function exampleText(name: (typeof EXAMPLES)[number]): string {
  return FILES[`../../../../resources/scripts/examples/${name}.ts`] ?? '';
}
