/** Settling, correcting and sealing a day. */
export const settlementCodes = {
  'day.sealed': '{{date}} 已封存，不能再改动',
  'day.notSettled': '{{date}} 尚未清算',
  'day.differencesOpen': '{{date}} 还有 {{open}} 项差异未处理，不能封存：请在结算页逐项接受、修改或拒绝',
  'settlement.byPerson': '{{reason}}',
  'settlement.needsReason': '请写明理由',
  'settlement.noSuchDifference': '没有差异 {{id}}',
  'settlement.alreadyResolved': '差异 {{id}} 已经处理过',
  'settlement.editNeedsBooking': '请填写要记入的资金或股数',
  'settlement.notHeld': '{{instrument}} 只有 {{held, quantity}} 股可以减少，不够 {{quantity, quantity}} 股',
} as const;
