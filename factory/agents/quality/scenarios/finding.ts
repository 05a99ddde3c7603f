import type { Criterion } from '../../../domain/product-plan.ts';
import { required } from '../attributes.ts';
import { bringIn, wayTo } from '../leading.ts';
import { isGivable } from '../attributes.ts';
import { isStateTerm } from '../planned-things.ts';
import { asAllowed, everything, needed, oneRecorded, valuesOf, wereRecorded, type Scene } from '../scene.ts';
import { observe, when, type Chosen } from '../script.ts';

type CheckOf<Kind extends Criterion['check']['kind']> = Extract<Criterion['check'], { kind: Kind }>;

export const viewed = (scene: Scene): void => {
  const row = oneRecorded(scene);
  asAllowed(scene, 'view', row);
  when(scene.script, 'it is viewed');
  observe(scene.script, 'every value given is shown');
};

/** Things in a state are found by it, the others are not. */
const foundByState = ({ script, resolved }: Scene, term: string): void => {
  const { thing } = resolved;
  const initial = thing.lifecycle?.initial ?? '';
  const reachable = thing.lifecycle?.states.find(
    (state) => state !== initial && wayTo(script, thing, initial, state) !== undefined,
  );
  const [one, other] = [reachable ?? initial, initial].map((state) => bringIn(script, thing.name, state));
  when(script, `${thing.plural} whose ${term} is "${reachable ?? initial}" are found`);
  observe(script, `the ${thing.name} "${one?.name}" is among them`);
  if (reachable !== undefined) observe(script, `the ${thing.name} "${other?.name}" is not among them`);
};

export const foundBy = (scene: Scene, { attribute }: CheckOf<'found-by'>): void => {
  const { script, resolved } = scene;
  if (isStateTerm(resolved.thing, attribute)) return foundByState(scene, attribute);
  const attributes = needed(scene, attribute);
  const [first, second] = [valuesOf(scene, attributes), valuesOf(scene, attributes)];
  wereRecorded(scene, [first, second]);
  asAllowed(scene, 'view', first);
  when(script, `${resolved.thing.plural} are found by ${attribute} "${first[attribute] ?? ''}"`);
  observe(script, 'the first is among them');
  observe(script, 'the second is not among them');
  observe(script, `every one found has ${attribute} "${first[attribute] ?? ''}"`);
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

const aroundTheFirst = (scene: Scene, attribute: string): void => {
  const { script, resolved } = scene;
  oneRecorded(scene);
  when(script, `${resolved.thing.plural} are found by ${attribute} around that of the first`);
  observe(script, 'the first is among them');
  when(script, `${resolved.thing.plural} are found by ${attribute} before that of the first`);
  observe(script, 'the first is not among them');
};

export const foundInPeriod = (scene: Scene, { attribute }: CheckOf<'found-in-period'>): void => {
  const { script, resolved } = scene;
  const planned = resolved.thing.attributes.find(({ name }) => name === attribute);
  if (planned && !isGivable(resolved, planned)) return aroundTheFirst(scene, attribute);
  const attributes = needed(scene, attribute);
  const before = valuesOf(scene, attributes);
  // Two values lie between the rows, so that a period has room on both sides.
  script.book.next();
  const within = valuesOf(scene, attributes);
  script.book.next();
  const after = valuesOf(scene, attributes);
  const cells = spread([before, within, after].map((row) => row[attribute] ?? ''));
  const rows = [before, within, after].map((row, index) => ({ ...row, [attribute]: cells[index] ?? '' }));
  const [from, until] = [between(cells[0] ?? '', cells[1] ?? ''), between(cells[1] ?? '', cells[2] ?? '')];
  wereRecorded(scene, rows);
  asAllowed(scene, 'view', before);
  when(script, `${resolved.thing.plural} are found by ${attribute} from "${from}" until "${until}"`);
  observe(script, 'the second is among them');
  observe(script, 'the first is not among them');
  observe(script, 'the third is not among them');
};

/** Days apart, where a rule gave all of them the same moment. */
const spread = (cells: readonly string[]): string[] =>
  cells.map((cell, index) => {
    if (new Set(cells).size === cells.length) return cell;
    const text = new Date(Date.parse(cell) + index * 4 * 86_400_000).toISOString();
    return cell.length === 10 ? text.slice(0, 10) : text.replace('.000Z', 'Z');
  });

export const paged = (scene: Scene): void => {
  const { script, resolved } = scene;
  const attributes = required(resolved);
  const rows = Array.from({ length: 5 }, () => valuesOf(scene, attributes));
  const another = valuesOf(scene, attributes);
  wereRecorded(scene, rows);
  when(script, `${resolved.thing.plural} are listed 2 at a time while this one is recorded:`, [another]);
  observe(script, 'each one recorded before is listed exactly once');
};

/** A text that a spreadsheet would run as a formula, in the first attribute that takes any text. */
const withFormula = (scene: Scene, row: Chosen): Chosen => {
  const text = everything(scene).find(
    ({ name, nature, unique: sole }) => nature === 'text' && !sole && name in row,
  );
  return text ? { ...row, [text.name]: `=${row[text.name] ?? ''}` } : row;
};

export const exported = (scene: Scene, { format }: CheckOf<'exported'>): void => {
  const { script, resolved } = scene;
  const rows = [valuesOf(scene, everything(scene)), valuesOf(scene, everything(scene))];
  const csv = format === 'csv';
  wereRecorded(scene, csv ? rows.map((row, index) => (index === 1 ? withFormula(scene, row) : row)) : rows);
  asAllowed(scene, 'view', rows[0] ?? {});
  when(script, `${resolved.thing.plural} are exported as ${format.toUpperCase()}`);
  observe(script, 'the export holds each of them with every value given');
  if (csv) observe(script, 'no cell of the file can run as a formula');
};
