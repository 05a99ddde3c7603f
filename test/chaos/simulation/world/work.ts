import type { ActivityInput } from '../../../../activities/lib/recorded.ts';
import { undoable } from '../../../../activities/lib/undoable.ts';
import { undoableCommit } from '../../../../activities/lib/undoable-commit.ts';
import { servicePrefix } from '../../../../factory/domain/artifact.ts';
import { failed, succeeded, type Outcome } from '../../../../factory/domain/failure.ts';
import { changeService, plannedService } from '../../../../factory/domain/project-transitions.ts';
import { roundsPath } from '../../../../factory/domain/quality-rounds.ts';
import { qualityReportPath, requiredArtifacts } from '../../../../factory/domain/required-artifacts.ts';
import type { Stage } from '../../../../factory/domain/stage.ts';
import type { UndoPlan } from '../../../../factory/domain/undo.ts';
import type { Ports } from '../../../../platform/ports.ts';
import type { Facts } from '../trace.ts';
import type { Phase } from './faults.ts';

/** What a piece of simulated work is done with. */
export type Bench = {
  ports: Ports;
  services: readonly string[];
  /** Goes wrong here, when it is to. */
  passes: (phase: Phase) => void;
  isForgetful: boolean;
  /** Takes its time. */
  takeTime: () => Promise<void>;
  /** Whether a round of fixing finds something to change. */
  changesSomething: () => boolean;
};

type WorkInput = ActivityInput & Facts;

const textOf = (input: WorkInput, name: string): string => String(input[name] ?? '');

/** What an activity writes: of which stage, which of the paths that the stage owes. */
const written = (name: string, input: WorkInput): { stage: Stage; paths: string[] } | undefined => {
  const service = textOf(input, 'service');
  const ofService = (stage: Stage, paths: readonly string[]) => ({
    stage,
    paths: paths.map((path) => servicePrefix(service) + path),
  });
  switch (name) {
    case 'planProduct':
      return { stage: 'vision', paths: [...requiredArtifacts.vision.project] };
    case 'designArchitecture':
      return { stage: 'architecture', paths: [...requiredArtifacts.architecture.project] };
    case 'writeContracts':
      return ofService('architecture', requiredArtifacts.architecture.service);
    case 'generateLayer':
      return ofService('engineering', [`src/${textOf(input, 'layer')}/generated.ts`]);
    case 'assembleService':
      return ofService('engineering', requiredArtifacts.engineering.service);
    case 'writeAcceptanceSuite':
      return ofService('quality', ['test/acceptance/']);
    case 'writeTrace':
      return ofService('quality', ['factory/trace.json']);
    case 'verifyService':
      return { stage: 'quality', paths: [qualityReportPath(service)] };
    case 'fixFindings':
      return {
        stage: input['stage'] as Stage,
        paths: [roundsPath(textOf(input, 'stage'), service || textOf(input, 'shared'))],
      };
    case 'generateDelivery':
      return ofService('devops', requiredArtifacts.devops.service);
    case 'writeProjectDocuments':
      return ofService('finalization', ['docs/project.md']);
    case 'commitService':
      return ofService(input['fix'] ? 'deployment' : 'finalization', ['factory/manifest.json']);
    case 'writeSummary':
      return { stage: input['stage'] as Stage, paths: [...requiredArtifacts.finalization.project] };
    case 'runPipeline':
      return { stage: 'deployment', paths: [`deployment/${service}/pipeline-run.json`] };
    default:
      return undefined;
  }
};

const write = async ({ ports, isForgetful }: Bench, name: string, input: WorkInput): Promise<void> => {
  const found = written(name, input);
  if (!found || isForgetful) return;
  const content = `${name} ${input.run ?? 1} ${input.attempt}`;
  await ports.artifacts.putAll(
    input.projectId,
    found.stage,
    found.paths.map((path) => ({ path: path.endsWith('/') ? `${path}first.md` : path, content })),
  );
};

const REPOSITORY = 'connectsoft/factory/';

const effect = async <T>(bench: Bench, plan: UndoPlan, act: () => Promise<T>): Promise<T> =>
  undoable(bench.ports, plan, () => {
    bench.passes('between');
    return act();
  });

const commit = async (bench: Bench, input: WorkInput, name: string, stage: Stage, service?: string) => {
  const { projectId, run } = input;
  const fix = input['fix'];
  const made = await undoableCommit(bench.ports, {
    projectId,
    stage,
    ...(service === undefined ? {} : { service }),
    owner: projectId,
    repository: REPOSITORY + name,
    key: [projectId, name, fix && `fix-${String(fix)}`, run && `run-${run}`].filter(Boolean).join(':'),
    message: name,
    files: [],
    workItemIds: [],
  });
  bench.passes('between');
  return made;
};

type Doing = (bench: Bench, input: WorkInput) => Promise<unknown>;

const idsOf = ({ projectId }: WorkInput, stage: Stage) => ({ projectId, stage });

/** What activities do besides writing artifacts; its result is theirs. */
const doing: Readonly<Record<string, Doing>> = {
  async designArchitecture({ ports, services }, { projectId }) {
    await ports.projects.update(projectId, (project) => ({
      ...project,
      services: services.map((name) => plannedService(name, 'typescript')),
    }));
    return { services, isSolution: services.length > 1 };
  },
  readDesign: async ({ services }) => ({ services, isSolution: services.length > 1 }),
  async readRevision({ ports }, { projectId, ...input }) {
    const project = (await ports.projects.get(projectId))?.project;
    const found = project?.services.find(({ name }) => name === input['service']);
    return { service: input['service'], repository: found?.repository, commit: found?.commit };
  },
  async fixFindings({ changesSomething }) {
    return changesSomething() ? { changed: 1, strategy: 'regenerate-unit' } : { changed: 0, strategy: '' };
  },
  createWorkItems: (bench, input) => {
    const keys = bench.services.map((service) => `story of ${service}`);
    const { projectId } = input;
    return effect(
      bench,
      {
        ...idsOf(input, 'finalization'),
        kind: 'work-items',
        marker: `work-items:${projectId}`,
        args: { keys },
      },
      () => bench.ports.workItems.ensureAll(projectId, keys.map((key) => ({ key })) as never),
    );
  },
  async commitService(bench, input) {
    const service = textOf(input, 'service');
    const stage = input['fix'] ? 'deployment' : 'finalization';
    const made = await commit(bench, input, service, stage, service);
    await bench.ports.projects.update(input.projectId, (project) =>
      changeService(project, service, { repository: made.name, commit: made.commit }),
    );
    return { repository: made.name, commit: made.commit };
  },
  commitExtensions: (bench, input) => commit(bench, input, 'extensions', 'finalization'),
  commitPlatform: (bench, input) => commit(bench, input, 'platform', 'finalization'),
  runPipeline: (bench, input) => {
    const key = [input['service'], input['commit'], input.attempt].map(String).join(':');
    return effect(
      bench,
      { ...idsOf(input, 'deployment'), kind: 'pipeline', marker: `pipeline:${key}`, args: { key } },
      () => bench.ports.pipelines.run({ key, repository: '', commit: '', pipelinePath: '' }),
    );
  },
  async deployService(bench, input) {
    const [service, of] = [textOf(input, 'service'), textOf(input, 'commit')];
    const { projectId } = input;
    await effect(
      bench,
      {
        ...idsOf(input, 'deployment'),
        kind: 'deployment',
        service,
        marker: `deployment:${service}:${of}`,
        args: { service, commit: of },
      },
      () => bench.ports.runtime.deploy({ projectId, service, repository: '', commit: of }),
    );
    return { endpoint: `http://${service}` };
  },
  restoreRevision: ({ ports }, input) =>
    ports.runtime.restore(input.projectId, textOf(input, 'service'), textOf(input, 'commit')),
  async closeWorkItems(bench, input) {
    const { projectId } = input;
    const items = await bench.ports.workItems.list(projectId);
    const states = items.map(({ key, state }) => ({ key, state }));
    const marker = `work-item-states:${projectId}:closed`;
    await effect(
      bench,
      { ...idsOf(input, 'deployment'), kind: 'work-item-states', marker, args: { states } },
      () =>
        bench.ports.workItems.setState(
          projectId,
          states.map(({ key }) => key),
          'Closed',
        ),
    );
  },
  rememberProject: (bench, input) => {
    const id = input.projectId;
    return effect(
      bench,
      { ...idsOf(input, 'deployment'), kind: 'knowledge', marker: `knowledge:${id}`, args: { id } },
      () => bench.ports.knowledge.add({ id, title: '', kind: 'project', text: '' }),
    );
  },
};

/** A piece of work of a stage, as far as the rest of the factory can tell: what it writes, does outside, and answers. */
export const simulatedWork =
  (bench: Bench, name: string) =>
  async (input: WorkInput): Promise<Outcome<unknown>> => {
    const isStopped = async () => (await bench.ports.projects.get(input.projectId))?.project.stop;
    bench.passes('before');
    await bench.takeTime();
    const stop = await isStopped();
    if (stop) return failed('stopped', stop.why);
    await write(bench, name, input);
    const value = (await doing[name]?.(bench, input)) ?? null;
    if (!(name in doing)) bench.passes('between');
    await bench.takeTime();
    bench.passes('after');
    return succeeded(value);
  };
