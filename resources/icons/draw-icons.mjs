/**
 * Draws the icons of the app into this folder: `node resources/icons/draw-icons.mjs`. Run it after a change of the
 * drawing below; the pictures are kept in the repository.
 *
 * The mark is the one in the window's corner (`app/renderer/shell/Logo.tsx`): an opening candle that rises through a
 * line, on a grid of 20 by 20.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

const GRID = 20;
/** Each pixel is looked at in this many places, squared. */
const SAMPLES = 4;

/** @typedef {readonly [red: number, green: number, blue: number, alpha: number]} Colour */
/** @typedef {{ inside: (x: number, y: number) => boolean, colour: Colour }} Shape */

/** @type {(x: number, y: number, width: number, height: number, radius: number, colour: Colour) => Shape} */
function box(x, y, width, height, radius, colour) {
  return {
    colour,
    inside: (px, py) => {
      const dx = Math.max(Math.abs(px - x - width / 2) - width / 2 + radius, 0);
      const dy = Math.max(Math.abs(py - y - height / 2) - height / 2 + radius, 0);
      return px >= x && px <= x + width && py >= y && py <= y + height && dx * dx + dy * dy <= radius * radius;
    },
  };
}

/** @type {(line: Colour, candle: Colour) => readonly Shape[]} */
function mark(line, candle) {
  return [
    box(3, 12.6, 5.4, 1.5, 0.4, line),
    box(6.9, 9.1, 1.5, 5, 0.4, line),
    box(6.9, 9.1, 5, 1.5, 0.4, line),
    box(13.15, 3, 1.5, 14, 0.6, candle),
    box(11.4, 5.8, 5, 8.2, 1, candle),
  ];
}

/** @type {readonly Colour[]} */
const [INK, SLATE, RED, BLACK] = [
  [22, 27, 38, 255],
  [139, 152, 176, 255],
  [229, 72, 77, 255],
  [0, 0, 0, 255],
];

/** @type {(size: number, shapes: readonly Shape[]) => Buffer} */
function paint(size, shapes) {
  const rows = Buffer.alloc(size * (size * 4 + 1));
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      rows.set(pixel(column, row, size, shapes), row * (size * 4 + 1) + 1 + column * 4);
    }
  }
  return rows;
}

/** @type {(column: number, row: number, size: number, shapes: readonly Shape[]) => Colour} */
function pixel(column, row, size, shapes) {
  const sum = [0, 0, 0, 0];
  for (let sample = 0; sample < SAMPLES * SAMPLES; sample += 1) {
    const x = ((column + ((sample % SAMPLES) + 0.5) / SAMPLES) / size) * GRID;
    const y = ((row + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES) / size) * GRID;
    const [red, green, blue, alpha] = shapes.findLast((shape) => shape.inside(x, y))?.colour ?? [0, 0, 0, 0];
    for (const [index, value] of [red * alpha, green * alpha, blue * alpha, alpha].entries()) sum[index] += value;
  }
  const [red = 0, green = 0, blue = 0, alpha = 0] = sum;
  const of = (/** @type {number} */ value) => (alpha === 0 ? 0 : Math.round(value / alpha));
  return [of(red), of(green), of(blue), Math.round(alpha / SAMPLES ** 2)];
}

/** @type {(type: string, data: Buffer) => Buffer} */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  frame.set(body, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}

/** @type {(name: string, size: number, shapes: readonly Shape[]) => void} */
function draw(name, size, shapes) {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 6, 0, 0, 0]);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  const image = deflateSync(paint(size, shapes), { level: 9 });
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [signature, chunk('IHDR', header), chunk('IDAT', image), chunk('IEND', Buffer.alloc(0))];
  writeFileSync(path.join(import.meta.dirname, name), Buffer.concat(parts));
}

const tile = [box(0.8, 0.8, 18.4, 18.4, 4, INK), ...mark(SLATE, RED)];
draw('icon.png', 1024, tile);
draw('window.png', 256, tile);
draw('tray.png', 64, tile);
// macOS colours a template image itself: only its shape counts.
draw('tray-template.png', 44, mark(BLACK, BLACK));
