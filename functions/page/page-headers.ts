/** Where every document of the page may load from: its own origin. No inline script, no inline style, nobody's frame. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The document that draws diagrams: an origin of its own and nothing to connect to. Mermaid writes a style element and style
 * attributes into a drawing, hence the inline styles.
 */
const DIAGRAM_POLICY = [
  'sandbox allow-scripts',
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

const policies: Readonly<Record<string, string>> = {
  'index.html': PAGE_POLICY,
  'diagram.html': DIAGRAM_POLICY,
};

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

/** Names with the hash of their content never change what they hold. */
const isHashed = (name: string): boolean => /-[0-9A-Z]{8}\.\w+$/.test(name);

/** Headers of a file of the page, or `undefined` for a kind that the page has none of. */
export const pageHeaders = (name: string, etag: string): Record<string, string> | undefined => {
  const type = types[name.slice(name.lastIndexOf('.') + 1)];
  if (type === undefined) return undefined;
  return {
    'content-type': type,
    'cache-control': isHashed(name) ? 'public, max-age=31536000, immutable' : 'no-cache',
    'content-security-policy': policies[name] ?? "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    etag,
  };
};
