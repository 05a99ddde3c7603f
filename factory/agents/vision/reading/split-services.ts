import type { Sentence } from './split-sentences.ts';

const ONE = 'an? [\\p{L}][\\p{L} -]*? (?:micro-?)?service (?:that|which|where|in which)\\b';
const ANNOUNCED = new RegExp(`^(.*\\b(?:micro-?)?services): (${ONE}.+)$`, 'iu');
const UNANNOUNCED = new RegExp(
  `^([^:]{3,60}?) (?:with|consisting of|made up of|has|that has) (${ONE}.+)$`,
  'iu',
);
const NEXT = new RegExp(`(?:,? and |, )(?=${ONE})`, 'iu');
const DESCRIBED = /^an? ([\p{L}][\p{L} -]*? (?:micro-?)?service) (that|which|where|in which) (.+)$/iu;

const asBullet = (item: string): string => {
  const [, name = '', word = '', rest = ''] = DESCRIBED.exec(item) ?? [];
  return /^(?:that|which)$/i.test(word) ? `${name} ${word} ${rest}` : `${name}: ${rest}`;
};

/** What stands before the services, and the services. */
const announced = (text: string): [string | undefined, string] => {
  const [, head, rest = ''] = ANNOUNCED.exec(text) ?? [];
  if (head !== undefined) return [head, rest];
  const [, product, parts = ''] = UNANNOUNCED.exec(text) ?? [];
  return [product === undefined ? undefined : `${product} with separate services`, parts];
};

/** "two services: an inventory service that …, and an order service where …" as a list of services. */
export const splitServices = (sentence: Sentence): Sentence[] => {
  const [head, rest] = announced(sentence.text);
  const items = rest.replace(/[.;]$/, '').split(NEXT);
  if (head === undefined || items.length < 2 || !items.every((item) => DESCRIBED.test(item)))
    return [sentence];
  return [
    { ...sentence, text: `${head}:` },
    ...items.map((item) => ({ ...sentence, text: asBullet(item), bullet: true })),
  ];
};
