/** What may go wrong with copies of an account's database. */
export const backupCodes = {
  'backup.failed': '备份未能写入（{{reason}}）：{{path}}',
  'backup.short': '备份只到第 {{seq}} 条记录，应到第 {{due}} 条：{{path}}',
  'backup.missing': '没有这份备份：{{path}}',
  'backup.notRestored': '备份未能恢复（{{reason}}）：{{path}}',
  'journal.empty': '尚无任何记录：{{path}}',
} as const;
