import { type RowKind } from '../../core/settlement/statement.ts';

/** What a row says beside its words. */
export interface RowFacts {
  /** Of a repurchase agreement by its code: GC001 (204001.SH), R-001 (131810.SZ) and their like. */
  readonly repo: boolean;
  /** Codes under which Shanghai sells and numbers new shares: 730, 732, 736, 780, 783, 787 and more. */
  readonly newShare: boolean;
  /** Which way the money went; 0 where none did or the file does not say. */
  readonly cash: -1 | 0 | 1;
}

interface WordRule {
  /** Found in any of the row's words: 业务名称, 摘要, 操作, 买卖标志 or 备注. */
  readonly words: RegExp;
  readonly when?: (facts: RowFacts) => boolean;
  readonly kind: RowKind;
}

const paid = ({ cash }: RowFacts): boolean => cash < 0;
const got = ({ cash }: RowFacts): boolean => cash > 0;

/**
 * What brokers call each kind of business, asked from top to bottom: what is more exact stands first, so that a 卖出 of
 * GC001 is a loan against bonds and 申购配号 no purchase.
 */
const RULES: readonly WordRule[] = [
  { kind: 'balance', words: /^(?:期初|期末|上日|昨日|承前|余额结转|期初余额|上期余额)/ },
  { kind: 'cancel', words: /^(?:撤买|撤卖|撤单|撤销|已撤单|买入撤单|卖出撤单|废单|内部撤单)/ },

  { kind: 'repoLendReturn', words: /拆出.*购回|逆回购.*(?:到期|购回|返款)|融券购回/ },
  { kind: 'repoLend', words: /质押回购拆出|融券回购|逆回购|回购拆出|拆出/ },
  { kind: 'repoBorrowReturn', words: /拆入.*购回|正回购.*(?:到期|购回)|融资购回/ },
  { kind: 'repoBorrow', words: /质押回购拆入|融资回购|正回购|回购拆入|拆入/ },
  { kind: 'repoLend', words: /^(?:证券)?(?:卖出?|买入?)$/, when: (facts) => facts.repo && paid(facts) },
  { kind: 'repoLendReturn', words: /^(?:证券)?(?:卖出?|买入?)$/, when: (facts) => facts.repo && got(facts) },

  { kind: 'newShareNumbers', words: /配号|^起始配号/ },
  { kind: 'newShareRefund', words: /(?:申购|新股|配售|中签|IPO).*(?:返款|退款|还款|解冻|返还)|未中签/ },
  { kind: 'newSharePayment', words: /(?:中签|新股|配售|申购).*(?:缴款|扣款|交款|认购款)|(?:缴款|扣款).*(?:中签|新股)/ },
  { kind: 'newSharesIn', words: /(?:新股|申购|中签|可转债|转债).*(?:入帐|入账|上市|登记)/ },
  { kind: 'newShareAllotment', words: /中签|新股.*配售结果|配售中签/ },
  { kind: 'cashProductIn', words: /(?:保证金|现金|理财|货币|天添利|余额宝|资管|集合).*(?:申购|认购|买入|转入|自动申购)/ },
  { kind: 'cashProductOut', words: /(?:保证金|现金|理财|货币|天添利|余额宝|资管|集合).*(?:赎回|卖出|转出|退出|返款)/ },
  { kind: 'newShareSubscription', words: /(?:新股|市值|网上|债券|转债|配售|IPO).*申购|^申购$|^新股认购|申购冻结/ },
  { kind: 'newShareNumbers', words: /^(?:证券)?(?:买入?|卖出?)$/, when: (facts) => facts.newShare && facts.cash === 0 },
  { kind: 'newShareSubscription', words: /^(?:证券)?买入?$/, when: (facts) => facts.newShare && paid(facts) },
  { kind: 'newShareRefund', words: /^(?:证券)?(?:卖出?|买入?)$/, when: (facts) => facts.newShare && got(facts) },

  { kind: 'dividendTax', words: /(?:红利|股息|红股|股利|利息股息|分红).*(?:税)|(?:税).*(?:红利|股息)|个人所得税|个税/ },
  { kind: 'interestTax', words: /利息税|利息.*扣税/ },
  { kind: 'bonusShares', words: /红股|送股|转增|送转|股份拆细|拆股|权益送|公积金转/ },
  { kind: 'dividend', words: /股息|红利|股利|派息|分红|派现|除息|兑息|债券付息|债券兑付|债券利息|利息兑付/ },
  { kind: 'rights', words: /配股|配债/ },
  { kind: 'loanInterest', words: /(?:融资|融券|信用|两融|负债).*(?:利息|息费|罚息)|(?:归还|偿还|扣收|扣除).*利息/ },
  { kind: 'interest', words: /利息|结息|批量利息归本|存款息|资金息|息入帐|息入账/ },

  { kind: 'marginBuy', words: /^(?:担保|信用)?融资(?:买入|开仓)|^融资平?买/ },
  { kind: 'coverBuy', words: /买券还券|融券(?:平仓|买回)/ },
  { kind: 'shortSell', words: /融券(?:卖出|开仓)/ },
  { kind: 'sellToRepay', words: /卖券还款|融资平仓/ },
  { kind: 'loanRepaid', words: /(?:直接|现金|自动)?(?:还款|归还融资|偿还融资|归还本金|融资还款|偿还本金)/ },
  { kind: 'loan', words: /融资(?:借款|借入|款项)|借入资金/ },
  { kind: 'sharesIn', words: /担保品?(?:划入|转入|提交)|担保物(?:划入|转入)|托管转入|转托管入|股份转入|证券转入|非交易过户.*入|份额转入|股份登记|换股转入/ },
  { kind: 'sharesOut', words: /担保品?(?:划出|转出|返还|取回)|担保物(?:划出|转出)|托管转出|转托管出|股份转出|证券转出|非交易过户.*出|份额转出|换股转出/ },
  { kind: 'registration', words: /指定交易|撤销?指定|撤指|开户|股东卡/ },

  { kind: 'transferIn', words: /银行转(?:证券|存|入|存管)|银证转入|银行转入|银转证|资金转入|资金划入|资金调入|入金|现金存款|资金存入|转账存入|存入|保证金转入|银行转证券/ },
  { kind: 'transferOut', words: /证券转银行|银证转出|银行转出|转出至银行|证转银|资金转出|资金划出|资金调出|出金|现金取款|预约取款|快速取现|资金取出|转账取出|取出|证券转出银行|保证金转出|银行转取/ },
  { kind: 'transferIn', words: /^(?:银证|银行|第三方存管|存管)?转账$/, when: got },
  { kind: 'transferOut', words: /^(?:银证|银行|第三方存管|存管)?转账$/, when: paid },
  { kind: 'fee', words: /手续费|佣金(?:补|调|返|差)|服务费|管理费|查询费|年费|通道费|组合费|费用|补扣|补收|扣收|股份服务|印花税|过户费|扣税/ },

  { kind: 'cashProductIn', words: /基金(?:申购|认购)|^(?:基金)?定投/ },
  { kind: 'cashProductOut', words: /基金赎回|赎回/ },
  { kind: 'buy', words: /^(?:普通|证券|担保品|担保物|信用|股票|基金|债券|配售|限价|市价|A股|B股|五档|竞价|二级市场|深市|沪市|上海|深圳|ETF|正常|北京|北交所|科创板|创业板|主板|港股通|沪港通|深港通|股转|盘后|盘后定价|大宗|大宗交易|集合竞价|连续竞价|可转债|开放式基金|LOF|沪A|深A|场内|强制|强平|网上|程序化|条件单|算法)*买(?:入?|进)(?:成交|开仓|委托|清算|确认)?$|^(?:B|BUY|BOUGHT|STOCK_BUY)$/i },
  { kind: 'sell', words: /^(?:普通|证券|担保品|担保物|信用|股票|基金|债券|限价|市价|A股|B股|五档|竞价|二级市场|深市|沪市|上海|深圳|ETF|正常|北京|北交所|科创板|创业板|主板|港股通|沪港通|深港通|股转|盘后|盘后定价|大宗|大宗交易|集合竞价|连续竞价|可转债|开放式基金|LOF|沪A|深A|场内|强制|强平|网上|程序化|条件单|算法)*卖出?(?:成交|平仓|委托|清算|确认)?$|^(?:S|SELL|SOLD|STOCK_SELL)$/i },
  { kind: 'buy', words: /^0?1?[BＢ]?-?证券买入/ },
  { kind: 'sell', words: /^0?2?[SＳ]?-?证券卖出/ },
];

const REPO = /^(?:204\d{3}|131[89]\d{2})$/;
const NEW_SHARE = /^(?:73[0-9]|78[0-9]|79[0-9]|74[0-9]|75[0-9]|707|718|731|371|370)\d{3}$/;

export function factsOf(code: string, amount: number | null): RowFacts {
  const cash = amount === null || amount === 0 ? 0 : amount < 0 ? -1 : 1;
  return { repo: REPO.test(code), newShare: NEW_SHARE.test(code), cash };
}

/**
 * What a row does. Words carry what they are about behind a colon or in brackets (`证券买入:帝王洁具`, `证券卖出(濮耐股份)`):
 * that is left aside, so that a name never decides. `unknown` when no rule fits.
 */
export function kindOf(words: readonly string[], facts: RowFacts, own: ReadonlyMap<string, RowKind>): RowKind {
  const plain = words.map((word) => word.normalize('NFKC').replaceAll(/\s+/g, ''));
  for (const word of plain) {
    const kind = own.get(word);
    if (kind !== undefined) return kind;
  }
  const bare = plain.map((word) => word.replace(/[(:].*$/s, '')).filter((word) => word !== '');
  const rule = RULES.find(({ words: pattern, when }) => when?.(facts) !== false && bare.some((word) => pattern.test(word)));
  return rule?.kind ?? 'unknown';
}
