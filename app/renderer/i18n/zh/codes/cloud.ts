/** Why what a cloud sent, or was to be sent, is not taken. */
export const cloudCodes = {
  'signals.badSignature': '{{strategy}} 于 {{date}} 的信号签名不对：不是发给本机的，或中途被改过',
  'signals.changed': '{{strategy}} 于 {{date}} 的信号与先前取得的不同',
  'signals.incomplete': '{{strategy}} 的信号不完整，或同一证券出现两次',
  'signals.otherStrategy': '收到的是 {{strategy}} 的信号，要的是 {{expected}}',
  'signals.stale': '信号的交易日是 {{tradeDate}}，要的是 {{expected}}',
  'signals.wrongSession': '{{tradeDate}} 的信号作于 {{date}}，不是它的上一个交易日',
};
