import type { Subject } from '../../../../domain/product-plan.ts';
import type { Archetype } from '../../../../knowledge/archetypes/archetype.ts';
import type { RuleDraft, Sketch } from '../behaviour/sketch.ts';
import type { PlannedThing } from '../plan-thing.ts';
import { capitalised, listing, withArticle } from '../wording.ts';

const LEADING = new Set(['states', 'moves', 'gate', 'frozen', 'window', 'expiry']);

/** The text says by itself which states it goes through; else they only follow from a word such as "open". */
const isLed = ({ thing, lifecycle }: Sketch): boolean =>
  lifecycle !== undefined &&
  thing.statements.some(({ behaviour }) => behaviour !== undefined && LEADING.has(behaviour.kind));

/** "open" means every state that is not yet an end. */
const inStates = (draft: RuleDraft, { states, moves }: NonNullable<Subject['lifecycle']>): RuleDraft => {
  const { rule } = draft;
  if (!('states' in rule)) return draft;
  const left = states.filter((state) => moves.some(({ from }) => from.includes(state)));
  const meant = rule.states.flatMap((state) =>
    states.includes(state) ? [state] : state === 'open' ? left : [],
  );
  return { ...draft, rule: { ...rule, states: [...new Set(meant)] } as RuleDraft['rule'] };
};

/** Rules that the text states stay; states that it only implies give way to those of the archetype. */
const settleBehaviour = (sketch: Sketch | undefined, lifecycle: Subject['lifecycle']): Sketch | undefined => {
  if (!sketch || !lifecycle || isLed(sketch)) return sketch;
  const { lifecycle: _implied, ...rest } = sketch;
  return { ...rest, rules: sketch.rules.map((rule) => inStates(rule, lifecycle)) };
};

/** What the text says of its attributes, parts and states, and what the process needs besides. */
const completeSubject = (stated: PlannedThing, filled: Subject): Subject => {
  const own = stated.subject.attributes.filter(({ origin }) => origin === 'stated');
  const needed = filled.attributes.filter(
    ({ name, refers, computed }) =>
      (own.length === 0 || refers !== undefined || computed || name === filled.stock) &&
      !own.some((each) => each.name === name),
  );
  const led = stated.behaviour !== undefined && isLed(stated.behaviour);
  const [first, second] = led ? [stated.subject, filled] : [filled, stated.subject];
  const lifecycle = first.lifecycle ?? second.lifecycle;
  return {
    ...stated.subject,
    attributes: [...own, ...needed],
    parts: stated.subject.parts.length > 0 ? stated.subject.parts : filled.parts,
    ...(lifecycle ? { lifecycle } : {}),
    ...(filled.stock ? { stock: filled.stock } : {}),
  };
};

const assumptionsOf = (
  { subject, assumptions }: PlannedThing,
  complete: Subject,
  { title }: Archetype,
): string[] => {
  const added = [
    ...complete.attributes.filter((each) => !subject.attributes.includes(each)).map(({ name }) => name),
    ...complete.parts.filter((each) => !subject.parts.includes(each)).map(({ plural }) => plural),
  ];
  const own = subject.attributes.some(({ origin }) => origin === 'stated');
  return [
    ...(own ? assumptions : []),
    ...(added.length > 0
      ? [
          `${capitalised(withArticle(subject.name))} also has ${listing(added)}, as is usual for ${withArticle(title.toLowerCase())}, because what happens between the parts needs it.`,
        ]
      : []),
  ];
};

/** What the text says of a thing wins; the archetype adds what the process between the parts cannot do without. */
export const completeThing = (
  stated: PlannedThing,
  filled: PlannedThing,
  archetype: Archetype,
): PlannedThing => {
  const said = stated.wants.some(({ because }) => because === undefined);
  const led = stated.behaviour !== undefined && isLed(stated.behaviour);
  const subject = completeSubject(stated, filled.subject);
  const { behaviour: implied, ...plain } = stated;
  const behaviour = settleBehaviour(implied, filled.subject.lifecycle);
  return {
    ...plain,
    ...(behaviour ? { behaviour } : {}),
    subject,
    verb: said && led ? stated.verb : filled.verb,
    wants: said ? stated.wants : filled.wants,
    actors: stated.actors.size > 0 ? stated.actors : filled.actors,
    filters: [...new Set([...stated.filters, ...filled.filters])].filter((filter) =>
      subject.attributes.some(({ name }) => name === filter),
    ),
    assumptions: assumptionsOf(stated, subject, archetype),
  };
};
