/** Words that say of a thing that it never changes. */
export const UNCHANGEABLE =
  /^(?:immutable|append-only|unchangeable|permanent|tamper-proof|tamper-resistant|tamper-evident|write-once|unalterable)$/;

/** "append-only journal" → "journal", and that it never changes. */
export const withoutUnchangeable = (name: string): { name: string; unchangeable: boolean } => {
  const kept = name.split(' ').filter((word) => !UNCHANGEABLE.test(word));
  return { name: kept.join(' '), unchangeable: kept.length < name.split(' ').length };
};
