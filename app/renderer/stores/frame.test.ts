import { expect, it } from 'vitest';
import { type FrameSource, createFrameQueue } from './frame.ts';

function stubFrames(hidden = false) {
  const asked: (() => void)[] = [];
  const frames: FrameSource = { request: (callback) => asked.push(callback), hidden: () => hidden };
  return { frames, asked };
}

it('hands over all that came within a frame, together', () => {
  const { frames, asked } = stubFrames();
  const taken: (readonly number[])[] = [];
  const queue = createFrameQueue<number>((items) => taken.push(items), frames);
  queue.add(1);
  queue.add(2);
  expect(taken).toEqual([]);
  expect(asked).toHaveLength(1);
  asked[0]?.();
  expect(taken).toEqual([[1, 2]]);
});

it('asks for one frame at a time', () => {
  const { frames, asked } = stubFrames();
  const queue = createFrameQueue<number>(() => undefined, frames);
  queue.add(1);
  asked[0]?.();
  queue.add(2);
  expect(asked).toHaveLength(2);
});

it('waits for no frame while the window is hidden', () => {
  const { frames, asked } = stubFrames(true);
  const taken: (readonly number[])[] = [];
  createFrameQueue<number>((items) => taken.push(items), frames).add(7);
  expect(taken).toEqual([[7]]);
  expect(asked).toEqual([]);
});
