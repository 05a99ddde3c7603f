import type { AgentRun } from '../factory/agents/run-agent.ts';
import { unitWriter, type UnitAnswer } from '../factory/agents/units/unit-writer.ts';
import type { CustomUnit } from '../factory/domain/custom-unit.ts';
import { failed, type Outcome } from '../factory/domain/failure.ts';
import {
  unwrittenUnits,
  writtenUnitPath,
  type UnitName,
  type WrittenUnit,
} from '../factory/domain/written-unit.ts';
import { architectureDocuments } from '../factory/generators/documents/architecture-documents.ts';
import { formatFiles } from '../factory/generators/format-files.ts';
import type { Ports } from '../platform/ports.ts';
import { jsonFile, readBlueprint, readDesigned, readPlan } from './lib/artifact-texts.ts';
import { askAgent, type AskPorts } from './lib/ask-agent.ts';
import { recorded, type ActivityInput } from './lib/recorded.ts';

type Used = AskPorts & Pick<Ports, 'verifier' | 'actions' | 'publisher' | 'clock'>;

const WITHOUT_MODEL =
  'It needs a function of its own, beyond the expressions of the blueprint. Only a model writes one, and none is configured.';
const GIVEN_UP =
  'It needs a function of its own, beyond the expressions of the blueprint, and no model wrote one that computes every example.';

const UNCONFINED =
  'It needs a function of its own, which a model would write. This machine cannot keep such code from files and network while it is tested: run the factory on Linux as a user who can make namespaces (docs/sandbox.md), or on Azure.';

type Trust = { trustsModelCode?: boolean };

/** Why nobody is asked for a function here. */
const obstacle = async (
  { verifier }: Used,
  { trustsModelCode = false }: Trust,
): Promise<string | undefined> =>
  trustsModelCode || ((await verifier.isConfined?.()) ?? true) ? undefined : UNCONFINED;

const reasonOf = (body: string | null, { model }: Used): string => {
  if (body !== null) return '';
  return model ? GIVEN_UP : WITHOUT_MODEL;
};

/** Documents and the list of what is unrealised, as the units now stand. */
const told = async (ports: Used, projectId: string): Promise<void> => {
  const blueprint = await readBlueprint(ports.artifacts, projectId);
  const plan = await readPlan(ports.artifacts, projectId);
  await ports.artifacts.putAll(
    projectId,
    'architecture',
    await formatFiles(architectureDocuments(blueprint, plan)),
  );
  await ports.projects.update(projectId, (project) => ({
    ...project,
    requirements: { ...project.requirements, unrealised: blueprint.unrealised },
  }));
};

const wantedUnit = async (ports: Used, projectId: string, name: UnitName): Promise<CustomUnit | undefined> =>
  unwrittenUnits(await readDesigned(ports.artifacts, projectId)).find(
    ({ service, unit }) => service === name.service && unit === name.unit,
  )?.wanted;

/**
 * Engineering: a custom unit gets its function, which is judged before it is kept. Without a model, or where no model's function
 * holds, the unit is unrealised and the field that it computes is left out.
 */
export const createWriteCustomUnit =
  (ports: Used, trust: Trust = {}) =>
  (input: ActivityInput & UnitName): Promise<Outcome<{ isWritten: boolean }>> => {
    const { projectId, service, unit } = input;
    const step = { stage: 'architecture', action: `write custom unit ${unit}`, service } as const;
    const path = writtenUnitPath({ service, unit });
    return recorded(
      ports,
      input,
      { ...step, agent: unitWriter.name, input: 'architecture/blueprint.json' },
      async (note) => {
        const wanted = await wantedUnit(ports, projectId, { service, unit });
        if (!wanted)
          return failed('critical', `The blueprint has no custom unit ${unit} to write for ${service}.`);
        const unconfined = ports.model ? await obstacle(ports, trust) : undefined;
        const run: AgentRun<UnitAnswer> = unconfined
          ? { ok: true, output: { body: null }, knowledge: [] }
          : await askAgent(ports, input, step, unitWriter, wanted, note);
        if (!run.ok) return run;
        const { body } = run.output;
        const written: WrittenUnit = { unit: wanted, body, reason: unconfined ?? reasonOf(body, ports) };
        await ports.artifacts.putAll(projectId, 'architecture', [jsonFile(path, written)]);
        await told(ports, projectId);
        const output = body === null ? `unrealised: ${written.reason}` : `${path}, ${body.length} characters`;
        return {
          ok: true,
          value: { result: { isWritten: body !== null }, facts: { output, knowledge: run.knowledge } },
        };
      },
    );
  };
