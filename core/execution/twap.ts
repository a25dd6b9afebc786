import { type SlicedStyle } from '../plan/line.ts';
import { sliced } from './sliced.ts';
import { type Style } from './style.ts';

/** Time-weighted: as many shares in every stretch of trading time as in every other of the same length. */
export const twap: Style<SlicedStyle> = (params, context) => sliced(params, null, context);
