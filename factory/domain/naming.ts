/** Splits a phrase or an identifier into its lower-case words: "AuditEvent", "audit-event", "Audit event" → audit, event. */
export const words = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

export const pascalCase = (text: string): string => words(text).map(capital).join('');

export const camelCase = (text: string): string => {
  const pascal = pascalCase(text);
  return pascal.charAt(0).toLowerCase() + pascal.slice(1);
};

export const kebabCase = (text: string): string => words(text).join('-');

/** "audit event" → "Audit event". */
export const sentenceCase = (text: string): string => capital(words(text).join(' '));
