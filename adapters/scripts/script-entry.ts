/** The two interfaces of `resources/scripts/kaipan-script.d.ts`; a script implements one. */
export const ENTRIES = ['nextMove', 'holds'] as const;
export type ScriptEntry = (typeof ENTRIES)[number];
