/**
 * The Content-Security-Policy that `diagram.html` needs. Its own origin and no network; Mermaid writes a style element and
 * style attributes into its drawing, hence the inline styles. It can be framed by the page only.
 */
export const DIAGRAM_POLICY =
  "sandbox allow-scripts; default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
