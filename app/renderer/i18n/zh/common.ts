export const common = {
  appName: '开盘',
  close: '关闭',
  cancel: '取消',
  save: '保存',
  retry: '重试',
  more: '{{name}}：增加',
  less: '{{name}}：减少',
  all: '全部',
  shares: '股',
  yuan: '元',
  reason: '理由',
  reasonNote: '记入日志，之后可查',
} as const;
