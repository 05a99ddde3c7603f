import { announcesServices } from './solution-frame.ts';
import { bare, SERVICE, withoutService } from './solution-words.ts';
import type { Sentence } from './split-sentences.ts';
import type { Tagger } from './tag-words.ts';
import { verbOf } from './verbs.ts';

const OF_SERVICE = new RegExp(
  `^(?:the|our) ([\\p{L}][\\p{L}'-]*(?: [\\p{L}'-]+){0,2}) (${SERVICE})(?= )`,
  'iu',
);
const INTRODUCED =
  /^(?:the |an? |our )?([\p{L}][\p{L}' -]{1,40}?)(?: (?:micro-?)?service)?\s*(?::| – )\s*(?=\S)/iu;
const BULLET_SERVICE = new RegExp(
  `^(?:the |an? |our )?([\\p{L}][\\p{L}' -]{1,40}?) (?:micro-?)?service\\b[:,.]?\\s*(?:(?:that|which) )?`,
  'iu',
);

const sameName = (one: string, other: string, { singular }: Tagger): boolean =>
  singular(one) === singular(other);

/** Services that the text describes one after another: "The booking service …", "- Orders: …" below "two services:". */
export const namedServices = (sentences: readonly Sentence[], declared: readonly string[]): string[] => {
  const described = sentences.flatMap(({ text }) => {
    const name = OF_SERVICE.exec(text)?.[1];
    return name && !/^(?:other|others|new|whole|same|entire|following|first|second|third)$/i.test(name)
      ? [bare(name)]
      : [];
  });
  const bullets: string[] = [];
  let announced = false;
  for (const { text, bullet } of sentences) {
    if (!bullet) announced = announcesServices(text);
    const name =
      BULLET_SERVICE.exec(text)?.[1] ?? (announced ? (INTRODUCED.exec(text)?.[1] ?? text) : undefined);
    if (bullet && name && bare(name).split(' ').length <= 4)
      bullets.push(withoutService(name.replace(/[.;,]+$/, '')));
  }
  return [...new Set([...declared, ...described, ...bullets].filter(Boolean))];
};

/** "store parts with a name": an operation already. */
const isDone = (text: string): boolean => {
  const [first = '', second = ''] = text.toLowerCase().split(' ');
  return verbOf(first)?.form === 'base' && !/^(?:with|having|and|\()/.test(second);
};

/** "books with a title": what a service is described by is kept. */
const kept = (text: string): string =>
  /^(?:[\p{L}'-]+ ){1,2}(?:with|having|and|\()/u.test(text) &&
  !/^(?:an? |the |each |every )/i.test(text) &&
  !isDone(text)
    ? `Keep ${text}`
    : text;

type Membership = { service?: string; rest: string; said?: string };

type Naming = (name: string | undefined) => string | undefined;

/** "The booking service keeps bookings" → of "booking", "The service keeps bookings". */
const describedBy = (text: string, known: Naming): Membership | undefined => {
  const [whole, name] = OF_SERVICE.exec(text) ?? [];
  const service = known(name);
  return service === undefined ? undefined : { service, rest: `The service${text.slice(whole?.length)}` };
};

/** "Orders: customers place orders …" */
const introducedBy = (text: string, known: Naming): Membership | undefined => {
  const [whole, name] = INTRODUCED.exec(text) ?? [];
  const service = known(name);
  return service === undefined
    ? undefined
    : { service, rest: kept(text.slice(whole?.length)), said: name ?? '' };
};

/** "Orders service that keeps orders", or its name alone, as a bullet. */
const listedAs = (text: string, known: Naming): Membership | undefined => {
  const [whole, name] = BULLET_SERVICE.exec(text) ?? [];
  const service = known(name);
  const tail = text.slice(whole?.length);
  if (service && whole !== undefined)
    return { service, rest: /^[a-z]+s /.test(tail) ? `The service ${tail}` : tail, said: whole };
  const alone = known(text.replace(/[.;,]+$/, ''));
  return alone ? { service: alone, rest: '', said: text } : undefined;
};

/** The service that a sentence is about, and the sentence without its name. */
export const membershipOf = (sentence: Sentence, names: readonly string[], tagger: Tagger): Membership => {
  const { text, bullet } = sentence;
  const known: Naming = (name) =>
    name === undefined ? undefined : names.find((each) => sameName(each, withoutService(name), tagger));
  const found =
    describedBy(text, known) ?? introducedBy(text, known) ?? (bullet ? listedAs(text, known) : undefined);
  return found ?? { rest: text };
};
