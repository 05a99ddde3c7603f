/** Closed classes of English, as the reader needs them. */
const set = (text: string): ReadonlySet<string> => new Set(text.split(' '));

export const DETERMINERS = set(
  'a an the all every each any some their its our my your his her this that these those given certain specific particular both no',
);
/** Adjectives that tell one of a kind from another and are no part of the kind's name. */
export const PASSING = set('new existing other another more further');
export const INDEFINITE = set('a an any each every some given');
export const PREPOSITIONS = set(
  'of for to from by with without in on at as into onto per via using within between during before after until since about against through over under across along around than including like such based regarding concerning containing',
);
export const CONJUNCTIONS = set('and or but nor plus then & also');
export const MODALS = set("can could may might must shall should will would cannot can't");
export const NEGATIONS = set("not never cannot can't won't don't shouldn't mustn't nobody nothing none");
export const COPULAS = set('is are was were be been being');
export const HAVE = set(
  'has have having contains contain comprises comprise includes include carries carry consists consist',
);
export const PRONOUNS = set(
  'it them they he she i we you us me one ones this these those who whom everyone everybody anyone nobody someone people',
);
/** Pronouns that stand for the thing spoken of last. */
export const ANAPHORS = set('it them they these those this one ones');
export const RELATIVES = set(
  'fewer less that which who whose where when while if unless because so whenever once only whether called named either',
);

/** Verbs that say whose something is. */
const BELONGS = set('belong belongs');

const LISTS = [BELONGS, PREPOSITIONS, CONJUNCTIONS, MODALS, NEGATIONS, COPULAS, HAVE, PRONOUNS, RELATIVES];

/** Words at which a noun phrase ends. */
export const endsPhrase = (word: string): boolean => LISTS.some((list) => list.has(word));

/** Politeness and filling: recognised, and without any meaning for the product. */
export const CHATTER = set(
  "please kindly hi hello hey dear thanks thank you team guys ok okay just simply basically really very much also easily quickly there here so well now today etc e.g i.e like want need would could should able possible everything thing things something stuff goal aim purpose idea system service microservice microservices application app api software platform backend simple small little tiny basic new good nice proper great be do does did let lets let's allow allows enable enables support supports give gives get help helps it's i'd we'd i'm feature features requirement requirements functionality capability capabilities overview story stories use used using again later afterwards directly always own same people person somebody someone anyone everybody everyone one ones together appreciate love happy glad grateful welcome",
);

export const isFunctionWord = (word: string): boolean =>
  DETERMINERS.has(word) || endsPhrase(word) || word === "n't";
