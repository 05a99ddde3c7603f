import type { PlannedRule, PlannedRuleOf } from '../../domain/planned-rule.ts';
import {
  serviceNameOf,
  storiesOf,
  type PlannedAttribute,
  type ProductPlan,
  type Story,
  type Subject,
} from '../../domain/product-plan.ts';
import { camelCase, words } from '../../domain/naming.ts';
import type { Lifecycle } from '../../domain/aggregate.ts';
import { fieldName, referenceName, typeName } from './identifiers.ts';

/** A subject of the plan on its way to an aggregate. */
export type Thing = {
  subject: Subject;
  /** `Booking`, `Bookings`. */
  type: string;
  plural: string;
  /** Name of its service. */
  service: string;
  stories: Story[];
  rules: PlannedRule[];
  /** The life cycle's property. */
  statusField: Lifecycle['field'];
};

export type Things = readonly Thing[];

const same = (one: string, other: string): boolean => words(one).join(' ') === words(other).join(' ');

/** The property of the life cycle: `status`, unless callers fill one of that name. */
const statusFieldOf = ({ attributes }: Subject): string =>
  ['status', 'state', 'stage'].find((name) => !attributes.some((each) => camelCase(each.name) === name)) ??
  'lifecycleState';

/** Types of two subjects with the same name in one service cannot both be told apart; the later ones get a number. */
export const thingsOf = (plan: ProductPlan): Thing[] =>
  plan.subjects.map((subject) => ({
    subject,
    type: typeName(subject.name),
    plural: typeName(subject.plural),
    service: serviceNameOf(plan, subject),
    stories: storiesOf(plan).filter((story) => story.subject === subject.name),
    rules: plan.rules.filter((rule) => rule.subject === subject.name),
    statusField: statusFieldOf(subject),
  }));

export const thingNamed = (things: Things, name: string): Thing | undefined =>
  things.find(({ subject }) => same(subject.name, name) || same(subject.plural, name));

export const rulesOf = <Kind extends PlannedRule['kind']>(
  { rules }: Pick<Thing, 'rules'>,
  kind: Kind,
): PlannedRuleOf<Kind>[] => rules.filter((rule): rule is PlannedRuleOf<Kind> => rule.kind === kind);

/** What the server adds to it; an attribute of that name gets its thing's name in front. */
const serverNames = ({ subject, statusField }: Thing): string[] => [
  ...(subject.lifecycle
    ? [statusField, ...subject.lifecycle.states.map((state) => camelCase(`${state} at`))]
    : []),
  ...(subject.ledger ? ['balance', 'entries'] : []),
];

/** The field for an attribute of a thing. */
export const fieldOf = (
  thing: Thing,
  { name, nature }: Pick<PlannedAttribute, 'name' | 'nature'>,
): string => {
  if (nature === 'reference') return referenceName(name);
  const plain = fieldName(thing.subject, name);
  return serverNames(thing).includes(plain)
    ? fieldName(thing.subject, `${thing.subject.name} ${name}`)
    : plain;
};

/** The attribute that the plan's words mean: by its name, or the reference to the thing of that name. */
export const attributeNamed = (
  { subject }: Pick<Thing, 'subject'>,
  name: string,
): PlannedAttribute | undefined =>
  subject.attributes.find((attribute) => same(attribute.name, name)) ??
  subject.attributes.find(({ refers }) => refers !== undefined && same(refers, name));

/** The field that the plan's words mean, if there is one. */
export const fieldNamed = (thing: Thing, name: string): string | undefined => {
  const attribute = attributeNamed(thing, name);
  return attribute && fieldOf(thing, attribute);
};

export type Part = Subject['parts'][number];
export const partNamed = ({ subject }: Pick<Thing, 'subject'>, name: string): Part | undefined =>
  subject.parts.find((part) => same(part.name, name) || same(part.plural, name));

/** The list field of its parts. */
export const listField = (thing: Thing, part: Part): string => fieldName(thing.subject, part.plural);

/** The field of a part for one of its attributes. */
export const partField = (part: Part, { name, nature }: Pick<PlannedAttribute, 'name' | 'nature'>): string =>
  nature === 'reference' ? referenceName(name) : fieldName(part, name);

export const partFieldNamed = (part: Part, name: string): string | undefined => {
  const attribute = part.attributes.find((each) => same(each.name, name));
  return attribute && partField(part, attribute);
};

/** The state that the plan's words mean. */
export const stateNamed = ({ subject }: Pick<Thing, 'subject'>, name: string): string | undefined =>
  subject.lifecycle?.states.find((state) => same(state, name));
