/** What can be wrong with recorded quotes, and with the folder of a recorded day. */
export const quoteCodes = {
  'recorded.badFile': '不能打开录制行情。{{place}}：{{problem, refusal}}',
  'quotes.noFiles': '文件夹里没有行情文件（*.quotes.csv 或 .csv.gz）',
  'quotes.otherDay': '应为 {{date}}，现为 {{value}}',
  'quotes.timeWentBack': '时间从 {{before}} 退回到 {{value}}',
  'quotes.totalDecreased': '是当日累计值，不能从 {{before}} 减到 {{value}}',
  'quotes.valueChanged': '日内从 {{before}} 变成了 {{value}}',
  'quotes.crossedBook': '买一 {{value}} 高于卖一 {{ask}}',
  'quotes.levelOrder': '{{value}} 没有比上一档 {{before}} 更差',
  'quotes.auctionVolumes': '集合竞价两侧的匹配量不同：{{other}} 与 {{value}}',
  'quotes.auctionRest': '集合竞价只有一侧有剩余，现另一侧为 {{value}}',
  'quotes.overlap': '{{instrument}} 的行情与 {{other}} 时间重叠',
  'quotes.oddRows': '{{file}} 有 {{rows}} 行行情自相矛盾：{{problem, refusal}}',
} as const;
