import { type SlicedStyle } from '../plan/line.ts';
import { sliced } from './sliced.ts';
import { type Style } from './style.ts';

/** Volume-weighted: along the curve of the instrument's past days, the market's usual one where these are not known. */
export const vwap: Style<SlicedStyle> = (params, context) => sliced(params, context.volumeCurve, context);
