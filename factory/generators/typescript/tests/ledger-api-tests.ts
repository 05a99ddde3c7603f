import type { Ledger } from '../../../domain/aggregate.ts';
import { shifted } from '../../../domain/duration.ts';
import type { AggregateModel, PostModel } from '../aggregate-model.ts';
import { block, literal } from '../source-text.ts';
import { verbCall } from './behaviour-steps.ts';
import { exact, stepOf } from './ledger-posting.ts';
import { sampleInput, timeOf } from './worlds.ts';

const moved = (time: string, milliseconds: number): string =>
  new Date(Date.parse(time) + milliseconds).toISOString();

const body = (ledger: Ledger, { useCase }: PostModel, amount: number): string =>
  literal({ [ledger.unit]: amount, ...sampleInput(useCase) });

const at = literal(timeOf(1));

const posted = (
  ledger: Ledger,
  post: PostModel,
  amount: number,
  options: Record<string, string> = {},
): string => verbCall(post.useCase, { body: body(ledger, post, amount), at, ...options });

const balanceAt = (time: string): string =>
  `(await call(shared.url(), 'GET', path, { at: ${literal(time)} })).body['balance']`;

/** What holds for every posting: done once for a key, of something, and to what exists. */
const requestTests = (
  model: AggregateModel,
  ledger: Ledger,
  post: PostModel,
  incoming: PostModel,
): string[] => {
  const step = stepOf(ledger);
  const amount = exact(ledger, Math.max(ledger.floor ?? 0, 0) + 5 * step);
  const small = exact(ledger, 2 * step);
  const balance = exact(ledger, amount + (post.useCase.direction === 'in' ? small : -small));
  const { name } = post.useCase;
  const wrong = literal({ [ledger.unit]: 0, ...sampleInput(post.useCase) });
  const again = posted(ledger, post, small, { headers: 'headers' });
  return [
    block(
      `it(${literal(`${name} does once what is asked for twice with the same key`)}, async () => {`,
      'const path = await made();',
      `await ${posted(ledger, incoming, amount)};`,
      `const headers = { 'idempotency-key': path };`,
      `const first = await ${again};`,
      `expect(await ${again}).toMatchObject({ status: 200, body: first.body });`,
      `const other = await ${posted(ledger, post, exact(ledger, small + step), { headers: 'headers' })};`,
      `expect(other).toMatchObject({ status: 422, body: { type: 'urn:problem:idempotency-key-reused' } });`,
      model.get && `expect(${balanceAt(timeOf(1))}).toBe(${balance});`,
      '});',
    ),
    block(
      `it(${literal(`${name} refuses an amount of nothing, and what does not exist`)}, async () => {`,
      'const path = await made();',
      `expect(await ${verbCall(post.useCase, { body: wrong })}).toMatchObject({ status: 400, body: { errors: [{ pointer: ${literal(`#/${ledger.unit}`)} }] } });`,
      `expect(await ${posted(ledger, post, small).replace('`${path}/', '`${path}0/')}).toMatchObject({ status: 404 });`,
      '});',
    ),
  ];
};

/** Tests of a ledger over HTTP. */
export const ledgerApiTests = (model: AggregateModel): string[] => {
  const { ledger } = model.aggregate;
  const incoming = model.posts.find(({ useCase }) => useCase.direction === 'in');
  const outgoing = model.posts.find(({ useCase }) => useCase.direction === 'out');
  if (!ledger || !incoming) return [];
  const step = stepOf(ledger);
  const amount = exact(ledger, Math.max(ledger.floor ?? 0, 0) + 5 * step);
  const most = exact(ledger, amount - (ledger.floor ?? 0));
  return [
    block(
      `it(${literal(`${incoming.useCase.name} answers the new balance`)}, async () => {`,
      'const path = await made();',
      `const answer = await ${posted(ledger, incoming, amount)};`,
      `expect(answer).toMatchObject({ status: 200, body: { balance: ${amount}, entries: [{ at: ${at}, kind: ${literal(incoming.useCase.verb)}, amount: ${amount} }] } });`,
      '});',
    ),
    ...model.posts.flatMap((post) => requestTests(model, ledger, post, incoming)),
    block(
      `it('counts what many put in at once', async () => {`,
      'const path = await made();',
      `await Promise.all([1, 2, 3, 4, 5].map(() => ${posted(ledger, incoming, amount)}));`,
      model.get && `expect(${balanceAt(timeOf(1))}).toBe(${exact(ledger, 5 * amount)});`,
      '});',
    ),
    ...(outgoing && ledger.floor !== undefined
      ? [
          block(
            `it(${literal(`${outgoing.useCase.name} leaves ${ledger.floor} ${ledger.unit} at least, whoever asks at once`)}, async () => {`,
            'const path = await made();',
            `await ${posted(ledger, incoming, amount)};`,
            `const answers = await Promise.all([1, 2].map(() => ${posted(ledger, outgoing, most)}));`,
            'expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);',
            `expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ type: 'urn:problem:rule-violated', rule: 'floor' });`,
            model.get && `expect(${balanceAt(timeOf(1))}).toBe(${ledger.floor});`,
            '});',
          ),
        ]
      : []),
    ...(ledger.expiry && model.get
      ? [
          block(
            `it('shows nothing that is lost, from the moment on that it is', async () => {`,
            'const path = await made();',
            `await ${posted(ledger, incoming, amount)};`,
            `expect(${balanceAt(moved(shifted(new Date(timeOf(1)), ledger.expiry, 1).toISOString(), -1))}).toBe(${amount});`,
            `expect(${balanceAt(shifted(new Date(timeOf(1)), ledger.expiry, 1).toISOString())}).toBe(0);`,
            '});',
          ),
        ]
      : []),
  ];
};
