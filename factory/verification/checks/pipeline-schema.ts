import { posix } from 'node:path';

import type { AnySchemaObject } from 'ajv';
import { parseDocument } from 'yaml';

import type { GeneratedFile } from '../../domain/artifact.ts';
import type { Finding } from '../../domain/quality-report.ts';
import { ajvFor, assetSchema } from '../asset-schema.ts';
import type { Inspection } from '../inspection.ts';
import { at, isObject, type Json } from '../openapi-document.ts';
import { eachObject, withoutDirectives } from '../pipeline-document.ts';
import { schemaErrors } from '../schema-errors.ts';
import { deploymentFindings } from './pipeline/deployment-order.ts';
import { expandedPipeline, type PipelineFile } from './pipeline/expanded-stages.ts';
import { danglingReferences } from './pipeline/pipeline-references.ts';
import { undeclaredParameters } from './pipeline/undeclared-parameters.ts';

const finding = (file: string, rule: string, message: string): Finding => ({
  check: 'pipeline-schema',
  rule: `pipeline-schema/${rule}`,
  file,
  message,
  suggestion: 'Correct the generated pipeline.',
});

const isPipeline = (path: string): boolean =>
  path === 'azure-pipelines.yml' || /^pipelines\/.*\.ya?ml$/.test(path);

const tasksIn = (document: unknown): string[] => {
  const tasks: string[] = [];
  eachObject(document, ({ task }) => {
    if (typeof task === 'string') tasks.push(task);
  });
  return tasks;
};

const taskPattern = (alternative: Json): RegExp =>
  new RegExp(String(at(alternative, 'properties', 'task', 'pattern')), 'i');

/**
 * The schema with the tasks that are used only: it knows 259, and compiling them all takes longer than the rest of the
 * delivery checks together. Nothing else is loosened; a task that it does not know is a finding of its own.
 */
const schemaFor = (tasks: readonly string[]): { schema: AnySchemaObject; unknown: string[] } => {
  const schema = assetSchema('azure-pipelines');
  const task = at(schema, 'definitions', 'task') as { anyOf: Json[] };
  const used = task.anyOf.filter((alternative) => tasks.some((name) => taskPattern(alternative).test(name)));
  const unknown = tasks.filter(
    (name) => !task.anyOf.some((alternative) => taskPattern(alternative).test(name)),
  );
  task.anyOf = used.length > 0 ? used : task.anyOf.slice(0, 1);
  return { schema, unknown };
};

const structure = (files: readonly PipelineFile[]): Finding[] => {
  const { schema, unknown } = schemaFor([...new Set(files.flatMap(({ document }) => tasksIn(document)))]);
  const validate = ajvFor('draft-07', { unicodeRegExp: false }).compile(schema);
  return files.flatMap(({ path, document }) => [
    ...(validate(document)
      ? []
      : schemaErrors(validate.errors).map((error) => finding(path, 'schema', error))),
    ...tasksIn(document)
      .filter((task) => unknown.includes(task))
      .map((task) => finding(path, 'task', `There is no task ${task}.`)),
  ]);
};

const list = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

const names = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((name): name is string => typeof name === 'string') : [];
};

const isLiteral = (name: string): boolean => name !== '' && !name.includes('${{');

/** Names that are used twice, and dependencies on names that do not exist among siblings. */
const dependencyFindings = (path: string, siblings: readonly Json[], key: 'stage' | 'job'): Finding[] => {
  const own = siblings.flatMap((sibling) => names(sibling[key] ?? sibling['deployment']));
  const hidden = siblings.some((sibling) => typeof sibling['template'] === 'string');
  const twice = own.filter((name, index) => isLiteral(name) && own.indexOf(name) !== index);
  const missing = siblings
    .flatMap(({ dependsOn }) => names(dependsOn))
    .filter((name) => isLiteral(name) && !own.includes(name) && !hidden);
  return [
    ...twice.map((name) => finding(path, 'unique-name', `Two ${key}s are called ${name}.`)),
    ...missing.map((name) =>
      finding(path, 'depends-on', `A ${key} depends on ${name}, which does not exist.`),
    ),
  ];
};

const stagesOf = (files: readonly PipelineFile[], { path, document }: PipelineFile): Json[] =>
  list(document['stages']).flatMap((stage) => {
    const target = typeof stage['template'] === 'string' ? templatePath(path, stage['template']) : undefined;
    const file = files.find((candidate) => candidate.path === target);
    return file ? stagesOf(files, file).map((inner) => substituted(inner, stage['parameters'])) : [stage];
  });

/** Parameters of a template written into names, where the caller gives them. */
const substituted = (stage: Json, given: unknown): Json =>
  JSON.parse(
    JSON.stringify(stage).replace(/\$\{\{ *parameters\.(\w+) *\}\}/g, (whole, name: string) => {
      const value = at(given, name);
      return typeof value === 'string' ? JSON.stringify(value).slice(1, -1) : whole;
    }),
  ) as Json;

/** A template's stages depend on stages of the pipeline that includes it, so stages are judged where they come together. */
const dependencies = (files: readonly PipelineFile[], file: PipelineFile): Finding[] => {
  const stages = stagesOf(files, file);
  return [
    ...(file.path === 'azure-pipelines.yml' ? dependencyFindings(file.path, stages, 'stage') : []),
    ...dependencyFindings(file.path, list(file.document['jobs']), 'job'),
    ...stages.flatMap(({ jobs }) => dependencyFindings(file.path, list(jobs), 'job')),
  ];
};

/** Relative to the file that names it; from the repository's root with a leading slash. */
const templatePath = (from: string, template: string): string =>
  template.startsWith('/') ? template.slice(1) : posix.join(posix.dirname(from), template);

const parametersOf = (document: Json): { name: string; optional: boolean }[] => {
  const declared = document['parameters'];
  if (isObject(declared)) return Object.keys(declared).map((name) => ({ name, optional: true }));
  return list(declared).map((parameter) => ({
    name: String(parameter['name']),
    optional: 'default' in parameter,
  }));
};

const templateUse = (
  files: readonly PipelineFile[],
  path: string,
  template: string,
  given: unknown,
): Finding[] => {
  if (template.includes('@'))
    return [finding(path, 'template', `${template} is of another repository, which is not known here.`)];
  const target = files.find((file) => file.path === templatePath(path, template));
  if (!target) return [finding(path, 'template', `Template ${template} does not exist.`)];
  const declared = parametersOf(target.document);
  const passed = isObject(given) ? Object.keys(given) : [];
  return [
    ...passed
      .filter((name) => !declared.some((parameter) => parameter.name === name))
      .map((name) => finding(path, 'template-parameter', `Template ${template} has no parameter ${name}.`)),
    ...declared
      .filter(({ name, optional }) => !optional && !passed.includes(name))
      .map(({ name }) => finding(path, 'template-parameter', `Template ${template} is not given ${name}.`)),
  ];
};

const templates = (files: readonly PipelineFile[], { path, document }: PipelineFile): Finding[] => {
  const findings: Finding[] = [];
  eachObject(document, ({ template, parameters }) => {
    if (typeof template === 'string' && isLiteral(template)) {
      findings.push(...templateUse(files, path, template, parameters));
    }
  });
  return findings;
};

const read = ({ path, content }: GeneratedFile): { file: PipelineFile | undefined; findings: Finding[] } => {
  const parsed = parseDocument(content);
  const errors = parsed.errors.map(({ message }) => finding(path, 'yaml', message));
  const document: unknown = errors.length > 0 ? undefined : withoutDirectives(parsed.toJS());
  if (isObject(document)) return { file: { path, document }, findings: [] };
  return {
    file: undefined,
    findings: errors.length > 0 ? errors : [finding(path, 'yaml', 'The file is no mapping.')],
  };
};

/** Scripts that a step calls by `npm run …` or `node --run …` must be in package.json. */
const scriptFindings = (files: readonly GeneratedFile[], { path, document }: PipelineFile): Finding[] => {
  const manifest = files.find((file) => file.path === 'package.json');
  if (!manifest) return [];
  const scripts = Object.keys((JSON.parse(manifest.content) as { scripts?: object }).scripts ?? {});
  const findings: Finding[] = [];
  eachObject(document, ({ script }) => {
    const calls = String(script ?? '').matchAll(/\b(?:npm run|node --run) ([\w:-]+)/g);
    const called = [...calls].map(([, name]) => name ?? '');
    findings.push(
      ...called
        .filter((name) => !scripts.includes(name))
        .map((name) => finding(path, 'npm-script', `package.json has no script "${name}".`)),
    );
  });
  return findings;
};

/**
 * What the templates say once they are in their places: references that lead nowhere, and how it is deployed. A service goes
 * back to its image before; infrastructure that several share only goes forward.
 */
const expandedFindings = (all: readonly GeneratedFile[], files: readonly PipelineFile[]): Finding[] => {
  const entry = files.find(({ path }) => path === 'azure-pipelines.yml');
  if (!entry) return [];
  const pipeline = expandedPipeline(files, entry);
  const hasWayBack = all.some(({ path }) => path === 'Dockerfile');
  const isDeployed = hasWayBack || all.some(({ path }) => path.startsWith('deploy/'));
  const deployment = isDeployed ? deploymentFindings(pipeline, { hasWayBack }) : [];
  return [...danglingReferences(pipeline), ...deployment].map(({ rule, message }) =>
    finding(entry.path, rule, message),
  );
};

/** Holds the pipeline and its templates against the service's schema, and follows what the schema cannot: names and templates. */
export const checkPipelineSchema = (all: readonly GeneratedFile[]): Inspection => {
  const reads = all.filter(({ path }) => isPipeline(path)).map(read);
  const files = reads.flatMap(({ file }) => file ?? []);
  const pipeline = all.some(({ path }) => path === 'azure-pipelines.yml');
  return {
    inspected: pipeline ? reads.length : 0,
    unit: 'pipeline files',
    findings: [
      ...reads.flatMap(({ findings }) => findings),
      ...structure(files),
      ...files.flatMap((file) => [
        ...dependencies(files, file),
        ...templates(files, file),
        ...scriptFindings(all, file),
        ...undeclaredParameters(file).map((name) =>
          finding(file.path, 'parameter', `The file uses parameter ${name}, which it does not declare.`),
        ),
      ]),
      ...expandedFindings(all, files),
    ],
  };
};
