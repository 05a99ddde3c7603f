/** An address that a link may have: http or https. `undefined` for anything else. */
export const webAddress = (text: string): string | undefined => {
  const url = URL.parse(text);
  return url && ['http:', 'https:'].includes(url.protocol) ? url.href : undefined;
};
