import type { Scan } from '../scan.ts';
import { type VerbClass, verbOf } from '../verbs.ts';
import type { Match } from './clause-match.ts';

export const IN =
  'earn|collect|deposit|receive|credit|top up|load|gain|accrue|charge|refill|put in|pay in|add';

export const OUT =
  'redeem|spend|withdraw|debit|use|use up|pay|consume|burn|cash out|cash in|exchange|take out|pay out|deduct|lose|draw down';

export const STRONG =
  /^(?:earn|deposit|credit|top up|accrue|refill|gain|redeem|spend|withdraw|debit|cash out|cash in|use up|deduct|draw down)$/;

/** Where an amount goes; verbs that mean other things, too, only in a text that speaks of amounts. */
export const direction = ({ memory }: Scan, verb: string): 'in' | 'out' | undefined => {
  if (memory.amounts !== true && !STRONG.test(verb)) return undefined;
  return new RegExp(`^(?:${IN})$`).test(verb)
    ? 'in'
    : new RegExp(`^(?:${OUT})$`).test(verb)
      ? 'out'
      : undefined;
};

/** Doings of which a record is kept: who did it, with what. */
export const RELATES =
  /^(?:book|reserve|borrow|rent|hire|lease|lend|loan|order|check out|join|attend|donate|pledge)$/;

/** They do so with a preposition only: "enrol in courses"; "register visitors" is something else. */
export const RELATES_TO =
  /^(?:enrol|enroll|register|subscribe|apply|vote|bid|sign up|volunteer|comment|reply)$/;

/** They do so with somebody only: "schedule lessons with tutors"; "schedule lessons" is something else. */
export const ARRANGES = /^(?:schedule|arrange|agree|fix)$/;

/** Verbs that lead a thing on, besides those of the dictionary. */
export const MOVES =
  /^(?:claim|take over|take|deliver|dispatch|resolve|grade|answer|verify|fulfil|fulfill|repair|prepare|clean|mark|launch|retire|assess|certify|settle|clear|pick up|hand over|hand in|check in|check out|pack|mount|triage|acknowledge|endorse|ratify|sign off|cook|serve)$/;

const NOTHING = new Set<VerbClass>([
  'notification',
  'calculation',
  'integration',
  'build',
  'permission',
  'validation',
]);

const CONCERN = new Set<VerbClass>([
  'add',
  'log',
  'record',
  'track',
  'maintain',
  'change',
  'remove',
  'view',
  'find',
  'export',
]);

const OPINION =
  /^(?:rate|review|comment|follow|share|like|react|use|have|want|need|work|see|look|place|know|get|go|come|live|log|sign in|log in)$/;

export const classOf = (verb: string): VerbClass | undefined => verbOf(verb.split(' ')[0] ?? '')?.class;

export const relates = (verb: string, { groups }: Match): boolean =>
  RELATES.test(verb) ||
  (RELATES_TO.test(verb) && groups.prep !== undefined) ||
  (verb === 'request' && groups.begin !== undefined) ||
  (ARRANGES.test(verb) && groups.how === 'with' && groups.other !== undefined);

/** After "can" and "want to" stands a verb, whatever it is. */
export const isUnknown = (verb: string): boolean => classOf(verb) === undefined && !OPINION.test(verb);

export const isWork = (verb: string, match: Match): boolean => {
  if (direction(match.scan, verb) || relates(verb, match)) return true;
  if (MOVES.test(verb)) return true;
  const found = classOf(verb);
  if (found === undefined || OPINION.test(verb)) return false;
  return verb === 'send' || (!NOTHING.has(found) && !CONCERN.has(found));
};
