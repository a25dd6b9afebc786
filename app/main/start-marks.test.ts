import { expect, it } from 'vitest';
import { StartTimes } from './start-marks.ts';

it('counts from the moment the process began, and only the first time', () => {
  let now = 1_500;
  const times = new StartTimes(1_000.4, () => now);
  now = 1_700;
  times.reach('appReady');
  times.reachUsable({ timeOrigin: 1_800, firstPaint: 150.2, usable: 400 });
  now = 9_000;
  times.reach('appReady');
  times.reachUsable({ timeOrigin: 9_000, firstPaint: null, usable: 10 });
  expect(times.marks).toEqual({
    mainStarted: 500,
    appReady: 700,
    sessionOpen: null,
    windowCreated: null,
    pageLoaded: null,
    firstPaint: 950,
    usable: 1_200,
  });
});
