/** What a column of a broker's file can be. */
export const FIELDS = [
  'date',
  'time',
  'code',
  'name',
  'business',
  'remark',
  'quantity',
  'price',
  'turnover',
  'amount',
  'income',
  'outgo',
  'cashAfter',
  'sharesAfter',
  'commission',
  'stampTax',
  'transferFee',
  'otherFee',
  'orderRef',
  'fillRef',
  'ordered',
  'holding',
  'valuation',
  'market',
  'currency',
  'purse',
] as const;

export type Field = (typeof FIELDS)[number];

/**
 * What brokers call each thing, the best first: where a file has several, the first one that is filled in a row counts,
 * but for fees, which add up, and for the words of a business, which are asked in turn. Blanks are taken out and
 * full-width letters made plain before they are compared.
 */
export const HEADINGS: Readonly<Record<Field, readonly string[]>> = {
  date: ['成交日期', '发生日期', '交收日期', '清算日期', '业务日期', '交易日期', '交割日期', '日期', '委托日期', '操作日期'],
  time: ['成交时间', '发生时间', '业务时间', '交易时间', '委托时间', '申报时间', '时间'],
  code: ['证券代码', '股票代码', '品种代码', '基金代码', '合约代码', '代码'],
  name: ['证券名称', '股票名称', '品种名称', '基金名称', '证券简称', '名称'],
  business: ['业务名称', '业务类型', '业务类别', '业务标志', '摘要', '交易类别', '交易类型', '操作', '买卖标志', '买卖方向', '买卖类别', '买卖', '交易方向', '方向', '委托方向', '业务说明', '订单类型'],
  remark: ['备注', '备注说明', '说明'],
  quantity: ['成交数量', '成交股数', '成交量', '发生数量', '股份发生数', '交易数量'],
  price: ['成交均价', '成交价格', '成交价', '均价', '成交单价'],
  turnover: ['成交金额', '成交额', '交易金额'],
  amount: ['发生金额', '清算金额', '资金发生数', '资金发生额', '收付金额', '变动金额', '发生额', '应收应付金额', '净额'],
  income: ['收入金额', '收入', '存入金额'],
  outgo: ['支出金额', '付出金额', '支出', '取出金额'],
  cashAfter: ['资金余额', '本次资金余额', '资金本次余额', '剩余金额', '本次金额', '后资金额', '资金余额(元)', '可用金额', '可用资金', '账户余额'],
  sharesAfter: ['股票余额', '剩余数量', '本次股票余额', '证券余额', '股份余额', '股份本次余额', '库存数量'],
  commission: ['佣金', '净佣金', '手续费', '交易佣金', '实收佣金'],
  stampTax: ['印花税', '印花税¥/港股印花税HK$'],
  transferFee: ['过户费', '沪市过户费', '深市过户费(含在手续费中收取)', '过户费¥/使用费HK$'],
  otherFee: ['规费', '交易规费', '交易征费', '其他杂费', '其它杂费', '其他费', '其它费', '其他费用', '其它费用', '附加费', '结算费', '清算费', '交易所清算费', '经手费', '证管费', '风险金', '委托费', '前台费用', '港股交易费', '其他费用¥/港股其他费用HK$'],
  orderRef: ['委托编号', '合同编号', '委托合同号', '合同号', '申请编号', '申报编号', '申报序号', '委托序号'],
  fillRef: ['成交编号', '成交序号', '成交号'],
  ordered: ['委托数量', '委托股数', '申报数量'],
  holding: ['持仓数量', '持股数量', '当前持仓', '当前拥股', '实际数量', '股票数量', '持有数量', '参考持股', '总持仓', '拥股数量'],
  valuation: ['市值', '最新市值', '参考市值', '证券市值', '股票市值', '成本价', '参考成本价', '参考成本', '持仓成本', '浮动盈亏', '参考盈亏', '可卖数量'],
  market: ['交易市场', '市场名称', '市场', '交易所', '交易所名称', '市场类型'],
  currency: ['币种', '币种名称', '货币', '交易币种', '结算币种'],
  purse: ['资金帐号', '资金账号', '资产账户', '资金账户', '客户号'],
};

/**
 * Headings that mean one thing beside some columns and another without them: 余额 is shares where the cash has a column
 * of its own. The first line whose condition holds.
 */
export const AMBIGUOUS: readonly AmbiguousHeading[] = [
  { heading: '余额', beside: 'cashAfter', field: 'sharesAfter' },
  { heading: '余额', beside: null, field: 'cashAfter' },
  { heading: '本次余额', beside: 'cashAfter', field: 'sharesAfter' },
  { heading: '本次余额', beside: null, field: 'cashAfter' },
  { heading: '可用余额', beside: 'cashAfter', field: 'sharesAfter' },
  { heading: '可用余额', beside: 'valuation', field: 'valuation' },
  { heading: '可用余额', beside: null, field: 'cashAfter' },
  { heading: '证券数量', beside: 'quantity', field: 'sharesAfter' },
  { heading: '证券数量', beside: 'amount', field: 'quantity' },
  { heading: '证券数量', beside: null, field: 'holding' },
  { heading: '数量', beside: 'quantity', field: 'sharesAfter' },
  { heading: '数量', beside: 'valuation', field: 'holding' },
  { heading: '数量', beside: null, field: 'quantity' },
  { heading: '价格', beside: null, field: 'price' },
  { heading: '金额', beside: null, field: 'amount' },
];

export interface AmbiguousHeading {
  readonly heading: string;
  /** The field that another column must already be; null: none. */
  readonly beside: Field | null;
  readonly field: Field;
}

/** Headings that are known and say nothing that is needed here; they tell a statement from a foreign file. */
export const OTHER_HEADINGS: readonly string[] = [
  '股东代码', '股东帐户', '股东账户', '股东帐号', '席位代码', '委托价格', '撤单数量', '已撤数量', '撤消数量', '委托状态', '状态说明',
  '委托类型', '委托类别', '报价方式', '委托方式', '返回信息', '费用备注', '结算汇率', '废单原因', '头寸性质', '流水号',
  '委托子业务', '约定号', '对方账户', '参考汇率', '证券中文名', '出错信息', '委托属性', '委托金额', '详细内容', '最新价', '市价', '盈亏比例',
];
