import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createActivities } from '../../activities/create-activities.ts';
import { jsonFile, readBlueprint } from '../../activities/lib/artifact-texts.ts';
import { committed } from '../../factory/domain/budget.ts';
import { LAYERS } from '../../factory/domain/layer.ts';
import type { ModelProvider } from '../../factory/domain/model.ts';
import { projectDefinitionSchema } from '../../factory/domain/project-definition.ts';
import type { Finding } from '../../factory/domain/quality-report.ts';
import { roundsPath, roundsSchema } from '../../factory/domain/quality-rounds.ts';
import { qualityReportPath } from '../../factory/domain/required-artifacts.ts';
import { withLocalVerifier } from '../../factory/verification/local-verifier.ts';
import { createEmbeddedPlatform, type EmbeddedPlatform } from '../../platform/embedded/embedded-platform.ts';
import { scriptedProvider, type Turn } from '../factory/agents/scripted-provider.ts';
import { planOf } from '../factory/agents/support/run.ts';
import { CHECK_DIGIT, FREIGHT, PARCELS, parcels } from '../factory/agents/units/fixtures/parcels.ts';
import { aProject } from './a-project.ts';

const plan = await planOf(PARCELS);
const blueprint = await parcels({ freight: FREIGHT });
const service = blueprint.services[0]!.name;
const unit = { service, unit: 'checkDigit' };

let directory: string;
let platform: EmbeddedPlatform;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'factory-units-'));
  platform = createEmbeddedPlatform({ workspace: directory, knowledge: [] });
});
afterEach(async () => {
  await platform.stop();
  rmSync(directory, { recursive: true });
});

/** The app's own activities after the architecture, with a model that follows a script, or none. */
const appWith = async (
  script: readonly Turn[] | 'no model',
  { amended = [], ...trust }: { amended?: string[]; isConfined?: boolean; trustsModelCode?: boolean } = {},
) => {
  const definition = projectDefinitionSchema.parse({ text: PARCELS });
  const project = aProject({ definition, amended });
  const local = withLocalVerifier(platform);
  const isConfined = async () => trust.isConfined ?? true;
  const ports = { ...local, verifier: { ...local.verifier, isConfined } };
  await ports.projects.create(project);
  await ports.artifacts.putAll(project.id, 'vision', [jsonFile('plan/product-plan.json', plan)]);
  await ports.artifacts.putAll(project.id, 'architecture', [
    jsonFile('architecture/blueprint.json', blueprint),
  ]);
  const model: (ModelProvider & { requests: { strategy: string; prompt: string }[] }) | undefined =
    script === 'no model' ? undefined : scriptedProvider(script);
  const activities = createActivities({ ...ports, ...(model ? { model } : {}) }, trust);
  const input = (attempt: number) => ({ projectId: project.id, correlationId: 'c-1', attempt });
  return {
    ports,
    activities,
    input,
    requests: model?.requests ?? [],
    write: (attempt: number) => activities.writeCustomUnit({ ...input(attempt), ...unit }),
    fields: async () =>
      (await readBlueprint(ports.artifacts, project.id)).services[0]!.aggregates[0]!.fields.map(
        ({ name }) => name,
      ),
    body: async () =>
      (
        JSON.parse(
          (await ports.artifacts.read(project.id, `architecture/custom-units/${service}/checkDigit.json`)) ??
            '{}',
        ) as { body?: string | null }
      ).body,
    read: (path: string) => ports.artifacts.read(project.id, path),
    spent: async () => committed((await ports.budgets.read(project.id))!),
    all: async () => (await ports.artifacts.readAll(project.id, '')).map(({ content }) => content).join('\n'),
  };
};

const right = { answer: { body: CHECK_DIGIT } };
const wrong = { answer: { body: `return digits.slice(0, 1) || '0';` } };
const hostile = { answer: { body: `return fetch('http://198.51.100.7/').then(String);` } };

describe('a custom unit', () => {
  it('is written by the model, told what was wrong with its function before, and paid', async () => {
    const app = await appWith([wrong, hostile, right]);
    expect(await app.write(1)).toMatchObject({
      ok: false,
      failure: {
        kind: 'code-generation',
        message: expect.stringContaining('it gives \\"7\\"'.replaceAll('\\', '')),
      },
    });
    expect(await app.write(2)).toMatchObject({
      ok: false,
      failure: { kind: 'code-generation', message: expect.stringContaining('unit-body') },
    });
    expect(await app.fields()).toEqual(['number', 'weight', 'freight']);
    expect(await app.write(3)).toEqual({ ok: true, value: { isWritten: true } });
    expect(app.requests.map(({ strategy }) => strategy)).toEqual([
      'as-asked',
      'with-findings',
      'simpler-construct',
    ]);
    expect(app.requests[1]?.prompt).toContain('Example 1, ["7992739871"]');
    expect(await app.body()).toBe(CHECK_DIGIT);
    expect(await app.fields()).toEqual(['number', 'weight', 'checkDigit', 'freight']);
    const actions = await app.ports.actions.list(app.input(1).projectId);
    expect(actions.map(({ agent, status, prompt }) => [agent, status, prompt?.split('+')[0]])).toEqual([
      ['unit-writer', 'failed', 'unit-writer-1'],
      ['unit-writer', 'failed', 'unit-writer-1'],
      ['unit-writer', 'succeeded', 'unit-writer-1'],
    ]);
    const used = actions.reduce((sum, { usage }) => sum + usage!.inputTokens + usage!.outputTokens, 0);
    expect((await app.spent()).tokens).toBe(used);
  });

  it('is unrealised without a model: its field is left out, and the reason is told', async () => {
    const app = await appWith('no model');
    expect(await app.write(1)).toEqual({ ok: true, value: { isWritten: false } });
    expect(await app.fields()).toEqual(['number', 'weight', 'freight']);
    const found = await app.ports.projects.get(app.input(1).projectId);
    expect(found?.project.requirements.unrealised).toEqual([
      {
        id: 'U1',
        text: expect.stringContaining('Luhn'),
        reason: expect.stringContaining('none is configured'),
      },
    ]);
  });

  it('is unrealised where the model declines, or writes nothing that holds; the same again is no try', async () => {
    const app = await appWith([{ refusal: 'No.' }, hostile, hostile]);
    for (const attempt of [1, 2]) expect(await app.write(attempt)).toMatchObject({ ok: false });
    expect(await app.write(3)).toEqual({ ok: true, value: { isWritten: false } });
    expect(app.requests).toHaveLength(3);
    const found = await app.ports.projects.get(app.input(1).projectId);
    expect(found?.project.requirements.unrealised[0]?.reason).toContain('no model wrote one');
  });

  it('asks nothing again in a try that broke off after the answer', async () => {
    const app = await appWith([right]);
    await app.write(1);
    const { tokens } = await app.spent();
    await app.ports.artifacts.remove(app.input(1).projectId, [
      `architecture/custom-units/${service}/checkDigit.json`,
    ]);
    expect(await app.write(1)).toEqual({ ok: true, value: { isWritten: true } });
    expect(app.requests).toHaveLength(1);
    expect((await app.spent()).tokens).toBe(tokens);
  });

  it('keeps no credential of an answer', async () => {
    const key = ['-----BEGIN', 'PRIVATE', 'KEY-----'].join(' ');
    const app = await appWith([{ answer: { body: `return '${key}';` } }]);
    expect(await app.write(1)).toMatchObject({ ok: false });
    expect(await app.all()).not.toContain(key);
  });

  it('is written though a person amended the blueprint', async () => {
    const app = await appWith([right], { amended: ['architecture/blueprint.json'] });
    expect(await app.write(1)).toEqual({ ok: true, value: { isWritten: true } });
    expect(await app.fields()).toContain('checkDigit');
  });
});

describe('a custom unit, where code cannot be confined', () => {
  it('is unrealised, and nobody is asked', async () => {
    const app = await appWith([], { isConfined: false });
    expect(await app.write(1)).toEqual({ ok: true, value: { isWritten: false } });
    expect(app.requests).toEqual([]);
    const found = await app.ports.projects.get(app.input(1).projectId);
    expect(found?.project.requirements.unrealised[0]?.reason).toContain('cannot keep such code');
  });

  it('is written where that was trusted', async () => {
    const app = await appWith([right], { isConfined: false, trustsModelCode: true });
    expect(await app.write(1)).toEqual({ ok: true, value: { isWritten: true } });
  });
});

const finding: Finding = {
  check: 'types',
  rule: 'types/TS2322',
  file: 'src/domain/parcel/custom-units/check-digit.ts',
  line: 3,
  message: "Type 'number' is not assignable to type 'string'.",
  suggestion: 'Give the type.',
};

/** As `app`, with the function written, the service generated and a finding about it. */
const verified = async (script: readonly Turn[], found: Finding = finding) => {
  const app = await appWith([right, ...script]);
  await app.write(1);
  const { projectId } = app.input(1);
  for (const layer of LAYERS) await app.activities.generateLayer({ ...app.input(1), service, layer });
  const report = {
    checks: [
      {
        name: found.check,
        status: 'failed',
        durationMs: 1,
        inspected: 1,
        detail: 'x',
        evidence: 'x',
        findings: [found],
      },
    ],
  };
  await app.ports.artifacts.putAll(projectId, 'quality', [jsonFile(qualityReportPath(service), report)]);
  const fix = (round: number) =>
    app.activities.fixFindings({ ...app.input(1), service, stage: 'quality', round });
  const rounds = async () =>
    roundsSchema.parse(JSON.parse((await app.read(roundsPath('quality', service))) ?? '[]'));
  return { ...app, fix, rounds };
};

const other = CHECK_DIGIT.replace('let sum', 'let sum: number');
const third = CHECK_DIGIT.replace('const digit =', 'const digit: number =');

describe('a custom unit that the tools find wrong', () => {
  it('is written again alone, with what was found, each time by another strategy', async () => {
    const app = await verified([{ answer: { body: other } }, { answer: { body: third } }]);
    expect(await app.fix(1)).toEqual({ ok: true, value: { changed: 1, strategy: 'rewrite-unit' } });
    expect(await app.body()).toBe(other);
    expect(await app.read(`services/${service}/${finding.file}`)).toContain('let sum: number');
    expect(app.requests[1]?.strategy).toBe('with-findings');
    expect(app.requests[1]?.prompt).toContain("types/TS2322: Type 'number' is not assignable");
    expect(await app.fix(2)).toEqual({ ok: true, value: { changed: 1, strategy: 'rewrite-unit-simpler' } });
    expect(app.requests[2]?.strategy).toBe('simpler-construct');
    expect((await app.rounds()).map(({ strategy, changed }) => [strategy, changed])).toEqual([
      ['rewrite-unit', [finding.file]],
      ['rewrite-unit-simpler', [finding.file]],
    ]);
  });

  it('takes no function that equals the one in use, is refused or does not hold: the next strategy follows', async () => {
    const app = await verified([right, { refusal: 'No.' }, hostile]);
    expect(await app.fix(1)).toMatchObject({ ok: true, value: { strategy: 'regenerate-service' } });
    expect(await app.body()).toBe(CHECK_DIGIT);
    expect(app.requests.map(({ strategy }) => strategy)).toEqual([
      'as-asked',
      'with-findings',
      'simpler-construct',
      'known-diagnostics',
    ]);
    const tried = (await app.rounds()).map(({ strategy, changed }) => [strategy, changed.length]);
    expect(tried.slice(0, -1)).toEqual([
      ['rewrite-unit', 0],
      ['rewrite-unit-simpler', 0],
      ['rewrite-unit-by-diagnostics', 0],
      ['regenerate-unit', 0],
      ['regenerate-layer', 0],
    ]);
  });

  it('is put back before it is written again, where its file is not what was written', async () => {
    const app = await verified([]);
    const path = `services/${service}/${finding.file}`;
    await app.ports.artifacts.putAll(app.input(1).projectId, 'engineering', [
      { path, content: 'export {};\n' },
    ]);
    expect(await app.fix(1)).toEqual({ ok: true, value: { changed: 1, strategy: 'regenerate-unit' } });
    expect(await app.read(path)).toContain('computeCheckDigit');
    expect(app.requests).toHaveLength(1);
  });
});
