import { kebabCase } from '../../domain/naming.ts';
import type { PlannedThing } from './planned-things.ts';
import { rulesFor, type Action } from './rules-of.ts';
import { given, type Chosen, type Script } from './script.ts';

export type Caller = { name: string; role?: string | undefined } | undefined;

const NOBODY = 'nobody says who calls';

const sentenceFor = (caller: Caller): string => {
  if (!caller) return NOBODY;
  const role = caller.role === undefined ? '' : ` in the role "${kebabCase(caller.role)}"`;
  return `the caller is "${caller.name}"${role}`;
};

/** It is this caller who does what follows. */
export const setCaller = (script: Script, caller: Caller): void => {
  const sentence = sentenceFor(caller);
  if (script.caller === sentence) return;
  script.caller = sentence;
  given(script, sentence);
};

/** Who may do it: somebody in the role that it takes, the one whom the thing names. Nothing where everybody may who says who they are. */
export const callerFor = (script: Script, thing: PlannedThing, action: Action, values: Chosen): Caller => {
  const [permission] = rulesFor(script.book.plan, thing, 'permission', action);
  const [own] = rulesFor(script.book.plan, thing, 'own', action);
  if (!permission && !own) return undefined;
  return { name: own ? (values[own.attribute] ?? 'somebody') : 'kim', role: permission?.roles[0] };
};

/** Somebody who may do it calls; whoever called before goes on where everybody may who says who they are. */
export const letSomebody = (script: Script, thing: PlannedThing, action: Action, values: Chosen): void => {
  const caller = callerFor(script, thing, action, values);
  if (caller) setCaller(script, caller);
  else if (script.caller === NOBODY) setCaller(script, { name: 'somebody' });
};
