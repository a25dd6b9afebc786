import { readFile } from 'node:fs/promises';
import { type ElectronApplication } from 'playwright-core';

/** What drawing cost, as Chromium's own trace has it. Tracing slows down: shares of frames are better asked elsewhere. */
export interface Drawing {
  /** Frames a second in which something on the page had changed. */
  readonly perSecond: number;
  /** Processor time of a drawn frame in milliseconds: our and the libraries' script, style, layout and paint of the page. */
  readonly page: number;
  /** The same for turning what is painted into pixels and these into the window's picture: a GPU's work, were there one. */
  readonly pixels: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  /** Microseconds. */
  readonly dur?: number;
}

const CATEGORIES = ['cc', 'viz', 'benchmark', 'devtools.timeline', 'disabled-by-default-devtools.timeline'];
const PAGE = new Set(['ProxyMain::BeginMainFrame']);
const PIXELS = new Set(['RasterTask', 'SoftwareRenderer::DoDrawQuad', 'SoftwareRenderer::SwapBuffers']);

export async function traceDrawing(app: ElectronApplication, file: string, ms: number): Promise<Drawing> {
  await app.evaluate(({ contentTracing }, included_categories) => contentTracing.startRecording({ included_categories }), CATEGORIES);
  await new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
  await app.evaluate(({ contentTracing }, to) => contentTracing.stopRecording(to), file);
  const { traceEvents } = JSON.parse(await readFile(file, 'utf8')) as { readonly traceEvents: readonly TraceEvent[] };
  const drawn = traceEvents.filter(({ name, ph }) => name === 'ProxyMain::BeginMainFrame' && ph === 'X').length;
  const perFrame = (names: ReadonlySet<string>): number =>
    traceEvents.reduce((sum, { name, dur = 0 }) => (names.has(name) ? sum + dur / 1000 : sum), 0) / drawn;
  return { perSecond: (drawn * 1000) / ms, page: perFrame(PAGE), pixels: perFrame(PIXELS) };
}
