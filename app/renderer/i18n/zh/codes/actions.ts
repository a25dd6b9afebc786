/** What can be wrong with corporate actions, and what a person has to know of them. */
export const actionCodes = {
  'account.moreParcels': '{{instrument}} 的取得记录多于持有的 {{quantity}} 股',
  'actions.nothing': '该行没有派息、送转、拆分或配股',
  'actions.splitAndShares': '拆分不能与送股或转增写在同一行',
  'actions.rightsWithoutPrice': '缺少配股价',
  'actions.rightsWithoutRatio': '缺少每 10 股的配股数',
  'actions.listedLater': '应为除权日 {{date}} 或其后一个交易日，实为 {{value}}',
  'actions.moreTaken': '{{instrument}} 认配 {{value}} 股，超过可配的 {{offered}} 股',
  'actions.implied': '{{instrument}} 收盘价 {{close}}，前收盘价 {{prevClose}}：疑有除权除息，但没有对应的权益分派，未作记账',
  'actions.rightsOffered': '{{instrument}} 可按 {{price}} 认配 {{shares}} 股，未认配',
} as const;
