import type { PlannedRuleOf } from '../../../domain/planned-rule.ts';
import { letSomebody } from '../callers.ts';
import { thingCalled } from '../attributes.ts';
import { bring } from '../casting.ts';
import { after, SECOND } from '../cells.ts';
import { rulesOf } from '../rules-of.ts';
import { BEGIN, given, setClock, observe, when, type Actor, type Script } from '../script.ts';
import { REFUSED } from '../trying.ts';

type Direction = 'in' | 'out';

/** The verb that puts something in, or takes it out; undefined where the plan has none. */
const verbFor = ({ resolved }: Actor, direction: Direction): string | undefined =>
  resolved.thing.ledger?.moves.find((move) => move.direction === direction)?.verb;

const posting = ({ resolved, name }: Actor, amount: number, how: string, verb: string): string =>
  `"${verb}" of ${amount} ${how} with the ${resolved.thing.name} "${name}"`;

/** An amount was put in or taken out. */
export const post = (script: Script, actor: Actor, direction: Direction, amount: number): void => {
  const verb = verbFor(actor, direction) ?? direction;
  letSomebody(script, actor.resolved.thing, { kind: 'post', verb }, actor.values);
  given(script, posting(actor, amount, 'was done', verb));
};

const tryToPost = (script: Script, actor: Actor, direction: Direction, amount: number): void => {
  const verb = verbFor(actor, direction) ?? direction;
  letSomebody(script, actor.resolved.thing, { kind: 'post', verb }, actor.values);
  when(script, posting(actor, amount, 'is tried', verb));
};

const balanceIs = (script: Script, { resolved, name }: Actor, amount: number): void =>
  observe(script, `the balance of the ${resolved.thing.name} "${name}" is ${amount}`);

/** What can always be taken out of an account: more than any floor needs. */
const PLENTY = 10;

/** The amount goes in or out once, however often it is sent under the same key. */
export const postedScenario = (script: Script, subject: string, verb: string, id: string): void => {
  const actor = bring(script, subject);
  const move = actor.resolved.thing.ledger?.moves.find((each) => each.verb === verb);
  const [floor = { minimum: 0 }] = rulesOf(script.book.plan, actor.resolved.thing, 'floor');
  const there = move?.direction === 'out' ? PLENTY + Math.max(0, floor.minimum) : 0;
  if (there > 0) post(script, actor, 'in', there);
  const keyed = `${posting(actor, 4, 'is done', verb)} under the idempotency key "${id}"`;
  letSomebody(script, actor.resolved.thing, { kind: 'post', verb }, actor.values);
  when(script, keyed);
  const balance = move?.direction === 'out' ? there - 4 : 4;
  balanceIs(script, actor, balance);
  when(script, keyed);
  balanceIs(script, actor, balance);
  when(script, posting(actor, 1, 'is done', verb));
  balanceIs(script, actor, move?.direction === 'out' ? balance - 1 : balance + 1);
};

/** Down to the floor it goes, and not one below. */
export const floorScenario = (script: Script, { subject, minimum }: PlannedRuleOf<'floor'>): void => {
  const actor = bring(script, subject);
  const there = PLENTY + Math.max(0, minimum);
  post(script, actor, 'in', there);
  tryToPost(script, actor, 'out', there - minimum + 1);
  observe(script, REFUSED);
  balanceIs(script, actor, there);
  tryToPost(script, actor, 'out', there - minimum);
  observe(script, 'it succeeds');
  balanceIs(script, actor, minimum);
  tryToPost(script, actor, 'out', 1);
  observe(script, REFUSED);
};

/** What was put in is there until the moment and gone after it, what was taken out counted against the oldest. */
export const expiryScenario = (script: Script, rule: PlannedRuleOf<'expiry'>): void => {
  const { thing } = thingCalled(script, rule.subject);
  const actor = bring(script, rule.subject);
  const first = script.now;
  post(script, actor, 'in', PLENTY);
  const second = first + (after(BEGIN, rule.after) - BEGIN) / 2;
  setClock(script, second - (second % SECOND));
  post(script, actor, 'in', 5);
  const canTake = verbFor(actor, 'out') !== undefined;
  if (canTake) post(script, actor, 'out', 4);
  const taken = canTake ? 4 : 0;
  const end = after(first, rule.after);
  setClock(script, end - SECOND);
  balanceIs(script, actor, PLENTY + 5 - taken);
  setClock(script, end + SECOND);
  balanceIs(script, actor, 5);
  if (!canTake || rulesOf(script.book.plan, thing, 'floor').length === 0) return;
  tryToPost(script, actor, 'out', PLENTY + 5 - taken);
  observe(script, REFUSED);
};
