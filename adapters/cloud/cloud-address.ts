/** Hosts that are this machine, to which nothing goes over a network. */
const OURSELVES = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** What is wrong with a cloud's address: no http(s) address at all, or one that would send the account in the clear. */
export function addressProblem(address: string): 'notHttp' | 'inTheClear' | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) return 'notHttp';
  return url.protocol === 'http:' && !OURSELVES.has(url.hostname) ? 'inTheClear' : null;
}
