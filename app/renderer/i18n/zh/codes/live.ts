/** What keeps the account's books and the broker's the same, and what happens when they may not be. */
export const liveCodes = {
  'accountState.unreconciled': '与券商的账目尚未核对一致，不发新委托，只能撤单',
  'gateway.otherDate': '网关的交易日是 {{date}}，本机是 {{ours}}',
  'journal.writeFailed': '日志无法写入磁盘（{{reason}}）：已停止发送，最后一条指令是否生效未知，正在重新打开并核对…',
  'journal.outcomeUnknown': '日志写入失败，这条指令是否生效以重新读出的日志为准',
  'order.noAnswer': '券商 {{ms, age}} 没有回应：是否到达以券商的记录为准，不会重发',
  'order.unknownAfterRestart': '终端中断时这笔委托没有回音：是否到达以券商的记录为准，不会重发',
  'reconcile.acceptedByPerson': '已人工确认差异：{{reason}}',
  'reconcile.connectionLost': '与券商的连接中断，恢复后核对账目再交易',
  'reconcile.differs': '与券商的账目有 {{count}} 处不一致：请核对，或注明原因后接受',
  'reconcile.needsReason': '接受差异要写明原因',
  'reconcile.nothingDiffers': '没有待接受的差异',
  'reconcile.starting': '正在启动：与券商核对账目后才交易',
};
