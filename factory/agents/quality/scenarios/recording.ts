import type { Criterion } from '../../../domain/product-plan.ts';
import { partRows, prepareParts, setParts } from '../casting.ts';
import { withArticle } from '../gherkin-text.ts';
import { partCalled } from '../planned-things.ts';
import { asAllowed, everything, needed, oneRecorded, valuesOf, wereRecorded, type Scene } from '../scene.ts';
import { a, given, observe, when, type Chosen } from '../script.ts';

type CheckOf<Kind extends Criterion['check']['kind']> = Extract<Criterion['check'], { kind: Kind }>;

const STILL = 'it still has every value given';

export const recorded = (scene: Scene, { attributes }: CheckOf<'recorded'>): void => {
  const { script, resolved } = scene;
  const all = everything(scene).filter(({ required: must, name }) => must || attributes.includes(name));
  const least = needed(scene);
  const row = valuesOf(scene, all);
  const shorter = least.length === all.length ? undefined : valuesOf(scene, least);
  prepareParts(script, resolved);
  asAllowed(scene, 'record', row);
  when(script, `${a(resolved.thing)} is recorded:`, [row]);
  observe(script, 'it is kept with an id, the time of recording and every value given');
  if (shorter) observe(script, 'one that gives only what is required is kept as well:', [shorter]);
};

export const recordedOnce = (scene: Scene, id: string): void => {
  const { script, resolved } = scene;
  const row = valuesOf(scene, everything(scene));
  prepareParts(script, resolved);
  asAllowed(scene, 'record', row);
  given(script, `${a(resolved.thing)} was recorded under the idempotency key "${id}":`, [row]);
  when(script, 'the same request is sent again');
  observe(script, 'the same answer is given');
  if (resolved.subject.find) observe(script, 'it is kept only once');
};

export const missing = (scene: Scene, { attribute }: CheckOf<'required'>): void => {
  const { script, resolved } = scene;
  const others = needed(scene).filter(({ name }) => name !== attribute);
  const row = others.length > 0 ? valuesOf(scene, others) : {};
  const part = partCalled(resolved.thing, attribute);
  prepareParts(script, resolved);
  asAllowed(scene, 'record', row);
  const text = `${a(resolved.thing)} is recorded without ${part?.plural ?? withArticle(attribute)}:`;
  when(script, text, [row]);
  observe(script, 'it is refused as invalid');
  observe(script, `the refusal names the ${part?.plural ?? attribute}`);
};

export const changed = (scene: Scene, { attributes }: CheckOf<'changed'>): void => {
  const { script, resolved } = scene;
  const all = needed(scene, ...attributes);
  const first = oneRecorded(scene, all);
  const changes: Chosen = valuesOf(
    scene,
    all.filter(({ name }) => attributes.length === 0 || attributes.includes(name)),
  );
  for (const part of resolved.thing.parts.filter(({ plural, name }) =>
    [plural, name].some((word) => attributes.includes(word)),
  ))
    setParts(script, resolved, part.plural, partRows(script, resolved, part).toReversed());
  asAllowed(scene, 'change', first);
  when(script, 'it is changed to:', [{ ...first, ...changes }]);
  observe(script, STILL);
};

export const unique = (scene: Scene, { attribute }: CheckOf<'unique'>): void => {
  const { script, resolved } = scene;
  const attributes = needed(scene, attribute);
  const first = valuesOf(scene, attributes);
  const second = { ...valuesOf(scene, attributes), [attribute]: first[attribute] ?? '' };
  wereRecorded(scene, [first]);
  when(script, `${a(resolved.thing)} is recorded:`, [second]);
  observe(script, 'it is refused as a conflict');
  observe(script, `the refusal names the ${attribute}`);
};

export const unchangeable = (scene: Scene): void => {
  const { script } = scene;
  oneRecorded(scene);
  when(script, 'someone tries to change or remove it');
  observe(script, 'every attempt is refused');
  observe(script, 'the contract offers no way to do so');
  observe(script, STILL);
};

export const kept = (scene: Scene): void => {
  oneRecorded(scene);
  when(scene.script, 'the service is stopped and started again');
  observe(scene.script, STILL);
};

export const removed = (scene: Scene): void => {
  const row = oneRecorded(scene);
  asAllowed(scene, 'remove', row);
  when(scene.script, 'it is removed');
  observe(scene.script, 'it is gone');
};
