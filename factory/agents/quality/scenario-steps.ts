import type { Criterion, PlannedAttribute } from '../../domain/product-plan.ts';
import { table, withArticle, type Step } from './gherkin-text.ts';
import type { Json } from './published-contract.ts';
import type { PlannedThing } from './resolve-vocabulary.ts';
import { sampleValue } from './sample-value.ts';
import type { Subject } from './template/test/acceptance/vocabulary.ts';

/** What the steps of a criterion are made from. `next` counts up over the whole suite, so that no two rows are alike. */
export type Scene = {
  thing: PlannedThing;
  subject: Subject;
  schemas: Record<string, Json>;
  next: () => number;
};

type Check = Criterion['check'];
type CheckOf<K extends Check['kind']> = Extract<Check, { kind: K }>;

const a = ({ thing }: Scene): string => withArticle(thing.name);

/** Set by the service: the contract answers it and does not take it. */
const isGiven = ({ subject, schemas }: Scene, { name }: PlannedAttribute): boolean => {
  const found = subject.attributes[name];
  return found === undefined || 'lacks' in found || schemas[name]?.['type'] !== undefined;
};

const givable = (scene: Scene): PlannedAttribute[] =>
  scene.thing.attributes.filter((attribute) => isGiven(scene, attribute));

const required = (scene: Scene, ...more: readonly string[]): PlannedAttribute[] => {
  const all = givable(scene);
  const chosen = all.filter((attribute) => attribute.required || more.includes(attribute.name));
  return chosen.length > 0 ? chosen : all.slice(0, 1);
};

type Chosen = Record<string, string>;

const valuesOf = (scene: Scene, attributes: readonly PlannedAttribute[]): Chosen => {
  const n = scene.next();
  return Object.fromEntries(
    attributes.map((attribute) => [
      attribute.name,
      sampleValue(attribute, scene.schemas[attribute.name] ?? {}, n),
    ]),
  );
};

const tableOf = (rows: readonly Chosen[]): string[] => {
  const head = Object.keys(rows[0] ?? {});
  return table(
    head,
    rows.map((row) => head.map((name) => row[name] ?? '')),
  );
};

const given = (scene: Scene, rows: readonly Chosen[]): Step => ({
  keyword: 'Given',
  text: rows.length === 1 ? `${a(scene)} was recorded:` : `these ${scene.thing.plural} were recorded:`,
  table: tableOf(rows),
});

const oneGiven = (scene: Scene, attributes = givable(scene)): Step =>
  given(scene, [valuesOf(scene, attributes)]);

const when = (text: string, rows?: readonly Chosen[]): Step => ({
  keyword: 'When',
  text,
  ...(rows ? { table: tableOf(rows) } : {}),
});
const then = (text: string): Step => ({ keyword: 'Then', text });
const and = (text: string, rows?: readonly Chosen[]): Step => ({
  keyword: 'And',
  text,
  ...(rows ? { table: tableOf(rows) } : {}),
});

const recorded = (scene: Scene, { attributes }: CheckOf<'recorded'>): Step[] => {
  const all = givable(scene).filter(({ required: must, name }) => must || attributes.includes(name));
  const least = required(scene);
  const steps = [
    when(`${a(scene)} is recorded:`, [valuesOf(scene, all)]),
    then('it is kept with an id, the time of recording and every value given'),
  ];
  if (least.length === all.length) return steps;
  return [...steps, and('one that gives only what is required is kept as well:', [valuesOf(scene, least)])];
};

const recordedOnce = (scene: Scene, _check: Check, id: string): Step[] => [
  {
    keyword: 'Given',
    text: `${a(scene)} was recorded under the idempotency key "${id}":`,
    table: tableOf([valuesOf(scene, givable(scene))]),
  },
  when('the same request is sent again'),
  then('the same answer is given'),
  ...(scene.subject.find ? [and('it is kept only once')] : []),
];

const missing = (scene: Scene, { attribute }: CheckOf<'required'>): Step[] => {
  const others = required(scene).filter(({ name }) => name !== attribute);
  const rows = others.length > 0 ? [valuesOf(scene, others)] : undefined;
  return [
    when(`${a(scene)} is recorded without ${withArticle(attribute)}:`, rows),
    then('it is refused as invalid'),
    and(`the refusal names the ${attribute}`),
  ];
};

const foundBy = (scene: Scene, { attribute }: CheckOf<'found-by'>): Step[] => {
  const attributes = required(scene, attribute);
  const [first, second] = [valuesOf(scene, attributes), valuesOf(scene, attributes)];
  return [
    given(scene, [first, second]),
    when(`${scene.thing.plural} are found by ${attribute} "${first[attribute] ?? ''}"`),
    then('the first is among them'),
    and('the second is not among them'),
    and(`every one found has ${attribute} "${first[attribute] ?? ''}"`),
  ];
};

/** Half way between two numbers, days or instants. */
const between = (one: string, other: string): string => {
  const middle = (Number(one) + Number(other)) / 2;
  if (!Number.isNaN(middle)) return String(middle);
  const time = (Date.parse(one) + Date.parse(other)) / 2;
  if (Number.isNaN(time)) return one;
  const text = new Date(time).toISOString();
  return one.length === 10 ? text.slice(0, 10) : text.replace('.000Z', 'Z');
};

const foundInPeriod = (scene: Scene, { attribute }: CheckOf<'found-in-period'>): Step[] => {
  const planned = scene.thing.attributes.find(({ name }) => name === attribute);
  if (planned && !isGiven(scene, planned)) {
    return [
      oneGiven(scene),
      when(`${scene.thing.plural} are found by ${attribute} around that of the first`),
      then('the first is among them'),
      when(`${scene.thing.plural} are found by ${attribute} before that of the first`),
      then('the first is not among them'),
    ];
  }
  const attributes = required(scene, attribute);
  const before = valuesOf(scene, attributes);
  // Two values lie between the rows, so that a period has room on both sides.
  scene.next();
  const within = valuesOf(scene, attributes);
  scene.next();
  const after = valuesOf(scene, attributes);
  const [from, until] = [
    between(before[attribute] ?? '', within[attribute] ?? ''),
    between(within[attribute] ?? '', after[attribute] ?? ''),
  ];
  return [
    given(scene, [before, within, after]),
    when(`${scene.thing.plural} are found by ${attribute} from "${from}" until "${until}"`),
    then('the second is among them'),
    and('the first is not among them'),
    and('the third is not among them'),
  ];
};

const paged = (scene: Scene): Step[] => {
  const attributes = required(scene);
  const rows = Array.from({ length: 5 }, () => valuesOf(scene, attributes));
  return [
    given(scene, rows),
    when(`${scene.thing.plural} are listed 2 at a time while this one is recorded:`, [
      valuesOf(scene, attributes),
    ]),
    then('each one recorded before is listed exactly once'),
  ];
};

/** A text that a spreadsheet would run as a formula, in the first attribute that takes any text. */
const withFormula = (scene: Scene, row: Chosen): Chosen => {
  const text = givable(scene).find(
    ({ name, nature, unique: sole }) => nature === 'text' && !sole && name in row,
  );
  return text ? { ...row, [text.name]: `=${row[text.name] ?? ''}` } : row;
};

const exported = (scene: Scene, { format }: CheckOf<'exported'>): Step[] => {
  const rows = [valuesOf(scene, givable(scene)), valuesOf(scene, givable(scene))];
  const csv = format === 'csv';
  return [
    given(scene, csv ? rows.map((row, index) => (index === 1 ? withFormula(scene, row) : row)) : rows),
    when(`${scene.thing.plural} are exported as ${format.toUpperCase()}`),
    then('the export holds each of them with every value given'),
    ...(csv ? [and('no cell of the file can run as a formula')] : []),
  ];
};

const changed = (scene: Scene, { attributes }: CheckOf<'changed'>): Step[] => {
  const all = required(scene, ...attributes);
  const first = valuesOf(scene, all);
  const changes = valuesOf(
    scene,
    all.filter(({ name }) => attributes.length === 0 || attributes.includes(name)),
  );
  return [
    given(scene, [first]),
    when('it is changed to:', [{ ...first, ...changes }]),
    then('it still has every value given'),
  ];
};

const unique = (scene: Scene, { attribute }: CheckOf<'unique'>): Step[] => {
  const attributes = required(scene, attribute);
  const first = valuesOf(scene, attributes);
  return [
    given(scene, [first]),
    when(`${a(scene)} is recorded:`, [
      { ...valuesOf(scene, attributes), [attribute]: first[attribute] ?? '' },
    ]),
    then('it is refused as a conflict'),
    and(`the refusal names the ${attribute}`),
  ];
};

const unchangeable = (scene: Scene): Step[] => [
  oneGiven(scene),
  when('someone tries to change or remove it'),
  then('every attempt is refused'),
  and('the contract offers no way to do so'),
  and('it still has every value given'),
];

const kept = (scene: Scene): Step[] => [
  oneGiven(scene),
  when('the service is stopped and started again'),
  then('it still has every value given'),
];

const STEPS: { [K in Check['kind']]: (scene: Scene, check: CheckOf<K>, id: string) => Step[] } = {
  recorded,
  'recorded-once': recordedOnce,
  required: missing,
  viewed: (scene) => [oneGiven(scene), when('it is viewed'), then('every value given is shown')],
  'found-by': foundBy,
  'found-in-period': foundInPeriod,
  paged,
  exported,
  unchangeable,
  changed,
  removed: (scene) => [oneGiven(scene), when('it is removed'), then('it is gone')],
  unique,
  kept,
};

/** The steps that observe a criterion at the published contract, with concrete values. */
export const scenarioSteps = (scene: Scene, { id, check }: Criterion): Step[] => {
  const steps = STEPS[check.kind] as (scene: Scene, check: Check, id: string) => Step[];
  return steps(scene, check, id);
};
