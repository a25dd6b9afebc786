/** What a person wanted of a line, and why it was not to be. */
export const handCodes = {
  'line.skippedByPerson': '人工跳过：已成交 {{filled, quantity}}，剩 {{remaining, quantity}} 不再执行',
  'restore.replaced': '计划行 {{line}} 的策略已有计划行 {{other}} 在做同一证券，不能恢复',
  'approval.noCountdown': '计划行 {{line}} 没有自动批准倒计时',
  'approval.heldByPerson': '已转为人工批准',
  'approval.clockUnknown': '时钟无法确定，未自动批准，等待人工批准',
  'approval.notTrading': '账户当前{{state, trading}}，未自动批准，等待人工批准',
  'approval.paused': '计划行、策略或方向已暂停，未自动批准，等待人工批准',
  'undo.nothing': '没有可撤销的操作',
  'undo.notPossible': '“{{command, deed}}”不能撤销',
  'undo.touchedSince': '计划行 {{line}} 之后有他人操作，不能撤销',
  'undo.alreadySent': '计划行 {{line}} 已发出委托，不能撤销',
  'undo.changing': '计划行 {{line}} 正在等待撤单结果，稍后再撤销',
  'force.paused': '计划行或其方向已暂停，请先恢复再立即执行',
  'force.halted': '账户已停止交易，不能立即执行',
  'force.changing': '计划行正在等待撤单结果，修改完成后再立即执行',
  'force.noEntryNow': '当前阶段（{{phase, phase}}）交易所不接受委托',
} as const;
