/** The past in figures: which days, whose part, and what they came to. */
export const analysis = {
  look: '复盘范围',
  rangeLabel: '区间',
  range: { day: '日', week: '周', month: '月', quarter: '季', year: '年', all: '全部' },
  allStrategies: '全部策略',
  progress: '正在整理往日记录 {{done}} / {{of}}',
  sortino: '索提诺',
  calmar: '卡玛比率',
  board: '板块',
  noTrade: '其他（分红、利息、调整）',
  noFills: '区间内没有成交',
  side: '方向',
  reason: '理由',
} as const;
