/** What must never be kept in a log, as patterns, with what stands in its place. */
const PATTERNS: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  // Home folders on Linux, macOS and Windows: the name in them is the trader's.
  [/(\/(?:home|Users)\/)[^/\s"':]+/g, '$1[user]'],
  [/([A-Za-z]:\\Users\\)[^\\\s"':]+/g, '$1[user]'],
  // `token: abc`, `"apiKey":"abc"`, `password=abc`, `Authorization: Bearer abc`.
  [
    /((?:api[_-]?key|secret|token|passw(?:or)?d|pwd|authorization|cookie)["']?\s*[:=]\s*["']?)(?:bearer\s+)?[^\s"',;}&]+/gi,
    '$1[redacted]',
  ],
  // Fund account, identity card and telephone numbers: eight digits or more in a row.
  [/(?<![\d.:-])\d{8,}[\dXx]?(?![\d.:-])/g, '[number]'],
];

/** `text` without keys, account numbers and the trader's name in paths. */
export function redact(text: string): string {
  return PATTERNS.reduce((cleaned, [pattern, replacement]) => cleaned.replace(pattern, replacement), text);
}
