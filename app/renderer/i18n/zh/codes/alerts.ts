/** What may go wrong with the ways of reaching the trader. */
export const alertCodes = {
  'alert.badAddress': '地址须以 https:// 开头（本机可用 http://）',
  'alert.sent': '测试消息已送达',
  'alert.notSent': '消息没有送达：{{reason}}',
} as const;
