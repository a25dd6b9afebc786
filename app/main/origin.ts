/** Our own scheme: everything the window shows comes from here, nothing from a file or from the network. */
export const SCHEME = 'app';
export const HOST = 'kaipan';
export const ORIGIN = `${SCHEME}://${HOST}`;
export const START_URL = `${ORIGIN}/index.html`;

/** Whether `url` is of our origin. Compares what was parsed, never how the text begins. */
export function isOurs(url: string): boolean {
  if (!URL.canParse(url)) return false;
  // `origin` of a scheme that Node does not know is "null", so its parts are compared.
  const { protocol, host, username, password } = new URL(url);
  return protocol === `${SCHEME}:` && host === HOST && username === '' && password === '';
}
