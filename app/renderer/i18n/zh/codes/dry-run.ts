/** What stands in the way of a plan line that is run dry. */
export const dryRunCodes = {
  'dryRun.notApproved': '尚未批准',
  'dryRun.skipped': '已跳过',
  'dryRun.paused': '本行已暂停',
  'dryRun.sidePaused': '全部{{side, side}}已暂停',
  'dryRun.strategyPaused': '策略 {{strategy}} 已暂停',
  'dryRun.scriptDecides': '由脚本 {{script}} 临场决定，不能预先列出',
  'dryRun.nothingLeft': '今天剩余的时段里不会再发出委托',
  'dryRun.overCap': '{{slices}} 片的预计占比超过参与率上限：自 {{from}} 起 {{share, percent}}，上限 {{cap, percent}}，会顺延',
};
