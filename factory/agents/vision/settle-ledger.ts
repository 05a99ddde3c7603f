import type { Part } from './read-sentences.ts';
import { isPosting, splitInitial, type Posting } from './split-initial.ts';
import { isStateVerb } from './reading/behaviour/state-words.ts';

/** Verbs that by themselves speak of an amount that somebody has. */
const STRONG =
  /^(?:earn|deposit|credit|top up|accrue|refill|gain|collect|redeem|spend|withdraw|debit|cash out|cash in|burn|use up|deduct|draw down)$/;
const BALANCE = /(?:^|\s)balance$/;

/** Whether postings of one unit make an account: it goes in and out, or has a balance. */
const isLedger = (postings: readonly Posting[], parts: readonly Part[]): boolean => {
  const moves = postings.flatMap(({ behaviour }) => behaviour.moves);
  const [unit] = postings.map(({ behaviour }) => behaviour.unit);
  const structured = parts.some(
    ({ object, attributes, behaviour, operation }) =>
      object === unit &&
      !BALANCE.test(object ?? '') &&
      (attributes.length > 0 || operation || behaviour?.kind === 'states'),
  );
  if (structured) return false;
  const both =
    moves.some((move) => move.direction === 'in') && moves.some((move) => move.direction === 'out');
  const balance = parts.some(
    ({ behaviour }) =>
      behaviour?.kind === 'balance' || (behaviour?.kind === 'floor' && BALANCE.test(behaviour.of)),
  );
  return (both || balance) && (balance || moves.some(({ verb }) => STRONG.test(verb)));
};

/** A posting that makes no account leads its object to a state: "customers pay invoices". */
const asMoves = (part: Posting): Part => ({
  ...part,
  behaviour: { kind: 'moves', verbs: part.behaviour.moves.map(({ verb }) => verb), steps: true },
});

const leftOver = ({ at, text, line }: Part): Part => ({
  at,
  operation: false,
  text,
  line,
  attributes: [],
  constraints: [{ kind: 'workflow', value: text }],
});

/** What only an account has: a balance, and that it cannot be overdrawn. */
const needsAccount = ({ behaviour, text }: Part): boolean =>
  behaviour?.kind === 'balance' ||
  (behaviour?.kind === 'floor' && behaviour.of === 'balance' && /\boverdr/i.test(text));

const BALANCE_OF = /^(?:(?:account|current) )?balance(?: (?:in|of) (.+))?$/;

/** "a gift card has a code and a balance in euros" */
const splitBalances = (parts: readonly Part[]): Part[] =>
  parts.flatMap((part) => {
    const found = part.attributes.map((name) => BALANCE_OF.exec(name)).find((each) => each !== null);
    if (!found || part.object === undefined) return [part];
    const unit = found[1];
    const attributes = part.attributes.filter((name) => !BALANCE_OF.test(name));
    const balance: Part = {
      ...part,
      attributes: [],
      constraints: [],
      behaviour: { kind: 'balance', ...(unit ? { unit } : {}) },
    };
    return attributes.length > 0 || part.verb !== undefined ? [{ ...part, attributes }, balance] : [balance];
  });

const balanceUnit = (parts: readonly Part[]): string | undefined =>
  parts
    .flatMap(({ behaviour }) => (behaviour?.kind === 'balance' && behaviour.unit ? [behaviour.unit] : []))
    .at(0);

/** What the account is called: what has the balance, else an account. */
const holderOf = (parts: readonly Part[]): string =>
  parts.find(({ behaviour }) => behaviour?.kind === 'balance')?.object ??
  parts.find(({ object, attributes }) => /account$|wallet$/.test(object ?? '') && attributes.length > 0)
    ?.object ??
  'account';

/** Whether behaviour is about the amount: "points expire", "a balance never goes below zero". */
const isAbout = ({ behaviour, object }: Part, counts: (name: string) => boolean): boolean => {
  if (behaviour === undefined) return false;
  return counts(object ?? '') || (behaviour.kind === 'floor' && counts(behaviour.of));
};

/** Puts what is said about an amount, its balance and its expiry on the account that holds it. */
export const settleLedger = (given: readonly Part[]): Part[] => {
  const parts = given.some(isPosting) ? splitBalances(splitInitial(given)) : given;
  const postings = parts.filter(isPosting);
  const units = [...new Set(postings.map(({ behaviour }) => behaviour.unit))];
  const unit = units.find((each) =>
    isLedger(
      postings.filter(({ behaviour }) => behaviour.unit === each),
      parts,
    ),
  );
  if (unit === undefined)
    return parts.map((part) => {
      if (!isPosting(part)) return needsAccount(part) ? leftOver(part) : part;
      return part.behaviour.moves.every(({ verb }) => isStateVerb(verb)) ? asMoves(part) : leftOver(part);
    });
  const holder = holderOf(parts);
  const called = BALANCE.test(unit) ? (balanceUnit(parts) ?? 'amount') : unit;
  const counts = (name: string): boolean => name === unit || BALANCE.test(name);
  return parts.map((part) => {
    if (!isPosting(part)) return isAbout(part, counts) ? { ...part, object: holder } : part;
    const { behaviour } = part;
    return counts(behaviour.unit) || behaviour.unit === holder
      ? { ...part, object: holder, behaviour: { ...behaviour, unit: called } }
      : asMoves(part);
  });
};
