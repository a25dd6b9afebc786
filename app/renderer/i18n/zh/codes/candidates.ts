/** What became of the candidates of a buy that nobody sells. */
export const candidateCodes = {
  'candidate.suspended': '{{instrument}} 停牌',
  'candidate.atLimitUp': '{{instrument}} 涨停封板：现价 {{price, price}}，涨停价 {{limitUp, price}}，没有卖盘',
  'candidate.noMarket': '{{instrument}} 今天没有行情或规则',
  'candidate.noSeller': '{{instrument}} 没有卖盘',
  'candidate.held': '已持有 {{held, quantity}} 股',
  'candidate.planned': '今天已有计划行 {{line}}',
  'candidate.replacing': '改买候选而撤单',
  'candidate.possibleAgain': '原证券又可买入，不再替换',
  'candidate.noneFits': '看过 {{looked}} 只候选，都不能买，原计划行保留',
  'candidate.standsFor': '替代 {{instrument}}（计划行 {{line}}），沿用其批准，预算上限 {{budget, money}}',
  'line.replaced': '{{because, sealed}}（涨停价 {{limitUp, price}}），改买 {{instrument}}（计划行 {{line}}）{{quantity, quantity}} 股，参考价 {{price, price}}；预算 {{budget, money}}，已用 {{paid, money}}，余 {{left, money}}',
  'line.budgetShort': '替代预算 {{budget, money}} 余 {{left, money}}，按 {{price, price}} 不足一手，等待',
} as const;
