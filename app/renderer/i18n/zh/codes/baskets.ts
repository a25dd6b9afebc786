/** Lines that are worked as one. */
export const basketCodes = {
  'basket.noSells': '篮子里没有卖出，买入没有资金来源',
  'basket.needsName': '篮子需要名称',
  'basket.badWindow': '时间窗 {{start}} 至 {{end}} 已过或为空',
  'basket.lineTaken': '计划行 {{line}} 已在篮子“{{basket}}”中',
  'basket.unknown': '没有这个篮子 {{basket}}',
  'basket.awaitsStart': '篮子“{{basket}}”{{start}} 开始',
  'basket.awaitsSells': '篮子“{{basket}}”等待卖出：已回笼 {{brought, money}}，已用 {{spent, money}}，容差 {{tolerance, money}}',
  'basket.sellsStuck': '篮子“{{basket}}”有 {{stuck}} 笔卖出受阻（{{instrument}} 等，跌停或停牌），对应买入等待：已回笼 {{brought, money}}，已用 {{spent, money}}，容差 {{tolerance, money}}',
  'basket.fundsSpent': '篮子“{{basket}}”卖出已结束，回笼 {{brought, money}} 已用 {{spent, money}}，容差 {{tolerance, money}}',
  'basket.windowOver': '篮子“{{basket}}”时间窗结束，剩 {{remaining, quantity}} 股不再执行',
  'basket.atLimitDown': '{{instrument}} 跌停封板：现价 {{price, price}}，跌停价 {{limitDown, price}}，没有买盘',
} as const;
