import { type Bilingual, type HealthPart } from '../../preload/alert-rows.ts';
import { type AlertRule, type Finding } from './finding.ts';

interface Words {
  readonly title: Bilingual;
  /** `{name}` stands for a fact of the finding. */
  readonly text: Bilingual;
}

/** Alerts also leave the app by mail and webhook, where no window makes the words. */
const WORDS: Readonly<Record<Exclude<AlertRule, 'health'>, Words>> = {
  noPlan: {
    title: { zh: '今天还没有交易计划', en: 'There is no plan for today' },
    text: { zh: '{date} 到了约定时间仍没有任何计划行。', en: 'It is past the set time on {date} and the plan has no lines.' },
  },
  orderStuck: {
    title: { zh: '委托迟迟没有回报', en: 'An order has no answer' },
    text: { zh: '{instrument} 的委托 {order} 已等待 {seconds} 秒，不会自动重发。', en: 'Order {order} in {instrument} has waited for {seconds} s; it is not sent again by itself.' },
  },
  orderUnknown: {
    title: { zh: '委托状态未知', en: 'Unknown order outcome' },
    text: { zh: '柜台未确认是否收到委托 {order}，系统不会自动重发。', en: 'The broker has not confirmed order {order}; it is not sent again by itself.' },
  },
  orderRejected: {
    title: { zh: '废单', en: 'Order rejected' },
    text: { zh: '柜台或交易所拒绝了委托 {order}（{code}）。', en: 'The broker or the exchange rejected order {order} ({code}).' },
  },
  unsettled: {
    title: { zh: '今天没有清算', en: 'The day was not settled' },
    text: { zh: '{date} 到了约定时间仍未清算，下一交易日不能交易。请看结算页。', en: 'It is past the set time and {date} is not settled; the next day cannot trade. See the page Settlement.' },
  },
  unsealed: {
    title: { zh: '今天还没有封存', en: 'The day is not sealed' },
    text: { zh: '{date} 到了约定时间仍未封存，下一交易日不能交易。请看结算页。', en: 'It is past the set time and {date} is not sealed; the next day cannot trade. See the page Settlement.' },
  },
  unreconciled: {
    title: { zh: '对账不平', en: 'The day does not reconcile' },
    text: { zh: '与柜台有 {differences} 处差异，等待在结算页处理。', en: '{differences} differences from the broker wait for a decision on the page Settlement.' },
  },
  halted: {
    title: { zh: '账户已停止交易', en: 'The account has stopped trading' },
    text: { zh: '原因 {code}，请打开窗口查看。', en: 'Because of {code}. Please open the window.' },
  },
  stopped: {
    title: { zh: '交易已中断', en: 'Trading has broken off' },
    text: { zh: '原因 {code}，请打开窗口查看。', en: 'Because of {code}. Please open the window.' },
  },
  watchFired: {
    title: { zh: '盯盘触发', en: 'A watch has fired' },
    text: { zh: '{of} 触发了 {watch}，请看风控页。', en: '{watch} has fired for {of}; see the page Risk.' },
  },
  scriptStopped: {
    title: { zh: '脚本已停用', en: 'A script was stopped' },
    text: { zh: '脚本 {script} 出错停用（{code}），相关计划行已暂停。', en: 'Script {script} failed and was stopped ({code}); its lines are paused.' },
  },
  backupFailed: {
    title: { zh: '备份失败', en: 'The backup failed' },
    text: { zh: '账户数据库没有得到备份（{code}：{reason}）。', en: "The account's database was not copied ({code}: {reason})." },
  },
  allWell: {
    title: { zh: '今天一切正常', en: 'All is well' },
    text: { zh: '{date} 已封存：委托 {orders}，成交 {fills}，权益 {equity} 元。', en: '{date} is sealed: {orders} orders, {fills} fills, equity {equity} yuan.' },
  },
  test: {
    title: { zh: '开盘测试消息', en: 'A test by Kaipan' },
    text: { zh: '这条通道可以收到提醒。', en: 'Alerts reach you this way.' },
  },
};

const HEALTH: Readonly<Record<HealthPart, Words>> = {
  quotes: {
    title: { zh: '行情中断', en: 'No quotes' },
    text: { zh: '最近一笔行情已过去 {value} 毫秒（界限 {limit}）。', en: 'The last quote came {value} ms ago (limit {limit}).' },
  },
  commit: {
    title: { zh: '落盘变慢', en: 'Commits are slow' },
    text: { zh: '写入日志用了 {value} 毫秒（界限 {limit}）。', en: 'A commit takes {value} ms (limit {limit}).' },
  },
  loop: {
    title: { zh: '程序响应变慢', en: 'The program is slow to answer' },
    text: { zh: '事件循环延迟 {value} 毫秒（界限 {limit}）。', en: 'The event loop is {value} ms late (limit {limit}).' },
  },
  memory: {
    title: { zh: '内存占用过高', en: 'Memory runs high' },
    text: { zh: '占用 {value} MB（界限 {limit}）。', en: '{value} MB are in use (limit {limit}).' },
  },
  disk: {
    title: { zh: '磁盘空间不足', en: 'The disk is nearly full' },
    text: { zh: '只剩 {value} MB（界限 {limit}）。不足以可靠落盘时会暂停所有新委托。', en: '{value} MB are left (limit {limit}). New orders are paused before they cannot be kept.' },
  },
  clock: {
    title: { zh: '系统时钟跳变', en: 'The clock was put' },
    text: { zh: '系统时钟跳了 {value} 毫秒（界限 {limit}）：被校正，或电脑睡眠过。', en: 'The clock moved by {value} ms (limit {limit}): it was set, or the machine slept.' },
  },
};

/** What is said of a finding, in both languages. */
export function wordsOfFinding({ rule, part, facts }: Finding): Words {
  const { title, text } = rule === 'health' ? HEALTH[part ?? 'loop'] : WORDS[rule];
  return { title, text: { zh: filled(text.zh, facts), en: filled(text.en, facts) } };
}

function filled(text: string, facts: Finding['facts']): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => facts[name] ?? whole);
}
