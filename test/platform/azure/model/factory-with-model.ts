import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach } from 'vitest';

import { createActivities } from '../../../../activities/create-activities.ts';
import { committed, type Spend } from '../../../../factory/domain/budget.ts';
import type { Blueprint } from '../../../../factory/domain/blueprint.ts';
import type { Outcome } from '../../../../factory/domain/failure.ts';
import {
  projectDefinitionSchema,
  type ProjectDefinition,
} from '../../../../factory/domain/project-definition.ts';
import type { Project } from '../../../../factory/domain/project.ts';
import { withLocalVerifier } from '../../../../factory/verification/local-verifier.ts';
import {
  createEmbeddedPlatform,
  type EmbeddedPlatform,
} from '../../../../platform/embedded/embedded-platform.ts';
import type { KnowledgeEntry, ModelProvider, Ports } from '../../../../platform/ports.ts';
import { aProject } from '../../../activities/a-project.ts';

const platforms: { platform: EmbeddedPlatform; directory: string }[] = [];
afterEach(async () => {
  for (const { platform, directory } of platforms.splice(0)) {
    await platform.stop();
    rmSync(directory, { recursive: true });
  }
});

export type WithModel = Awaited<ReturnType<typeof factoryWithModel>>;

type Given = {
  definition?: Partial<ProjectDefinition> & { text: string };
  guidance?: Project['guidance'];
  knowledge?: readonly KnowledgeEntry[];
  budgets?: Spend;
};

export const AUDIT = 'Create a new Audit Trail microservice for logging user actions';

/** The app's own activities up to the delivery plan, on the embedded platform, with a model. */
export const factoryWithModel = async (
  model: ModelProvider | undefined,
  { definition = { text: AUDIT }, guidance = [], knowledge = [], budgets }: Given = {},
) => {
  const directory = mkdtempSync(join(tmpdir(), 'factory-azure-model-'));
  const platform = createEmbeddedPlatform({ workspace: directory, knowledge: [...knowledge] });
  platforms.push({ platform, directory });
  const project = aProject({
    definition: projectDefinitionSchema.parse({ ...definition, ...(budgets ? { budgets } : {}) }),
    guidance,
  });
  const ports: Ports = { ...withLocalVerifier(platform), ...(model ? { model } : {}) };
  await ports.projects.create(project);
  const of = (attempt: number) => ({ projectId: project.id, correlationId: 'c-1', attempt });
  const activitiesOn = (given: Ports) => createActivities(given);
  const activities = activitiesOn(ports);

  /** Tries an activity until it succeeds, needs a person or has no strategy left. */
  const tried = async <T>(one: (attempt: number) => Promise<Outcome<T>>): Promise<Outcome<T>> => {
    let outcome = await one(1);
    for (let attempt = 2; attempt <= 6 && !outcome.ok; attempt += 1) {
      if (!['code-generation', 'transient'].includes(outcome.failure.kind)) return outcome;
      outcome = await one(attempt);
    }
    return outcome;
  };
  const text = (path: string) => ports.artifacts.read(project.id, path);

  return {
    project,
    ports,
    activitiesOn,
    of,
    plan: (attempt: number) => activities.planProduct(of(attempt)),
    tried,
    text,
    blueprint: async () =>
      JSON.parse((await text('architecture/blueprint.json')) ?? 'null') as Blueprint | null,
    /** All that agents answer; the first failure that stands, where there is one. */
    whole: async (): Promise<Outcome<null>> => {
      const planned = await tried((attempt) => activities.planProduct(of(attempt)));
      if (!planned.ok) return planned;
      const designed = await tried((attempt) => activities.designArchitecture(of(attempt)));
      if (!designed.ok) return designed;
      for (const service of designed.value.services)
        for (const name of ['planEngineering', 'planDelivery'] as const) {
          const outcome = await tried((attempt) => activities[name]({ ...of(attempt), service }));
          if (!outcome.ok) return outcome;
        }
      return { ok: true, value: null };
    },
    /** What agents wrote, by path, without what is kept of answers. */
    written: async () => {
      const files = await ports.artifacts.readAll(project.id, '');
      return files.filter(({ path }) => !/^(?:answers|tries)\//.test(path));
    },
    actions: () => ports.actions.list(project.id),
    spent: async () => committed((await ports.budgets.read(project.id))!),
    budget: async () => (await ports.budgets.read(project.id))!,
  };
};
