/**
 * Kinds of `Statement.constraints`. The left-over kinds say what words are about that became nothing else; `value` then
 * holds them as written.
 */
export const CONSTRAINTS = [
  /** Name of the product: "audit trail". */
  'service',
  /** What holds the things: "trail", "register of lab samples" → "lab sample register". */
  'container',
  /** Attribute that things are found by. */
  'by',
  /** Found or exported for a period of time. */
  'period',
  /** Export format, `csv` or `ndjson`. */
  'format',
  /** Belongs to the thing, by its preposition: "temperatures of patients" → "patient". */
  'complement',
  /** One given place, group or purpose that is the same for everything: "the museum". */
  'context',
  /** What is done where the text asks who did it: "entered". */
  'doing',
  /** What must not happen: "change", "remove" or "both". */
  'never',
  'unique',
  /** No other has the same as long as it is not at an end: "a hook, which no other coat has at the same time". */
  'exclusive',
  'optional',
  'required',
  /** `status: open | closed`. */
  'choice',
  /** Its choices follow one another. */
  'steps',
  /** `rating: 1`, the least and the most a number may be. */
  'minimum',
  'maximum',
  /** "30 seats": `30`. */
  'capacity',
  /** `weight: number`. */
  'nature',
  /** What the text calls putting one in, where that does not say what else may be done: "authors write posts". */
  'created-as',
  /** Who put it in is meant, not who it is given to later. */
  'who-made',
  /** Several of what nothing more is said of: "the participants". */
  'list',
  /** Names what the rest of a text or a part of it is about: "User stories". */
  'heading',
  /** "so that …". */
  'purpose',
  /** What is kept is a value by itself: "rates per currency and day". */
  'measure',
  /** Part of a product, in a list of them: "payments". */
  'part',
  /** Something that the text calls a service of its own. */
  'own-service',
  /** The service whose description the words stand in. */
  'in-service',
  /** What a reaction waits for: `order: placed`. */
  'on',
  /** What it does to one that is there, to a new one, to one that belongs to what happened: `order: cancelled`. */
  'then-the',
  'then-a',
  'then-its',
  /** A system that we do not build does the work: `payment: payment provider`. */
  'handled',
  /** All words of a reaction or of what another system does. */
  'as-said',
  /** Another way to call the service: `grpc`. */
  'also-by',
] as const;

/** Why words that became no requirement could not become one, by what they are about. */
export const LEFT_OVER: Record<string, string> = {
  limit:
    'Limits and amounts are upheld where the text says of what thing and attribute; here the reader found neither.',
  time: 'Deadlines and periods are upheld where the text says what they begin with and what they allow or end; here the reader did not find it.',
  condition:
    'Something is done by itself where the text says what happened to which thing, and what is done with which other; here the reader did not find both.',
  permission:
    'Permissions are upheld per role and operation; here the reader found no operation on a thing that is kept.',
  'required-later':
    'An attribute must be given when a thing is put in or need not be given at all; here it must be given later only.',
  'value-crosses':
    'The service reacts to what happens to a thing, such as a new state; that a value passes a bound is no such event.',
  'posting-limit':
    'An account upholds how far its balance goes and how long what came in lasts; how much may come in or go out is not limited.',
  'permission-value':
    'Who may do something hangs on role and operation; here it hangs on a value of the thing as well.',
  'permission-holder':
    'Who may do something hangs on role and operation; here it hangs on what else is known of the person.',
  'permission-partly':
    'An operation is open to roles or to the owner, for all things of a kind alike; here some see all of them and others their own.',
  notification:
    'Messages are kept and sent where the text describes them as a service of their own, or names the system that sends them; here the service publishes an event that a sender can use.',
  workflow:
    'This is a step of a process whose thing the plan does not keep, so that nothing goes from state to state.',
  integration:
    'Another system is asked where the text says which of the things that are kept it handles; here the service publishes events that it can use.',
  calculation:
    'Calculated values are worked out from the attributes and parts of one thing; this needs something else. Exports hold the data for it.',
  several:
    'A thing holds one value per attribute, and parts where the text says what each of them has; here it does not.',
  removal: 'No operation does this, but no acceptance test proves that it stays so.',
  repetition: 'This counts how often something happened to one thing; a life cycle knows the last time only.',
  excluded: 'The text says that this is not wanted; nothing of the kind is built.',
  quality: 'This is a wish about quality without a measure that could be tested.',
  interface: 'The service has an HTTP interface; pages and apps for people are not generated.',
  'export-format': 'Exports are written as CSV and NDJSON only.',
  question: 'A question asks for nothing that could be built.',
  technology: 'The technology is decided by the architecture and cannot be chosen in the text yet.',
  unknown: 'The reader found no operation and no thing to keep in these words.',
};

export type LeftOver = keyof typeof LEFT_OVER;
export const isLeftOver = (kind: string): boolean => Object.hasOwn(LEFT_OVER, kind);
