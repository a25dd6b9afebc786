export const report = {
  name: '报告',
  kindLabel: '报告内容',
  kind: { full: '综合', performance: '业绩', statements: '三张报表', trades: '交易' },
  none: '这段时间没有报告',
  noneText: '换一段有封存交易日的日期。',
  contents: '目录',
  curve: '累计收益曲线',
  more: '另有 {{rows}} 行，见导出的文件',
} as const;
