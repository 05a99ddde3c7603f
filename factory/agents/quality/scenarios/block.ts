import type { PlannedRuleOf } from '../../../domain/planned-rule.ts';
import { thingCalled } from '../attributes.ts';
import { bring, tryToRecord } from '../casting.ts';
import { after, DAY, SECOND } from '../cells.ts';
import { bringIn, leadTo } from '../leading.ts';
import { actionOf, rulesOf } from '../rules-of.ts';
import { BEGIN, setClock, observe, type Chosen, type Script } from '../script.ts';
import { REFUSED, sharedCells, tryAction } from '../trying.ts';

type Block = PlannedRuleOf<'block'>;

const HOUR = 3_600_000;

/** They come into the state one after the other; answers the moment of the last. */
const entries = (script: Script, rule: Block, gap: number, values: Chosen): number => {
  const { thing } = thingCalled(script, rule.subject);
  let last = script.now || BEGIN;
  for (let time = 0; time < rule.times; time += 1) {
    const begin = last + (time === 0 ? 4 * DAY : gap);
    if (rulesOf(script.book.plan, thing, 'window').length > 0) script.anchor = begin;
    setClock(script, Math.max(last + HOUR, begin - 3 * DAY));
    const actor = bring(script, rule.subject, { values });
    setClock(script, begin);
    leadTo(script, actor, rule.state);
    last = script.now;
  }
  delete script.anchor;
  return last;
};

const tryIt = (script: Script, rule: Block, values: Chosen): void => {
  const { thing } = thingCalled(script, rule.subject);
  const action = actionOf(thing, rule.verbs[0] ?? '');
  if (action.kind === 'record') return void tryToRecord(script, rule.subject, { values });
  const move = 'verb' in action ? thing.lifecycle?.moves.find(({ verb }) => verb === action.verb) : undefined;
  const actor = move
    ? bringIn(script, rule.subject, move.from[0] ?? '', { values })
    : bring(script, rule.subject, { values });
  tryAction(script, actor, action);
};

const tryAt = (script: Script, rule: Block, values: Chosen, at: number, sentence: string): void => {
  setClock(script, at);
  tryIt(script, rule, values);
  observe(script, sentence);
};

/** Enough of it within the time closes what the rule says, for as long as it says; spread over more time it does not. */
export const blockScenario = (script: Script, rule: Block): void => {
  const span = after(BEGIN, rule.within) - BEGIN;
  const near = Math.max(HOUR, Math.floor(span / (rule.times + 1)));
  const blocked = sharedCells(script, rule.subject, rule.per);
  const last = entries(script, rule, near, blocked);
  const end = after(last, rule.lasts);
  tryAt(script, rule, blocked, last + SECOND, REFUSED);
  tryAt(script, rule, blocked, end - SECOND, REFUSED);
  tryAt(script, rule, blocked, end + SECOND, 'it succeeds');
  if (rule.times === 1) return;
  const free = sharedCells(script, rule.subject, rule.per);
  const far = Math.ceil(span / (rule.times - 1)) + 2 * DAY;
  tryAt(script, rule, free, entries(script, rule, far, free) + SECOND, 'it succeeds');
};
