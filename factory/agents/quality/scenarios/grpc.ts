import { letSomebody } from '../callers.ts';
import { required, thingCalled } from '../attributes.ts';
import { bring, nameFor, prepareParts, rowFor } from '../casting.ts';
import { a, observe, when, type Script } from '../script.ts';

/** What is recorded through one interface is seen through the other. */
export const grpcScenario = (script: Script, subject: string): void => {
  const resolved = thingCalled(script, subject);
  const row = rowFor(script, resolved, required(resolved));
  prepareParts(script, resolved);
  letSomebody(script, resolved.thing, { kind: 'record' }, row);
  const name = nameFor(script, subject);
  when(script, `${a(resolved.thing)} "${name}" is recorded over gRPC:`, [row]);
  observe(script, `HTTP shows every value of the ${subject} "${name}"`);
  const actor = bring(script, subject);
  observe(script, `gRPC shows what HTTP shows of the ${subject} "${actor.name}"`);
};
