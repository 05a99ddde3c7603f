/** Nouns for the record of a doing whose form does not follow from the verb. */
const NOUNS: Record<string, string> = {
  borrow: 'loan',
  lend: 'loan',
  loan: 'loan',
  reserve: 'reservation',
  rent: 'rental',
  hire: 'hire',
  lease: 'lease',
  enrol: 'enrolment',
  enroll: 'enrollment',
  register: 'registration',
  'sign up': 'sign-up',
  subscribe: 'subscription',
  apply: 'application',
  vote: 'vote',
  comment: 'comment',
  reply: 'reply',
  request: 'request',
  report: 'report',
  score: 'score',
  grade: 'grade',
  evaluate: 'evaluation',
  assess: 'assessment',
  bid: 'bid',
  order: 'order',
  join: 'membership',
  attend: 'attendance',
  donate: 'donation',
  pledge: 'pledge',
  volunteer: 'assignment',
  'check out': 'loan',
  redeem: 'redemption',
  inspect: 'inspection',
  examine: 'examination',
  review: 'review',
  rate: 'rating',
  claim: 'claim',
};

const gerund = (verb: string): string => `${verb.replace(/e$/, '')}ing`;

/** Whether a noun is made from a verb: "booking", "reservation", "enrolment". */
export const isMadeFrom = (noun: string, verb: string): boolean => {
  const stem = verb.replace(/(?:e|y|be)$/, '');
  return (
    NOUNS[verb] === noun ||
    (stem.length > 2 && noun.startsWith(stem) && !noun.includes(' ') && !/(?:er|or|ant)$/.test(noun))
  );
};

/** The noun that people use for the record of a doing; `undefined` where it follows from the verb. */
export const usualNoun = (verb: string): string | undefined => NOUNS[verb];

/** What the record of a doing is called: as the text does, else the usual noun. */
export const nominalOf = (verb: string, nouns: readonly string[]): string =>
  nouns.find((noun) => isMadeFrom(noun, verb)) ?? NOUNS[verb] ?? gerund(verb);
