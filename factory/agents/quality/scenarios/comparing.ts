import type { PlannedRuleOf } from '../../../domain/planned-rule.ts';
import type { PlannedAttribute } from '../../../domain/product-plan.ts';
import { thingCalled } from '../attributes.ts';
import { bring, tryToRecord, type Wanted } from '../casting.ts';
import { cellBeside, fulfils, isOfNames } from '../comparisons.ts';
import { bringIn } from '../leading.ts';
import { partCalled, type PlannedPart } from '../planned-things.ts';
import { actionOf, rulesFor, rulesOf } from '../rules-of.ts';
import { observe, type Actor, type Chosen, type Script } from '../script.ts';
import { tryAction } from '../trying.ts';
import { edgeOf } from '../windows.ts';
import { computedOnSide } from './computed-side.ts';

type Compare = PlannedRuleOf<'compare'>;

/** The value on one side of the boundary, as a row of the thing or of its part. */
type Side = 'good' | 'bad';

const givenSide = (
  script: Script,
  rule: Compare,
  side: Side,
  attribute: PlannedAttribute,
  others: Chosen,
): Chosen => {
  const { partSchemas, schemas, thing } = thingCalled(script, rule.subject);
  const part = rule.part === undefined ? undefined : partCalled(thing, rule.part);
  const schema = (part ? partSchemas[part.plural] : schemas)?.[attribute.name] ?? {};
  return { [attribute.name]: cellBeside(rule, attribute, schema, others, side, script) };
};

/** What this rule allows another one forbids: that recording lies within a window, or a comparison of the same attribute. */
const breaksAnother = (
  script: Script,
  rule: Compare,
  attribute: PlannedAttribute,
  values: Chosen,
): boolean => {
  const resolved = thingCalled(script, rule.subject);
  const imagined: Actor = { name: '', resolved, values, parts: {}, state: undefined, entered: {} };
  const { plan } = script.book;
  return (
    rulesFor(plan, resolved.thing, 'window', { kind: 'record' }).some((window) => {
      const edge = edgeOf(script, imagined, window) ?? script.now;
      return window.allowed === 'until' ? script.now > edge : script.now < edge;
    }) ||
    rulesOf(plan, resolved.thing, 'compare').some(
      (other) =>
        other.id !== rule.id &&
        other.attribute === attribute.name &&
        other.part === undefined &&
        !fulfils(other, attribute, values, script),
    )
  );
};

/** The part of the thing that the rule speaks of, with one row on that side. */
const partOnSide = (script: Script, rule: Compare, side: Side, sample: Actor, part: PlannedPart): Wanted => {
  const attribute = part.attributes.find(({ name }) => name === rule.attribute);
  const [row = {}] = sample.parts[part.plural] ?? [];
  if (!attribute) return {};
  return { parts: { [part.plural]: [{ ...row, ...givenSide(script, rule, side, attribute, row) }] } };
};

/** What the value is compared with: in the row, or in one that is referred to. */
const anchorOf = (script: Script, rule: Compare, sample: Actor): Chosen => {
  if (typeof rule.with !== 'object' || !('attribute' in rule.with)) return {};
  const { attribute, through } = rule.with;
  if (through === undefined) return { [attribute]: sample.values[attribute] ?? '' };
  const refers = sample.resolved.thing.attributes.find(({ name }) => name === through)?.refers;
  return refers === undefined ? {} : { [through]: bring(script, refers).name };
};

const valueOnSide = (
  script: Script,
  rule: Compare,
  side: Side,
  sample: Actor,
  attribute: PlannedAttribute,
): Wanted => {
  const anchor = anchorOf(script, rule, sample);
  const usual = { ...anchor, [attribute.name]: sample.values[attribute.name] ?? '' };
  if (side === 'good' && isOfNames(attribute)) return { values: usual };
  const nearest = { ...anchor, ...givenSide(script, rule, side, attribute, anchor) };
  const isTooNear = side === 'good' && breaksAnother(script, rule, attribute, nearest);
  return { values: isTooNear ? usual : nearest };
};

/** What makes a thing lie on one side of the comparison. */
const wantedFor = (script: Script, rule: Compare, side: Side, sample: Actor): Wanted => {
  const { thing } = sample.resolved;
  const part = rule.part === undefined ? undefined : partCalled(thing, rule.part);
  if (part) return partOnSide(script, rule, side, sample, part);
  const attribute = thing.attributes.find(({ name }) => name === rule.attribute);
  if (!attribute) return {};
  const write = attribute.computed ? computedOnSide : valueOnSide;
  return write(script, rule, side, sample, attribute);
};

/** At the last value that holds it goes through, at the next it does not. */
export const compareScenario = (script: Script, rule: Compare): void => {
  const sample = bring(script, rule.subject);
  const { thing } = sample.resolved;
  const actions = rule.verbs.map((verb) => actionOf(thing, verb)).filter(({ kind }) => kind === 'move');
  for (const side of ['bad', 'good'] as const) {
    const sentence = side === 'good' ? 'it succeeds' : 'it is not accepted and nothing changed';
    const wanted = wantedFor(script, rule, side, sample);
    if (actions.length === 0) {
      tryToRecord(script, rule.subject, wanted);
      observe(script, sentence);
    }
    for (const action of actions) {
      const move = thing.lifecycle?.moves.find(({ verb }) => 'verb' in action && verb === action.verb);
      const actor = bringIn(script, rule.subject, move?.from[0] ?? '', wanted);
      tryAction(script, actor, action);
      observe(script, sentence);
    }
  }
};
