import { posix } from 'node:path';

import type { ValidateFunction } from 'ajv';
import { parseAllDocuments } from 'yaml';

import type { GeneratedFile } from '../../domain/artifact.ts';
import type { Finding } from '../../domain/quality-report.ts';
import { ajvFor, assetSchema, compileOnce } from '../asset-schema.ts';
import type { Inspection } from '../inspection.ts';
import { at, isObject, type Json } from '../openapi-document.ts';
import { schemaErrors } from '../schema-errors.ts';
import { policyFindings } from './kubernetes-policy.ts';

const FOLDER = 'deploy/kubernetes/';

const finding = (file: string, rule: string, message: string): Finding => ({
  check: 'kubernetes',
  rule: `kubernetes/${rule}`,
  file,
  message,
  suggestion: 'Correct the generated manifest.',
});

/** Formats of the Kubernetes API; a quantity is a number with an SI or binary suffix. */
const FORMATS = {
  int32: { type: 'number', validate: (n: number) => Number.isInteger(n) && Math.abs(n) <= 2 ** 31 },
  int64: { type: 'number', validate: Number.isInteger },
  byte: true,
  quantity: /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$/,
} as const;

/** A patch says part of an object: nothing is required of it, and it may still name no field that does not exist. */
const withoutRequired = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(withoutRequired);
  if (!isObject(schema)) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key, value]) => key !== 'required' || !Array.isArray(value))
      .map(([key, value]) => [key, withoutRequired(value)]),
  );
};

const validatorOf = (document: Json, part: 'whole' | 'patch'): ValidateFunction | undefined => {
  const kind = `${String(document['apiVersion'])}/${String(document['kind'])}`;
  if (kind === 'kustomize.config.k8s.io/v1beta1/Kustomization') {
    return compileOnce(kind, () => ajvFor('draft-07').compile(assetSchema('kustomization')));
  }
  const { kinds, ...schema } = assetSchema('kubernetes');
  const name = (kinds as Record<string, string>)[kind];
  if (name === undefined) return undefined;
  return compileOnce(`${kind} ${part}`, () => {
    const definitions = part === 'patch' ? (withoutRequired(schema) as Json) : schema;
    return ajvFor('draft-07', { formats: FORMATS }).compile({ ...definitions, $ref: `#/$defs/${name}` });
  });
};

const INNER: readonly string[] = [
  'Deployment',
  'Service',
  'NetworkPolicy',
  'PodDisruptionBudget',
  'HorizontalPodAutoscaler',
];

const documentFindings = (file: string, document: unknown, part: 'whole' | 'patch'): Finding[] => {
  if (!isObject(document)) return [finding(file, 'document', 'A document of the file is no object.')];
  const validate = validatorOf(document, part);
  const kind = String(document['kind']);
  if (!validate)
    return [
      finding(file, 'kind', `${String(document['apiVersion'])} ${kind} is no kind that is known here.`),
    ];
  const errors = validate(document) ? [] : schemaErrors(validate.errors);
  const named = kind === 'Kustomization' || typeof at(document, 'metadata', 'name') === 'string';
  return [
    ...errors.map((error) => finding(file, 'schema', `${kind}: ${error}`)),
    ...(named ? [] : [finding(file, 'name', `The ${kind} has no name.`)]),
    ...(part === 'whole' && INNER.includes(kind) && !isObject(document['spec'])
      ? [finding(file, 'spec', `The ${kind} has no spec.`)]
      : []),
  ];
};

const patchPaths = (file: string, kustomization: Json): string[] => {
  const patches = kustomization['patches'];
  return (Array.isArray(patches) ? patches : [])
    .map((patch) => at(patch, 'path'))
    .filter((path): path is string => typeof path === 'string')
    .map((path) => posix.join(posix.dirname(file), path));
};

const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

const missingResources = (file: string, kustomization: Json, files: readonly GeneratedFile[]): Finding[] =>
  [...strings(kustomization['resources']), ...strings(kustomization['components'])]
    .map((resource) => posix.join(posix.dirname(file), resource))
    .filter(
      (path) => !files.some((other) => other.path === path || other.path === `${path}/kustomization.yaml`),
    )
    .map((path) => finding(file, 'resource', `${path} does not exist.`));

type Manifest = { path: string; documents: unknown[]; errors: string[] };

const readManifest = ({ path, content }: GeneratedFile): Manifest => {
  const parsed = parseAllDocuments(content);
  const documents = 'empty' in parsed ? [] : parsed;
  return {
    path,
    documents: documents.map((document) => document.toJS() as unknown).filter((value) => value !== null),
    errors: documents.flatMap((document) => document.errors.map(({ message }) => message)),
  };
};

/** Holds every manifest against the schema of its kind; a field that the kind does not have is refused. */
export const checkKubernetes = (files: readonly GeneratedFile[]): Inspection => {
  const manifests = files
    .filter(({ path }) => path.startsWith(FOLDER) && /\.ya?ml$/.test(path))
    .map(readManifest);
  const kustomizations = manifests.flatMap(({ path, documents }) =>
    documents
      .filter(isObject)
      .filter(({ kind }) => kind === 'Kustomization')
      .map((document) => ({ path, document })),
  );
  const patches = new Set(kustomizations.flatMap(({ path, document }) => patchPaths(path, document)));
  return {
    inspected: manifests.reduce((sum, { documents }) => sum + documents.length, 0),
    unit: 'objects',
    findings: [
      ...manifests.flatMap(({ path, errors }) => errors.map((error) => finding(path, 'yaml', error))),
      ...manifests.flatMap(({ path, documents }) =>
        documents.flatMap((document) =>
          documentFindings(path, document, patches.has(path) ? 'patch' : 'whole'),
        ),
      ),
      ...[...patches]
        .filter((path) => !files.some((file) => file.path === path))
        .map((path) => finding(path, 'patch', `${path} does not exist.`)),
      ...kustomizations.flatMap(({ path, document }) => missingResources(path, document, files)),
      ...policyFindings(files),
    ],
  };
};
