import { protocol } from 'electron';
import type { Session } from 'electron';
import { serveAsset } from './assets.ts';
import { securityHeaders } from './content-policy.ts';
import { SCHEME } from './origin.ts';

/** Makes our scheme one with an origin of its own. Before the app is ready, and once. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the files under `root` to the pages of `session`. */
export function serveScheme(session: Session, root: string, styleNonce: string): void {
  const headers = securityHeaders(styleNonce);
  session.protocol.handle(SCHEME, (request) => serveAsset(root, request, headers));
}
