/** The account's past. */
export const reviewCodes = {
  'review.noHistory': '此账户没有往日记录',
  'review.notSealed': '{{date}} 没有封存的记录',
  'review.noCause': '当日的记录里没有 {{id}} 的来由',
  'review.noMoment': '{{date}} 还没有记录',
  'report.noDays': '{{from}} 至 {{to}} 没有封存的交易日',
  'report.saved': '报告已保存',
  'index.badFile': '不能读取指数文件。{{place}}：{{problem, refusal}}',
  'review.indexTaken': '已载入指数 {{index}} 的收盘',
  'review.noted': '{{date}} 的笔记已保存',
} as const;
