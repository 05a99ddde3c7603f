import type { Sentence } from './split-sentences.ts';
import { verbOf } from './verbs.ts';

const NAME = '(?:an?|the|one) [\\p{L}][\\p{L}\\p{N} -]*? (?:micro-?)?service';
const ONE = `${NAME} (?:that|which|where|in which|[a-z]+ing|to [a-z]+|for [a-z]+ing)\\b`;
const ANNOUNCED = new RegExp(`^(.*\\b(?:micro-?)?services): (${ONE}.+)$`, 'iu');
const UNANNOUNCED = new RegExp(
  `^([^:]{3,60}?) (?:with|consisting of|made up of|has|that has) (${ONE}.+)$`,
  'iu',
);
const NEXT = new RegExp(`(?:,? and |, )(?=${ONE})`, 'iu');
const DESCRIBED =
  /^(?:an?|the|one) ([\p{L}][\p{L}\p{N} -]*? (?:micro-?)?service) (that|which|where|in which|(?:for )?[a-z]+ing|to [a-z]+) (.+)$/iu;

/** "storing", "to store", "for storing" → "store". */
const doneBy = (words: string): string | undefined =>
  verbOf(words.toLowerCase().replace(/^(?:to|for) /, ''))?.lemma;

const isRelative = (word: string): boolean => /^(?:that|which|where|in which)$/i.test(word);

const isDescribed = (item: string): boolean => {
  const word = DESCRIBED.exec(item)?.[2];
  return word !== undefined && (isRelative(word) || doneBy(word) !== undefined);
};

const asBullet = (item: string): string => {
  const [, name = '', word = '', rest = ''] = DESCRIBED.exec(item) ?? [];
  if (!isRelative(word)) return `${name}: ${doneBy(word) ?? word} ${rest}`;
  return /^(?:that|which)$/i.test(word) ? `${name} ${word} ${rest}` : `${name}: ${rest}`;
};

/** What stands before the services, and the services. */
const announced = (text: string): [string | undefined, string] => {
  const [, head, rest = ''] = ANNOUNCED.exec(text) ?? [];
  if (head !== undefined) return [head, rest];
  const [, product, parts = ''] = UNANNOUNCED.exec(text) ?? [];
  return [product === undefined ? undefined : `${product} with separate services`, parts];
};

const NUMBERED = new RegExp(`(?:\\(?(?:\\d|[a-d]|i{1,3}|iv)[.)] )(?=${NAME})`, 'giu');
const BETWEEN = new RegExp(`;\\s+(?:and |plus )?(?=${NAME})`, 'giu');

/** "(1) an order service": without its number. */
export const withoutNumbers = (line: string): string =>
  /\b(?:micro-?)?services:/i.test(line) ? line.replace(NUMBERED, '') : line;

const LISTED = /^(.*\b(?:micro-?)?services): (.+)$/iu;
const ITEM =
  /^([\p{L}][\p{L}'-]*(?: (?!(?:with|that|which|where|having)\b)[\p{L}'-]+){0,2}?)(?: (with|that|which|where|having)\b| (?=\()|$)(.*)$/iu;

/** "a price" after "tickets with a number" is still of tickets. */
const goesOn = (item: string): boolean => /^(?:an?|the|its|their|any|one) /i.test(item);

const itemsOf = (list: string): string[] => {
  if (list.includes(';')) return list.split(/;\s*(?:and )?/).filter((item) => item !== '');
  if (list.includes('(')) return [];
  return list.split(/, and |, | and /).reduce<string[]>((items, item) => {
    const last = items.at(-1);
    return last !== undefined && goesOn(item)
      ? [...items.slice(0, -1), `${last}, ${item}`]
      : [...items, item];
  }, []);
};

const ofItself = (item: string): string => {
  const [, name = '', word = '', rest = ''] = ITEM.exec(item) ?? [];
  if (word === '' && rest === '') return name;
  if (/^where$/i.test(word)) return `${name}:${rest}`;
  return /^(?:that|which)$/i.test(word) ? `${name}: ${name}${rest}` : `${name}: ${item}`;
};

const isListed = (items: readonly string[]): boolean =>
  items.length > 1 && items.every((item) => ITEM.test(item) && !/\bservice\b/i.test(item));

/** "services: tickets with a name; guides": what stands between semicolons stays together as one list. */
const joinItems = (line: string): string =>
  line.replace(/(?<=\b(?:micro-?)?services: )[^.!?]*;[^.!?]*/gi, (list) => {
    const items = itemsOf(list);
    if (!isListed(items)) return list;
    return items.join(items.every((item) => ofItself(item) === item) ? ', ' : ';');
  });

/** A line whose services, separated by semicolons, do not fall apart into sentences. */
export const withServicesJoined = (line: string): string =>
  joinItems(
    withoutNumbers(line).replace(/.*\b(?:micro-?)?services: .*/i, (all) => all.replace(BETWEEN, ', and ')),
  );

/** "services: tickets with a number and a price; guides with a name": services named after what they keep. */
const splitListed = (sentence: Sentence): Sentence[] => {
  const [, head = '', list = ''] = LISTED.exec(sentence.text.replace(/[.;]$/, '')) ?? [];
  const items = itemsOf(list);
  if (!isListed(items) || items.every((item) => ofItself(item) === item)) return [sentence];
  return [
    { ...sentence, text: `${head}:` },
    ...items.map((item) => ({ ...sentence, text: ofItself(item), bullet: true })),
  ];
};

/** "two services: an inventory service that …, and an order service where …" as a list of services. */
export const splitServices = (sentence: Sentence): Sentence[] => {
  const [head, rest] = announced(sentence.text);
  const items = rest.replace(/[.;]$/, '').split(NEXT);
  if (head === undefined || items.length < 2 || !items.every(isDescribed)) return splitListed(sentence);
  return [
    { ...sentence, text: `${head}:` },
    ...items.map((item) => ({ ...sentence, text: asBullet(item), bullet: true })),
  ];
};
