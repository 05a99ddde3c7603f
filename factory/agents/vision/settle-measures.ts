import { natureOf } from './planning/attribute-nature.ts';
import { sameThing } from './planning/things.ts';
import type { Part } from './read-sentences.ts';

const WRITES = /^(?:track|log|record|monitor|measure|capture|collect|keep|store)$/;

/** "Track the temperature of rooms: every reading has …": a reading is the record of the temperature. */
export const settleMeasures = (parts: readonly Part[]): Part[] =>
  parts.map((part, index) => {
    const { object, verb, attributes, behaviour } = part;
    const next = parts[index + 1];
    if (object === undefined || !WRITES.test(verb ?? '') || attributes.length > 0 || behaviour) return part;
    const measured = natureOf(object) === 'quantity' || natureOf(object) === 'number';
    const told = next?.object !== undefined && next.verb === undefined && next.attributes.length > 0;
    if (!measured || !told || next.line !== part.line || sameThing(next.object ?? '', object)) return part;
    const elsewhere = parts.some((each) => each !== part && each.object === object);
    if (elsewhere) return part;
    return {
      ...part,
      object: next.object,
      constraints: [
        ...part.constraints.map((each) => (each.kind === 'complement' ? { ...each, kind: 'context' } : each)),
        { kind: 'context', value: object },
      ],
    };
  });
