import { expect, it } from 'vitest';
import { permitted } from './permissions.ts';

const PAGE = 'app://kaipan/';

it('row 11: grants the short list to our own page', () => {
  expect(permitted('clipboard-sanitized-write', PAGE)).toBe(true);
  expect(permitted('notifications', PAGE)).toBe(true);
});

it.each(['media', 'geolocation', 'midi', 'midiSysex', 'hid', 'serial', 'usb', 'pointerLock', 'fullscreen', 'openExternal', 'display-capture', 'clipboard-read', 'fileSystem', 'unknown'])(
  'row 11: denies %s',
  (permission) => expect(permitted(permission, PAGE)).toBe(false),
);

it('row 11: grants nothing to another origin', () => {
  expect(permitted('notifications', 'https://evil.com/')).toBe(false);
});
