/** A row that sums up others; its first word, or a word of its own in some cell. */
const TOTAL = /^(?:合\s*计|总\s*计|小\s*计|汇\s*总|累\s*计|共\s*\d+\s*[条笔项])/;
const TOTAL_ALONE = /^(?:本页|本日|本期|当日)?(?:合\s*计|总\s*计|小\s*计|汇\s*总|累\s*计)[:：]?$/;
/** Lines drawn with dashes. */
const RULE = /^[-=─━—_+|*\s]*$/;
/** What clients and people write under or between tables, in a line of its own. */
const NOTE = /^(?:注|备注|说明|声明|提示|温馨提示|免责|以上|本(?:对账单|交割单|表|单|资料|页)|打印|制表|导出|查询|起始|截止|资金账[号户]|客户|营业部|第\s*\d+\s*页|页码|共\s*\d+\s*页|※)/;

/** Whether cells are no row of a table but a total, a drawn line, a note or nothing at all. */
export function isBesideTable(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== '');
  if (RULE.test(filled.join(''))) return true;
  if (TOTAL.test(filled[0] ?? '') || filled.some((cell) => TOTAL_ALONE.test(cell))) return true;
  return filled.length === 1 && NOTE.test(filled[0] ?? '');
}
