import { contextBridge, ipcRenderer } from 'electron';
import {
  type KaipanBridge,
  MENU_CHANNEL,
  REQUEST_CHANNEL_PREFIX,
  REQUEST_NAMES,
  STYLE_NONCE_ARGUMENT,
  UPDATE_CHANNEL,
} from './contract.ts';

const nonceArgument = process.argv.find((argument) => argument.startsWith(STYLE_NONCE_ARGUMENT));
const styleNonce = nonceArgument?.slice(STYLE_NONCE_ARGUMENT.length) ?? '';

/** One named function per request: the page can send nothing else, and never sees `ipcRenderer` or an event. */
const requests = Object.fromEntries(
  REQUEST_NAMES.map((name) => [
    name,
    (payload: unknown = {}): Promise<unknown> => ipcRenderer.invoke(REQUEST_CHANNEL_PREFIX + name, payload),
  ]),
);

function listen(channel: string, listener: (message: unknown) => void): () => void {
  const handler = (_event: unknown, message: unknown): void => listener(message);
  ipcRenderer.on(channel, handler);
  return () => {
    ipcRenderer.off(channel, handler);
  };
}

const bridge = {
  ...requests,
  styleNonce,
  onUpdate: (listener) => listen(UPDATE_CHANNEL, listener as (message: unknown) => void),
  onMenuCommand: (listener) => listen(MENU_CHANNEL, listener as (message: unknown) => void),
} as KaipanBridge;

contextBridge.exposeInMainWorld('kaipan', bridge);
// `get-nonce`, which Radix uses for the style elements it adds, looks for the nonce under webpack's name.
contextBridge.exposeInMainWorld('__webpack_nonce__', styleNonce);
