import { participleOf, verbOf } from './verbs.ts';

/** "an online bookshop," → "online bookshop". */
export const bare = (text: string): string =>
  text
    .toLowerCase()
    .replace(/^[\s"'(]+|[\s"').,;:]+$/g, '')
    .replace(/^(?:(?:an?|the|our|its|their|some|every|each|all|any|this|that|own|separate|of)\s+)+/, '')
    .trim();

/** "a catalogue, orders, payments and shipping" → its items as written. */
export const listItems = (text: string): string[] =>
  text
    .replace(/[.;\s]+$/, '')
    .split(/\s*,\s*(?:and\s+|as well as\s+|plus\s+)?|\s+(?:and|as well as|plus|&)\s+/)
    .map((item) => item.trim())
    .filter((item) => item !== '');

export const SERVICE = '(?:micro-?)?services?';

/** "orders service", "service for orders" → "orders". */
export const withoutService = (name: string): string =>
  bare(name)
    .replace(new RegExp(`^(?:one|another|${SERVICE}) (?:is )?(?:for|of) (?:the )?`), '')
    .replace(new RegExp(`(?:^| )${SERVICE}$`), '')
    .trim();

const isConsonantEnd = (word: string): boolean => /[^aeiou]y$/.test(word);

/** Participle of any verb, known or invented, from its base or third form. */
export const participleFrom = (word: string): string => {
  const known = verbOf(word);
  if (known) return known.form === 'participle' ? word : participleOf(known.lemma);
  const base = word
    .replace(/(?<=[^aeiou])ies$/, 'y')
    .replace(/(?<=ch|sh|ss|x|z)es$/, '')
    .replace(/(?<=[^s])s$/, '');
  if (isConsonantEnd(base)) return `${base.slice(0, -1)}ied`;
  return base.endsWith('e') ? `${base}d` : `${base}ed`;
};

/** Infinitive of a participle: "cancelled" → "cancel", "flimbered" → "flimber". */
export const infinitiveOf = (participle: string): string => {
  const known = verbOf(participle);
  if (known) return known.lemma;
  if (participle.endsWith('ied')) return `${participle.slice(0, -3)}y`;
  const stem = participle.replace(/ed$/, '');
  if (/([bdgklmnprt])\1$/.test(stem) && !stem.endsWith('ll')) return stem.slice(0, -1);
  return /(?:[^aeiou][aeiou][csvzg]|[rn][cs]|[aeiou]r?[vz]|uc|at|ur|ir|id|l[vs])$/.test(stem) &&
    participle.endsWith('ed')
    ? `${stem}e`
    : stem;
};
