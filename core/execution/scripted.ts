import { type ScriptStyle } from '../plan/line.ts';
import { type Style, wait } from './style.ts';

/** The user's own style: what its script said to this very context, and nothing until it has. */
export const scripted: Style<ScriptStyle> = (_params, { scripted: move }) => move ?? wait('style.awaitsScript');
