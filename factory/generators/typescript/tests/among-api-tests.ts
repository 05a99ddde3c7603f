import { shifted } from '../../../domain/duration.ts';
import { collectionPath } from '../../../domain/operation.ts';
import type { RuleOf } from '../../../domain/rule.ts';
import type { AggregateModel } from '../aggregate-model.ts';
import { countsIn, type AmongRule } from '../fact-model.ts';
import { block, literal } from '../source-text.ts';
import { askedWorld, calledTransitions, transitionCall, wayTo } from './behaviour-steps.ts';
import { canBeMany } from './input-file.ts';
import { freshInput } from './prepared-file.ts';
import { timeWithin } from './state-worlds.ts';
import { sampleWorld, timeOf } from './worlds.ts';

const moved = (time: string, milliseconds: number): string =>
  new Date(Date.parse(time) + milliseconds).toISOString().slice(0, time.length);

const post = (model: AggregateModel, body: string, at = ''): string =>
  `call(shared.url(), 'POST', ${literal(collectionPath(model.aggregate))}, { ${body === 'body' ? 'body' : `body: ${body}`}${at && `, at: ${at}`} })`;

const refused = ({ name, statement }: AmongRule): string =>
  `toMatchObject({ status: 409, body: { type: 'urn:problem:rule-violated', rule: ${literal(name)}, detail: ${literal(statement)} } })`;

/** What those share that a rule counts together. */
const sharing = (model: AggregateModel, names: readonly string[]): string =>
  block(
    `const first = ${freshInput(model)};`,
    `const same = { ${names.map((name) => `${name}: first.${name}`).join(', ')} };`,
  );

const another = (model: AggregateModel, changes = ''): string =>
  `{ ...(${freshInput(model)}), ...same${changes && `, ${changes}`} }`;

/** More than this many are not made in a test. */
const most = 20;

const maximumOf = (model: AggregateModel, { maximum }: RuleOf<'limit'>): number =>
  typeof maximum === 'number'
    ? maximum
    : Number(sampleWorld(model).related[maximum.reference]?.[maximum.field] ?? most + 1);

/** Frees a place: a transition into a state that does not count. */
const freeing = (model: AggregateModel, rule: RuleOf<'limit'>): string[] => {
  const { lifecycle } = model.aggregate;
  const transition = calledTransitions(model).find(
    ({ useCase }) => useCase.from.includes(lifecycle?.initial ?? '') && !countsIn(rule, useCase.to),
  );
  const world =
    transition &&
    askedWorld(model, transition.useCase, {
      ...sampleWorld(model),
      now: timeWithin(model, sampleWorld(model), timeOf(1)),
    });
  if (!transition || !world) return [];
  return [
    `expect(await ${transitionCall(transition, world)}).toMatchObject({ status: 200 });`,
    `expect(await ${post(model, another(model))}).toMatchObject({ status: 201 });`,
  ];
};

const limit = (model: AggregateModel, rule: RuleOf<'limit'>): string => {
  const maximum = maximumOf(model, rule);
  const isCounted = countsIn(rule, model.aggregate.lifecycle?.initial);
  if (rule.amount !== undefined || rule.within || !isCounted || maximum < 1 || maximum > most) return '';
  const free = freeing(model, rule);
  return block(
    `it(${literal(`${rule.name}: one more than ${maximum} is refused, also at once`)}, async () => {`,
    sharing(model, rule.per),
    maximum > 1 &&
      block(
        `for (let turn = 1; turn < ${maximum}; turn += 1) expect(await ${post(model, another(model))}).toMatchObject({ status: 201 });`,
      ),
    `const inputs = [${another(model)}, ${another(model)}];`,
    `const answers = await Promise.all(inputs.map((body) => ${post(model, 'body')}));`,
    'expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);',
    `expect(answers.find(({ status }) => status === 409)).${refused(rule)};`,
    `expect(await ${post(model, freshInput(model))}).toMatchObject({ status: 201 });`,
    ...(free.length > 0
      ? [
          `const last = answers.find(({ status }) => status === 201);`,
          `const path = \`${collectionPath(model.aggregate)}/\${String(last?.body['id'])}\`;`,
          ...free,
        ]
      : []),
    '});',
  );
};

const unique = (model: AggregateModel, rule: RuleOf<'unique'>): string =>
  block(
    `it(${literal(`${rule.name}: a second one with the same is refused`)}, async () => {`,
    sharing(model, rule.fields),
    `expect(await ${post(model, 'first')}).toMatchObject({ status: 201 });`,
    `expect(await ${post(model, another(model))}).${refused(rule)};`,
    `expect(await ${post(model, freshInput(model))}).toMatchObject({ status: 201 });`,
    '});',
  );

const overlap = (model: AggregateModel, rule: RuleOf<'no-overlap'>): string => {
  const { fields } = sampleWorld(model);
  const end = String(fields[rule.end]);
  const step = end.length === 10 ? 86_400_000 : 1;
  const period = (from: string) =>
    `${rule.start}: ${literal(from)}, ${rule.end}: ${literal(moved(end, 86_400_000))}`;
  return block(
    `it(${literal(`${rule.name}: one that begins before another ends is refused, one that begins then is not`)}, async () => {`,
    sharing(model, rule.per),
    `expect(await ${post(model, 'first')}).toMatchObject({ status: 201 });`,
    `expect(await ${post(model, another(model, period(moved(end, -step))))}).${refused(rule)};`,
    `expect(await ${post(model, another(model, period(end)))}).toMatchObject({ status: 201 });`,
    '});',
  );
};

const blocked = (model: AggregateModel, rule: RuleOf<'block'>): string => {
  const way = wayTo(model, rule.state);
  const isCreation = rule.useCases.includes(model.create.useCase.name);
  if (!way || way.codes.length === 0 || !isCreation || rule.times > 5) return '';
  const last = timeOf(way.codes.length);
  const end = shifted(new Date(last), rule.lasts, 1).toISOString();
  const asked = (at: string) => post(model, another(model), literal(at));
  return block(
    `it(${literal(`${rule.name}: ${rule.times} of them close it for a time`)}, async () => {`,
    sharing(model, rule.per),
    rule.times > 1
      ? block(
          `for (let turn = 1; turn <= ${rule.times}; turn += 1) {`,
          `expect(await ${asked(last).replace(/, at: [^}]*/, '')}).toMatchObject({ status: 201 });`,
          'const path = await made(same);',
          ...way.codes,
          '}',
        )
      : block('const path = await made(same);', ...way.codes),
    `expect(await ${asked(last)}).${refused(rule)};`,
    `expect(await ${asked(moved(end, -1))}).${refused(rule)};`,
    `expect(await ${asked(end)}).toMatchObject({ status: 201 });`,
    `expect(await ${post(model, freshInput(model), literal(last))}).toMatchObject({ status: 201 });`,
    '});',
  );
};

/** Tests over HTTP of a rule about others: what the service finds of them, and what it makes of it. */
export const amongApiTests = (model: AggregateModel, rule: AmongRule): string[] => {
  if (!canBeMany(model)) return [];
  switch (rule.kind) {
    case 'limit':
      return [limit(model, rule)];
    case 'unique':
      return [unique(model, rule)];
    case 'no-overlap':
      return [overlap(model, rule)];
    case 'block':
      return [blocked(model, rule)];
  }
};
