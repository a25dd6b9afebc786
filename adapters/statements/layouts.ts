/**
 * The headings under which brokers' clients are known to export, one entry a layout, in the order of the columns. They
 * name the broker; what a column means is said by `headings.ts`, so that a client whose layout is not here is read too.
 * As exported by the clients of 2015 to 2017; the names are the brokers' short English ones.
 */
export const LAYOUTS: readonly Layout[] = [
  { broker: 'boci', headings: '发生日期 成交时间 证券代码 证券名称 买卖标志 成交数量 成交价格 成交金额 发生金额 剩余金额 申报序号 股东代码 席位代码 委托编号 成交编号 证券数量 佣金 印花税 过户费 交易征费 交易规费 备注' },
  { broker: 'boci', headings: '委托时间 证券代码 证券名称 操作 备注 委托数量 成交数量 撤单数量 委托价格 成交均价 合同编号 申报编号' },
  { broker: 'caitong', headings: '成交日期 证券代码 证券名称 操作 成交均价 成交数量 成交金额 手续费 印花税 其他杂费 发生金额 本次金额 合同编号 成交时间 股东帐户 备注 成交编号 交易市场' },
  { broker: 'caitong', headings: '证券代码 证券名称 操作 成交均价 成交数量 成交金额 印花税 过户费 发生金额 合同编号 股东帐户 委托日期 可用余额 其他杂费 佣金 可用金额' },
  { broker: 'caitong', headings: '委托时间 申报编号 证券代码 证券名称 操作 备注 委托价格 委托数量 成交均价 成交数量 撤单数量 股东帐户 合同编号 交易市场' },
  { broker: 'caitong', headings: '委托时间 证券代码 证券名称 操作 备注 委托价格 委托数量 成交均价 成交数量 股东帐户 合同编号 交易市场 订单类型' },
  { broker: 'citic', headings: '发生日期 成交时间 证券代码 证券名称 业务名称 成交数量 成交价格 成交金额 余额 清算金额 手续费 印花税 附加费 资金本次余额 委托编号 股东代码 过户费 交易所清算费 资金帐号 币种 费用备注' },
  { broker: 'citic', headings: '发生日期 证券名称 委托编号 成交数量 成交价格 成交金额 手续费 印花税 清算金额 资金本次余额 股东代码 备注 过户费 交易所清算费 成交时间 资金帐号 币种 费用备注' },
  { broker: 'citic', headings: '委托时间 申请编号 证券代码 证券名称 买卖 委托类型 委托状态 委托价格 委托数量 成交价格 成交数量 已撤数量 股东代码 资金帐号 交易市场 返回信息 委托编号 委托类别' },
  { broker: 'essence', headings: '发生日期 证券代码 证券名称 业务名称 成交价格 成交数量 成交金额 手续费 深市过户费(含在手续费中收取) 沪市过户费 印花税 清算费 清算金额 资金本次余额 委托编号 委托价格 委托数量 成交时间 股东代码 资产账户 币种' },
  { broker: 'founder', headings: '成交日期 成交时间 证券代码 证券名称 操作 成交数量 成交编号 成交均价 成交金额 余额 发生金额 手续费 印花税 其他杂费 本次金额 合同编号 股东帐户 佣金 过户费 交易市场' },
  { broker: 'founder', headings: '委托时间 证券代码 证券名称 买卖标志 委托类别 状态说明 委托价格 委托数量 委托编号 成交价格 成交数量 报价方式 股东代码' },
  { broker: 'galaxy', headings: '证券代码 证券名称 操作 成交数量 成交均价 成交金额 股票余额 发生金额 手续费 印花税 其他杂费 资金余额 合同编号 股东帐户 交收日期 净佣金 过户费 结算费 币种' },
  { broker: 'galaxy', headings: '委托时间 证券代码 证券名称 操作 备注 委托数量 成交数量 成交金额 委托价格 成交均价 合同编号 操作日期' },
  { broker: 'guotai', headings: '成交日期 业务名称 证券代码 证券名称 成交价格 成交数量 剩余数量 成交金额 清算金额 剩余金额 净佣金 规费 印花税 过户费 结算费 附加费 成交编号 股东代码' },
  { broker: 'guotai', headings: '成交日期 成交时间 证券代码 证券名称 操作 成交数量 成交编号 成交均价 成交金额 本次余额 股票余额 发生金额 手续费 印花税 其他杂费 资金余额 本次金额 合同编号 市场名称 股东帐户 币种' },
  { broker: 'guotai', headings: '成交日期 成交时间 证券代码 证券名称 买卖标志 委托价格 委托数量 委托编号 成交价格 成交数量 成交金额 成交编号 股东代码 状态说明' },
  { broker: 'haitong', headings: '成交日期 证券代码 证券名称 操作 成交数量 成交均价 成交金额 可用余额 发生金额 手续费 印花税 其他杂费 资金余额 合同编号 股东帐户 过户费 交易币种 结算币种 结算汇率 港股交易费' },
  { broker: 'haitong', headings: '成交日期 流水号 证券代码 证券名称 操作 发生金额 资金余额 摘要 成交数量 成交均价 成交金额 成交编号 交易市场 股东帐户 港股通结算汇率 过户费¥/使用费HK$ 印花税¥/港股印花税HK$ 其他费用¥/港股其他费用HK$' },
  { broker: 'haitong', headings: '申报时间 证券代码 证券名称 操作 委托状态 委托数量 成交数量 撤消数量 委托价格 成交均价 合同编号 委托子业务 约定号 对方账户 参考汇率 结算币种 交易币种 证券中文名 出错信息' },
  { broker: 'huatai', headings: '成交日期 摘要 证券名称 合同编号 成交数量 成交均价 成交金额 手续费 印花税 其他杂费 发生金额 股东帐户 备注 操作 证券代码 结算汇率' },
  { broker: 'huatai', headings: '成交日期 摘要 证券名称 合同编号 成交数量 成交均价 成交金额 手续费 印花税 其他杂费 发生金额 股东帐户 备注 本次资金余额 本次股票余额' },
  { broker: 'huatai', headings: '委托日期 证券代码 证券名称 操作 委托价格 委托数量 委托时间 成交数量 成交均价 合同编号 交易市场 股东帐户 备注' },
  { broker: 'shenwan', headings: '成交日期 证券代码 证券名称 操作 成交数量 成交编号 成交均价 成交金额 余额 发生金额 手续费 印花税 其他杂费 本次金额 合同编号 股东帐户 交易市场' },
  { broker: 'shenwan', headings: '委托时间 证券代码 证券名称 操作 委托状态 委托数量 成交数量 撤单数量 委托价格 成交均价 合同编号 申报编号 业务名称 委托属性 委托金额 成交金额 已撤数量' },
  { broker: 'sinolink', headings: '成交日期 证券代码 证券名称 买卖标志 成交数量 成交价格 成交金额 发生金额 佣金 印花税 过户费 成交编号 股东代码 备注' },
  { broker: 'sinolink', headings: '成交日期 成交时间 证券代码 证券名称 操作 成交数量 成交均价 成交金额 余额 发生金额 手续费 印花税 过户费 本次金额 股东帐户 其他费用 交易市场' },
  { broker: 'sinolink', headings: '委托时间 证券代码 证券名称 操作 备注 委托数量 成交数量 委托价格 成交均价 合同编号 委托日期 详细内容' },
  { broker: 'zhaoshang', headings: '币种 证券名称 成交日期 成交价格 成交数量 发生金额 资金余额 合同编号 业务名称 手续费 印花税 过户费 结算费 证券代码 股东代码' },
  { broker: 'zhaoshang', headings: '证券名称 买卖标志 委托价格 委托数量 成交价格 成交数量 状态说明 委托时间 委托编号 证券代码 股东代码 报价方式 委托方式 委托序号 备注' },
  { broker: 'zheshang', headings: '成交日期 证券代码 证券名称 成交价格 发生数量 成交数量 成交金额 发生金额 股票余额 佣金 印花税 过户费 成交编号 合同编号 操作 股东帐户 交易市场 备注' },
  { broker: 'zheshang', headings: '成交日期 证券代码 操作 证券名称 成交价格 发生数量 成交数量 成交金额 发生金额 股票余额 佣金 印花税 过户费 成交编号 合同编号 交易市场 股东帐户' },
  { broker: 'zheshang', headings: '委托日期 股东帐户 证券代码 证券名称 合同编号 操作 成交数量 可用余额 成交均价 成交金额 印花税 过户费 其他杂费 佣金 发生金额 可用金额' },
  { broker: 'zheshang', headings: '委托时间 证券代码 证券名称 委托数量 成交数量 操作 委托价格 成交均价 合同编号 股东帐户 交易市场 申报编号 备注 废单原因' },
  { broker: 'zheshang', headings: '委托时间 合同编号 股东帐户 交易市场 证券代码 证券名称 操作 订单类型 委托数量 委托价格 成交数量 成交均价 头寸性质 备注 废单原因' },
];

export interface Layout {
  readonly broker: string;
  /** Separated by blanks. */
  readonly headings: string;
}

/** Headings in common, of all of both, from which on a layout is taken for a broker's. */
const ALIKE = 0.75;

/**
 * Whose layout the headings are: of the most alike one, the first in the order of the columns where several brokers have
 * the same. null when none is alike.
 */
export function brokerOf(headings: readonly string[]): string | null {
  let best: { broker: string; score: number } | null = null;
  for (const { broker, headings: text } of LAYOUTS) {
    const known = text.split(' ');
    const score = likeness(headings, known) + (known.join(' ') === headings.join(' ') ? 1 : 0);
    if (score >= ALIKE && (best === null || score > best.score)) best = { broker, score };
  }
  return best?.broker ?? null;
}

function likeness(a: readonly string[], b: readonly string[]): number {
  const common = new Set(a.filter((heading) => b.includes(heading))).size;
  return common / (new Set([...a, ...b]).size || 1);
}
