import { bare, participleFrom } from './solution-words.ts';

/** Something that happens to a thing: "an order is placed". */
export type Happening = {
  /** As written, without determiner: "order". */
  thing: string;
  /** The participle: "placed". */
  state: string;
  /** "a shipment is prepared" speaks of a new one, "the order is cancelled" of one that is there. */
  fresh: boolean;
  /** "its successor": belongs to what happened. */
  owned: boolean;
};

export type ReadReaction = { on: Happening; effects: Happening[] };

const BE = '(?:is|are|was|were|has been|have been|gets|get|becomes|must be|should be|shall be|will be)';
const PASSIVE = new RegExp(
  `^(.+?) ${BE} (?:then |automatically |also )*([a-z]+(?:ed|en|wn|id|ft|nt|lt|ld|st|ck|un|ut|out)?)(?: (?:by|to|from|at|with) .+)?$`,
);
const ELLIPTIC = /^((?:the|an?|its) .+) ([a-z]+ed|sent|paid|given back|taken back)$/;
const ACTIVE =
  /^(an? |the |every |each )?([\p{L}-]+(?: [\p{L}-]+)?) ([a-z]+s) (an?|the|his|her|their|its) ([\p{L}-]+(?: [\p{L}-]+){0,2})$/u;
const INTRANSITIVE = /^(an? |the |every |each )([\p{L}-]+(?: [\p{L}-]+)?) ([a-z]+[^s]s)$/u;
const PRONOUN = /^(?:it|they|this|that)$/;

const MANY_WORDS = 4;

const happening = (subject: string, state: string): Happening | undefined => {
  const thing = bare(subject);
  if (
    !thing ||
    thing.split(' ').length > MANY_WORDS ||
    /[,;:\d]|\b(?:not|no|never|who|which|that|can|may)\b/.test(thing)
  )
    return undefined;
  if (/^(?:not|never|no|also|only|always|still|at|in|on|over|due|more|less|available)$/.test(state))
    return undefined;
  return {
    thing,
    state,
    fresh: /^(?:an?|another|new|a new) /.test(subject),
    owned: /^(?:its|their|his|her) /.test(subject),
  };
};

const tidy = (clause: string): string =>
  clause
    .toLowerCase()
    .replace(/[.;,!\s]+$/, '')
    .replace(/^(?:and |then )+/, '')
    .replace(/\b(?:given|taken) back\b/, 'released')
    .replace(/\bset aside\b/, 'reserved')
    .replace(/\b(?:cannot|can not|can't|could not) be reserved\b/, 'are unreserved')
    .trim();

const MESSAGE =
  /^(?:(?:notify|inform|alert|remind|e-?mail|message|text|tell) (.+)|send (?:(?:an? |the )[\p{L}-]+(?: [\p{L}-]+)? to (.+)|(.+?) (?:an? |the )[\p{L}-]+(?: [\p{L}-]+)?)|(?:an? |the )?(?:e-?mail|message|notification|sms|confirmation|reminder|notice|alert|warning|text|letter|invitation)(?: e-?mail| message)? (?:is|gets|will be|must be|shall be) sent to (.+)|(.+?) (?:gets|receives|is sent) an? (?:[\p{L}-]+ )?(?:e-?mail|message|notification|sms|confirmation))$/u;

/** "notify the customer", "an e-mail is sent to the customer", "the customer receives a message". */
const readMessage = (text: string): Happening | undefined => {
  const found = MESSAGE.exec(text);
  const recipient = found?.slice(1).find((group) => group !== undefined);
  return recipient === undefined ? undefined : happening(recipient, 'notified');
};

/** "a customer places an order": an order is placed. */
const readActive = (text: string): Happening | undefined => {
  const [, , , verb, determiner, object] = ACTIVE.exec(text) ?? [];
  if (verb === undefined || object === undefined) return undefined;
  return happening(`${/^an?$/.test(determiner ?? '') ? 'a' : 'the'} ${object}`, participleFrom(verb));
};

/** "the payment fails". */
const readAlone = (text: string): Happening | undefined => {
  const [, , subject, verb] = INTRANSITIVE.exec(text) ?? [];
  return subject === undefined || verb === undefined
    ? undefined
    : happening(`the ${subject}`, participleFrom(verb));
};

const readPassive = (text: string, pattern: RegExp): Happening | undefined => {
  const [, subject, state] = pattern.exec(text) ?? [];
  return subject === undefined || state === undefined ? undefined : happening(subject, state);
};

const readCause = (clause: string): Happening | undefined => {
  const text = tidy(clause);
  return PASSIVE.test(text) ? readPassive(text, PASSIVE) : (readActive(text) ?? readAlone(text));
};

const readEffect = (clause: string): Happening | undefined => {
  const text = tidy(clause);
  const message = readMessage(text);
  if (message) return message;
  return PASSIVE.test(text) ? readPassive(text, PASSIVE) : (readPassive(text, ELLIPTIC) ?? readActive(text));
};

const CAUSE = '(?:when(?:ever)?|once|as soon as|after|if|every time|each time)';
const LEADING = new RegExp(`^${CAUSE} ([^,]+?)(?:, (?:then )?| then )(.+)$`, 'i');
/** "After a payment was received the order is shipped": without a comma, the next subject begins the effect. */
const UNPUNCTUATED = new RegExp(
  `^${CAUSE} ((?:an?|the|every|each) [^,]+? ${BE} (?!not |never )[a-z]+(?:ed|en|wn|id|ft|nt|lt|ld)) ((?:an?|the|its|it|they) [^,]+)$`,
  'i',
);
const TRAILING = new RegExp(
  `^([^,]+?),? (?:when(?:ever)?|once|as soon as|every time|each time) ([^,]+)$`,
  'i',
);

/** "When an order is placed, the stock is reserved and a payment is requested." Answers only what it understands wholly. */
export const readReaction = (sentence: string): ReadReaction | undefined => {
  const text = sentence.trim().replace(/^(?:and|also|then),? /i, '');
  const leading = LEADING.exec(text) ?? UNPUNCTUATED.exec(text);
  const trailing = leading ? undefined : TRAILING.exec(text);
  const [cause, rest] = leading ? [leading[1], leading[2]] : [trailing?.[2], trailing?.[1]];
  if (!cause || !rest) return undefined;
  const on = readCause(cause);
  if (!on || PRONOUN.test(on.thing)) return undefined;
  const effects = rest.split(/, (?:and )?| and /).map((clause) => readEffect(clause));
  if (effects.length === 0 || effects.some((effect) => effect === undefined)) return undefined;
  return {
    on,
    effects: effects
      .filter((effect) => effect !== undefined)
      .map((effect) => (PRONOUN.test(effect.thing) ? { ...effect, thing: on.thing } : effect)),
  };
};
