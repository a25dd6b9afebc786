/** What a gateway and the link to it may say. */
export const brokerCodes = {
  'gateway.badLogin': '网关：账户 {{account}} 或口令不对',
  'gateway.badMessage': '网关：消息的字段 {{field}} 不对（{{problem}}）',
  'gateway.closed': '网关：交易所已收盘',
  'gateway.corrected': '网关：{{by}} 更正：{{reason}}',
  'gateway.fromTheFuture': '网关只有 {{last}} 条回报，本机已有 {{after}} 条：不是同一天的网关',
  'gateway.misreported': '网关：先前报错了',
  'gateway.neverArrived': '网关的记录里没有这笔委托：它没有到达，也不会再到达',
  'gateway.notJson': '网关的消息无法读取（{{length}} 个字符）',
  'gateway.orderIdReused': '网关：委托号 {{orderId}} 已用于另一笔委托',
  'gateway.version': '网关的协议版本是 {{version}}，本机是 {{ours}}',
  'link.gap': '回报有缺（网关 {{last}}，本机 {{heard}}），正在重新连接',
  'link.lost': '与网关的连接断开，正在重新连接',
  'link.outOfTurn': '网关的消息次序不对（{{type}}），正在重新连接',
  'link.silent': '网关 {{ms, age}} 没有回应，正在重新连接',
};
