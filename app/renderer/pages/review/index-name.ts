import { type TFunction } from 'i18next';

/** What people call an index; its code where it has no such name. */
export function indexName(t: TFunction, id: string): string {
  return t(`analysis.indices.${id.slice(7)}${id.slice(0, 6)}`, { defaultValue: id });
}
