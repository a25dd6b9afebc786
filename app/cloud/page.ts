/** The page of the cloud: asks for a token and draws the curve of each of its accounts. It keeps nothing. */
export function curvesPage(): string {
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Kaipan 开盘 · 账户曲线</title>
<style>
  :root { color-scheme: light dark; font: 14px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; }
  body { max-width: 960px; margin: 32px auto; padding: 0 16px; }
  form { display: flex; gap: 8px; }
  input { flex: 1; padding: 6px 8px; font: inherit; }
  figure { margin: 24px 0; }
  figcaption { display: flex; justify-content: space-between; font-variant-numeric: tabular-nums; }
  svg { width: 100%; height: 160px; border-bottom: 1px solid color-mix(in srgb, currentColor 25%, transparent); }
  polyline { fill: none; stroke: #2f6fdd; stroke-width: 1.5; vector-effect: non-scaling-stroke; }
  [role=alert] { color: #c33; }
</style>
<h1>账户曲线 Equity curves</h1>
<form><label for="token">口令 Token</label><input id="token" type="password" autocomplete="off" required><button>查看 Show</button></form>
<p role="alert"></p>
<main></main>
<template><figure><figcaption></figcaption><svg viewBox="0 0 100 100" preserveAspectRatio="none"><polyline></polyline></svg></figure></template>
<script>
  const say = (text) => { document.querySelector('[role=alert]').textContent = text; };
  const ask = async (path, token) => {
    const response = await fetch(path, { headers: { authorization: 'Bearer ' + token } });
    const body = await response.json();
    if (!response.ok) throw new Error(body.message);
    return body;
  };
  const figure = ({ terminal, account, mode, days, last }, curve) => {
    const values = curve.map(({ equity }) => Number(equity));
    const low = Math.min(...values), high = Math.max(...values);
    const points = values.map((value, i) => [i / Math.max(values.length - 1, 1) * 100, 100 - (value - low) / (high - low || 1) * 100].join(','));
    const shown = document.querySelector('template').content.firstElementChild.cloneNode(true);
    shown.querySelector('polyline').setAttribute('points', points.join(' '));
    shown.querySelector('figcaption').append(terminal + ' · ' + account + ' · ' + mode + ' · ' + days, last.date + '  ' + last.equity);
    return shown;
  };
  document.querySelector('form').addEventListener('submit', async (event) => {
    event.preventDefault();
    const token = document.querySelector('#token').value;
    const main = document.querySelector('main');
    main.replaceChildren();
    say('');
    try {
      const accounts = await ask('/v1/accounts', token);
      if (accounts.length === 0) say('还没有上传 Nothing was uploaded yet');
      for (const one of accounts) {
        const path = [one.terminal, one.account, one.mode].map(encodeURIComponent).join('/');
        main.append(figure(one, await ask('/v1/accounts/' + path + '/equity', token)));
      }
    } catch (error) {
      say(error.message);
    }
  });
</script>
</html>
`;
}
