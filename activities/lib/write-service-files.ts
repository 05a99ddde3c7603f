import type { GeneratedFile } from '../../factory/domain/artifact.ts';
import type { Blueprint, Service } from '../../factory/domain/blueprint.ts';
import type { Outcome } from '../../factory/domain/failure.ts';
import type { ProductPlan } from '../../factory/domain/product-plan.ts';
import type { Stage } from '../../factory/domain/stage.ts';
import { formatFiles } from '../../factory/generators/format-files.ts';
import type { Ports } from '../../platform/ports.ts';
import { inService, readBlueprint, readPlan, serviceOf } from './artifact-texts.ts';
import { counted } from './counted.ts';
import { recorded, type ActivityInput } from './recorded.ts';

export type ServiceInput = ActivityInput & { service: string };

export type Design = { service: Service; blueprint: Blueprint; plan: ProductPlan };

type Used = Pick<Ports, 'artifacts' | 'actions' | 'publisher' | 'clock'>;

/** Runs a generator for one service and puts its files, formatted, into the service's repository. */
export const writeServiceFiles = (
  ports: Used,
  input: ServiceInput,
  description: { stage: Stage; agent: string; action: string; input: string },
  generate: (design: Design) => readonly GeneratedFile[] | Promise<readonly GeneratedFile[]>,
): Promise<Outcome<{ files: number }>> =>
  recorded(ports, input, { ...description, service: input.service }, async () => {
    const blueprint = await readBlueprint(ports.artifacts, input.projectId);
    const plan = await readPlan(ports.artifacts, input.projectId);
    const service = serviceOf(blueprint, input.service);
    const files = await formatFiles(await generate({ service, blueprint, plan }));
    await ports.artifacts.putAll(input.projectId, description.stage, inService(input.service, files));
    const result = { files: files.length };
    return { ok: true, value: { result, facts: { output: `${counted(files.length, 'file')}` } } };
  });
