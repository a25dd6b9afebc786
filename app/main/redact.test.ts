import { expect, it } from 'vitest';
import { redact } from './redact.ts';

it.each([
  ['cannot open /home/wang/.config/Kaipan/a.sqlite', 'cannot open /home/[user]/.config/Kaipan/a.sqlite'],
  ["ENOENT: '/Users/li ming/x'", "ENOENT: '/Users/[user] ming/x'"],
  ['at C:\\Users\\wang\\AppData\\x.js:3:1', 'at C:\\Users\\[user]\\AppData\\x.js:3:1'],
  ['{"apiKey":"sk-123abc","x":1}', '{"apiKey":"[redacted]","x":1}'],
  ['api_key=abc&b=2', 'api_key=[redacted]&b=2'],
  ['Authorization: Bearer eyJhb.Gci', 'Authorization: [redacted]'],
  ["password: 'hunter2'", "password: '[redacted]'"],
  ['login of account 880012345678 failed', 'login of account [number] failed'],
  ['card 11010119900101123X', 'card [number]'],
])('row 18: %s', (text, cleaned) => {
  expect(redact(text)).toBe(cleaned);
});

it.each(['order O20230201-7k-00001 of 600519.SH at 17.0000', '2026-03-02T09:30:03.000', 'price 1700.1234, quantity 100'])(
  'row 18: leaves %s readable',
  (text) => expect(redact(text)).toBe(text),
);
