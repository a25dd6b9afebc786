import { createHash } from 'node:crypto';

const STYLE = `
  :root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent); --faint: color-mix(in srgb, currentColor 62%, transparent);
    font: 13px/20px -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
  body { max-width: 1040px; margin: 0 auto; padding: 24px 16px; background: light-dark(#fff, #14171c); color: light-dark(#1c2128, #dfe3ea); }
  header { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 16px; padding-bottom: 16px; border-bottom: 1px solid var(--line); }
  h1 { flex: 1; margin: 0; font-size: 18px; font-weight: 600; white-space: nowrap; }
  form { display: flex; align-items: center; gap: 8px; }
  input, button { height: 28px; padding: 0 8px; border: 1px solid var(--line); border-radius: 4px; background: transparent; color: inherit; font: inherit; }
  input { width: 260px; }
  button { background: #1e5bd0; color: #fff; }
  p { color: var(--faint); }
  p[role=alert] { color: light-dark(#b3261e, #ff8a80); }
  figure { margin: 0; padding: 16px 0; border-bottom: 1px solid var(--line); }
  figcaption { display: grid; grid-template-columns: 1fr repeat(4, auto); gap: 0 24px; align-items: baseline; font-variant-numeric: tabular-nums; }
  figcaption b { font-size: 15px; }
  figcaption span + span { text-align: right; }
  small { display: block; color: var(--faint); font-size: 11px; }
  svg { display: block; width: 100%; height: 140px; margin-top: 8px; overflow: visible; }
  path { fill: none; stroke: light-dark(#1e5bd0, #7eaaff); stroke-width: 1.5; vector-effect: non-scaling-stroke; }
  line { stroke: var(--line); vector-effect: non-scaling-stroke; }
`;

const SCRIPT = `
  const zh = navigator.language.startsWith('zh');
  const words = zh
    ? { title: '账户曲线', token: '令牌', show: '查看', none: '还没有上传', days: '天', equity: '权益', since: '累计收益', drawdown: '最大回撤', to: '截至',
        hint: '填用户或其任一终端的令牌，即可看到该用户全部终端的账户；令牌不会保存。', mode: { paper: '模拟', live: '实盘', backtest: '回测' } }
    : { title: 'Equity curves', token: 'Token', show: 'Show', none: 'Nothing was uploaded yet', days: 'days', equity: 'Equity', since: 'Return', drawdown: 'Drawdown', to: 'to',
        hint: 'The token of a user, or of any terminal of theirs, shows the accounts of all their terminals. It is not kept.', mode: { paper: 'paper', live: 'live', backtest: 'backtest' } };
  document.documentElement.lang = zh ? 'zh-CN' : 'en';
  document.title = 'Kaipan 开盘 · ' + words.title;
  const find = (selector) => document.querySelector(selector);
  find('h1').textContent = 'Kaipan 开盘 · ' + words.title;
  find('label').textContent = words.token;
  find('button').textContent = words.show;
  find('#hint').textContent = words.hint;

  const say = (text) => { find('[role=alert]').textContent = text; };
  const percent = (part) => (part > 0 ? '+' : '') + (part * 100).toFixed(2) + '%';
  const money = (text) => Number(text).toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const ask = async (path, token) => {
    const response = await fetch(path, { headers: { authorization: 'Bearer ' + token } });
    const body = await response.json();
    if (!response.ok) throw new Error(body.message);
    return body;
  };
  const element = (name, ...children) => { const made = document.createElement(name); made.append(...children); return made; };
  const fact = (label, value) => element('span', element('small', label), value);
  const drawdownOf = (values) => {
    let high = -Infinity, worst = 0;
    for (const value of values) { high = Math.max(high, value); worst = Math.min(worst, value / high - 1); }
    return worst;
  };
  const pathOf = (values, low, span) => values
    .map((value, i) => (i === 0 ? 'M' : 'L') + i / Math.max(values.length - 1, 1) * 100 + ',' + (100 - (value - low) / span * 100)).join('');

  const figure = ({ terminal, account, mode, days, last }, curve) => {
    const values = curve.map(({ equity }) => Number(equity));
    const [first] = values;
    const low = Math.min(...values), span = Math.max(...values) - low || 1;
    const shown = find('template').content.firstElementChild.cloneNode(true);
    shown.querySelector('path').setAttribute('d', pathOf(values, low, span));
    const start = shown.querySelector('line');
    for (const y of ['y1', 'y2']) start.setAttribute(y, 100 - (first - low) / span * 100);
    shown.setAttribute('aria-label', terminal + ' ' + account);
    shown.querySelector('figcaption').append(
      element('span', element('b', account), element('small', terminal + ' · ' + words.mode[mode])),
      fact(words.equity, money(last.equity)),
      fact(words.since, first > 0 ? percent(values.at(-1) / first - 1) : '—'),
      fact(words.drawdown, percent(drawdownOf(values))),
      fact(words.to + ' ' + last.date, days + ' ' + words.days),
    );
    return shown;
  };

  find('form').addEventListener('submit', async (event) => {
    event.preventDefault();
    const token = find('#token').value.trim();
    find('main').replaceChildren();
    say('');
    try {
      const accounts = await ask('/v1/accounts', token);
      if (accounts.length === 0) say(words.none);
      for (const one of accounts) {
        const path = [one.terminal, one.account, one.mode].map(encodeURIComponent).join('/');
        find('main').append(figure(one, await ask('/v1/accounts/' + path + '/equity', token)));
      }
    } catch (error) {
      say(error.message);
    }
  });
`;

/** The page of the cloud: asks for a token and draws the curve of each of the user's accounts. It keeps nothing. */
export const CURVES_PAGE = `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Kaipan 开盘 · 账户曲线</title>
<style>${STYLE}</style>
<header><h1></h1><form><label for="token"></label><input id="token" type="password" autocomplete="off" required><button></button></form></header>
<p id="hint"></p>
<p role="alert"></p>
<main></main>
<template><figure><figcaption></figcaption><svg viewBox="0 0 100 100" preserveAspectRatio="none"><line x1="0" x2="100"></line><path></path></svg></figure></template>
<script>${SCRIPT}</script>
</html>
`;

/** A page of our own and nothing else: this script and style, no other, and no frame around it. */
export const PAGE_HEADERS = {
  'content-security-policy': `default-src 'none'; script-src ${hashOf(SCRIPT)}; style-src ${hashOf(STYLE)}; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
