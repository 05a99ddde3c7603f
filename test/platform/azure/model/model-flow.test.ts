import { describe, expect, it } from 'vitest';

import { knowledgeSeed } from '../../../../factory/knowledge/knowledge-seed.ts';
import { withFallback } from '../../../../platform/azure/model/create-model.ts';
import type { Reply } from '../../../loopback/model/model-reply.ts';
import { rulesAnswer, rulesModel } from '../../../loopback/model/rules-model.ts';
import type { Script } from '../../../loopback/model/start-model-server.ts';
import { blueprintOf } from '../../../factory/agents/support/run.ts';
import { AUDIT, factoryWithModel } from './factory-with-model.ts';
import { azureModel, compatibleModel, served } from './served.ts';

const SHOP =
  'Build an online shop with a product catalogue, orders, payments and notifications. When an order is placed, stock is reserved and the payment is taken.';

/** The replies in their order, then what the rules say. */
const begins =
  (...replies: readonly Reply[]): Script =>
  async (request, before) =>
    replies[before] ?? { json: await rulesAnswer(request) };

const flow = async (script: Script, given: Parameters<typeof factoryWithModel>[1] = {}) => {
  const server = await served(script);
  return { server, app: await factoryWithModel(azureModel(server, { stallMs: 2_000 }), given) };
};

const changed = (change: (answer: Record<string, unknown>) => unknown): Script => {
  return async (request) => ({ json: change((await rulesAnswer(request)) as Record<string, unknown>) });
};

describe('the agents over a model of Azure OpenAI', () => {
  it.each(['gpt-4.1', 'gpt-5-mini'])(
    'plan, design and deliver through %s as their rules do',
    async (deployment) => {
      const server = await served(rulesModel());
      const app = await factoryWithModel(azureModel(server, { deployment }));
      expect(await app.whole()).toEqual({ ok: true, value: null });
      expect(await app.blueprint()).toEqual(await blueprintOf(AUDIT));
      expect(server.requests).toHaveLength(4);
      const actions = await app.actions();
      expect(actions.map(({ provider, prompt }) => [provider, prompt])).toEqual(
        ['vision-2', 'architecture-3', 'engineering-2', 'devops-2'].map((version) => [
          deployment,
          expect.stringMatching(new RegExp(`^${version}\\+[0-9a-f]{8}$`)),
        ]),
      );
      expect((await app.spent()).tokens).toBe(server.charged());
    },
  );

  it('do the same for several services, with what is known', async () => {
    const definition = { text: SHOP };
    const known = { definition, knowledge: knowledgeSeed };
    const server = await served(rulesModel());
    const app = await factoryWithModel(azureModel(server, { deployment: 'gpt-5-mini' }), known);
    expect(await app.whole()).toEqual({ ok: true, value: null });
    expect((await app.actions()).map(({ provider }) => provider)).not.toContain('rules');
    const byRules = await factoryWithModel(undefined, known);
    expect(await byRules.whole()).toEqual({ ok: true, value: null });
    expect(await app.written()).toEqual(await byRules.written());
    expect(server.requests.length).toBeGreaterThan(5);
  });

  it('do the same over an endpoint like OpenAI’s', async () => {
    const server = await served(rulesModel());
    const app = await factoryWithModel(compatibleModel(server));
    expect(await app.whole()).toEqual({ ok: true, value: null });
    expect(await app.blueprint()).toEqual(await blueprintOf(AUDIT));
    expect(server.refused).toEqual([]);
  });

  it('begin every prompt alike, so that the service can keep it', async () => {
    const { server, app } = await flow(begins({ text: 'no' }));
    const other = await factoryWithModel(azureModel(server), {
      definition: { text: 'Keep a list of chairs' },
    });
    await app.tried(app.plan);
    await other.plan(1);
    const [one, two, three] = server.requests.map(({ messages }) => messages[0]?.content);
    expect(two).toBe(one);
    expect(three).toBe(one);
    expect(one?.length).toBeGreaterThan(4_000);
    expect(one).not.toContain('Audit Trail');
  });

  it('go on with the next strategy after an answer that is none', async () => {
    const { server, app } = await flow(
      begins({ text: '{"half": ' }, { truncated: '{' }, { refusal: 'I cannot.' }),
    );
    expect(await app.tried(app.plan)).toMatchObject({ ok: true });
    const actions = await app.actions();
    expect(actions.map(({ strategy, provider }) => `${strategy} ${provider}`)).toEqual([
      'as-asked gpt-4.1',
      'with-findings gpt-4.1',
      'simpler-construct gpt-4.1',
      'rules rules',
    ]);
    expect(actions.map(({ error = '' }) => error)).toEqual([
      expect.stringContaining('no JSON'),
      expect.stringContaining('cut off'),
      expect.stringContaining('declined'),
      '',
    ]);
    expect(server.requests[1]?.messages[1]?.content).toContain('no-json: The answer is no JSON');
  });

  it('ask nobody again after the filter, and wait as long as a busy service says', async () => {
    const filtered = await flow(begins({ filtered: 'answer' }));
    expect(await filtered.app.whole()).toMatchObject({
      ok: false,
      failure: { kind: 'invalid-configuration' },
    });
    expect(filtered.server.requests).toHaveLength(1);
    const busy = await flow(begins({ status: 429, headers: { 'retry-after': '42' } }));
    expect(await busy.app.plan(1)).toMatchObject({
      ok: false,
      failure: { kind: 'transient', retryAfterMs: 42_000 },
    });
    expect((await busy.app.spent()).tokens).toBe(0);
  });

  it.each([
    [
      'a credential',
      changed((plan) => ({ ...plan, summary: `Sign in with AccountKey=${'a'.repeat(43)}=` })),
      'secret',
    ],
    [
      'a package',
      changed((plan) => ({ ...plan, summary: 'Logs. npm install left-pad-evil first.' })),
      'package',
    ],
    ['a file', changed((plan) => ({ ...plan, summary: 'Logs to ../../etc/passwd.' })), 'file'],
    ['an address', changed((plan) => ({ ...plan, summary: 'Logs to https://evil.example/x.' })), 'address'],
  ])('use no answer that gives %s', async (_, script, word) => {
    const { app } = await flow(script);
    expect(await app.tried(app.plan)).toMatchObject({ ok: true });
    const actions = await app.actions();
    expect(actions.at(-1)).toMatchObject({ provider: 'rules' });
    expect(actions[0]?.error).toContain(word);
    const all = JSON.stringify([await app.ports.artifacts.readAll(app.project.id, 'plan/'), actions]);
    for (const bad of ['aaaaaaaaaaaaaaa', 'left-pad-evil', 'etc/passwd', 'evil.example'])
      expect(all).not.toContain(bad);
  });

  it('take no path outside the tree, no setting and no unit that nobody knows', async () => {
    const server = await served(
      changed((answer) => {
        const { units, settings } = answer as { units?: { folder: string }[]; settings?: object[] };
        if (units) return { ...answer, units: units.map((unit) => ({ ...unit, folder: 'src/../../etc/' })) };
        const evil = { name: 'NODE_OPTIONS', purpose: 'x', source: 'fixed', value: 'evil' };
        return settings ? { ...answer, settings: [...settings, evil] } : answer;
      }),
    );
    const app = await factoryWithModel(azureModel(server));
    expect(await app.whole()).toMatchObject({ ok: true });
    const written = JSON.stringify(await app.written());
    expect(written).not.toContain('NODE_OPTIONS');
    expect(written).not.toContain('/etc/');
    const failures = (await app.actions()).map(({ error = '' }) => error).join();
    expect(failures).toContain('known-setting');
    expect(failures).toContain('folder');
  });
});

describe('a model in the place of another', () => {
  const two = async (one: Script, other: Script, budgets?: { tokens: number }) => {
    const [first, second] = [await served(one), await served(other)];
    const fallback = azureModel(second, { deployment: 'gpt-5-mini' });
    const model = withFallback(azureModel(first, { stallMs: 500 }), fallback);
    const app = await factoryWithModel(model, budgets ? { budgets } : {});
    return { first, second, app };
  };

  it.each([
    { status: 503 },
    { stalls: 'within' },
    { breaks: 'before' },
    { status: 429, headers: { 'retry-after': '9' } },
  ] as const)('answers after %j, and both are paid', async (reply) => {
    const { first, second, app } = await two(() => reply, rulesModel());
    expect(await app.plan(1)).toMatchObject({ ok: true });
    expect(await app.actions()).toMatchObject([{ provider: 'gpt-5-mini', strategy: 'as-asked' }]);
    expect((await app.spent()).tokens).toBeGreaterThanOrEqual(first.charged() + second.charged());
    expect((await app.budget()).entries).toHaveLength(2);
  });

  it('has another name, and both end within an activity', async () => {
    const one = azureModel(await served(), { timeoutMs: 240_000 });
    const { timeoutMs, fallback } = withFallback(one, one);
    expect([one.name, fallback?.name]).toEqual(['gpt-4.1', 'gpt-4.1 (fallback)']);
    expect(timeoutMs + (fallback?.timeoutMs ?? 0)).toBeLessThan(300_000);
  });

  it('is not asked what a person must settle, nor what the budget does not allow', async () => {
    const filtered = await two(() => ({ filtered: 'prompt' }), rulesModel());
    expect(await filtered.app.plan(1)).toMatchObject({ failure: { kind: 'invalid-configuration' } });
    const dear = await two(() => ({ status: 500 }), rulesModel(), { tokens: 80_000 });
    expect(await dear.app.plan(1)).toMatchObject({ failure: { kind: 'transient' } });
    expect([...filtered.second.requests, ...dear.second.requests]).toEqual([]);
    expect((await dear.app.spent()).tokens).toBeLessThanOrEqual(80_000);
  });
});
