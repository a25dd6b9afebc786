/**
 * The one style sheet that comes without our nonce: what lightweight-charts adds for its attribution, by its hash. After
 * an update of that package the end-to-end test names the new one.
 */
const CHART_ATTRIBUTION = "'sha256-3pRED1tOXas1FXFoPb9TGCjmYe9XQsmO9OV23khV2nY='";

/**
 * The content security policy of every answer. All network is in the main process, so a page may connect to its own
 * origin only. Style elements carry a nonce (ag-grid and Radix add them at run time); ag-grid's icons are `data:`
 * images inside its style sheet.
 */
export function contentPolicy(styleNonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${styleNonce}' ${CHART_ATTRIBUTION}`,
    "style-src-attr 'none'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Headers of every answer of our scheme. */
export function securityHeaders(styleNonce: string): Readonly<Record<string, string>> {
  return {
    'content-security-policy': contentPolicy(styleNonce),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  };
}
