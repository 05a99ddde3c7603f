import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * Writes factory/verification/schemas/kubernetes.json from the JSON schemas that npm package `kubernetes-models` 4.3.1
 * (MIT; the Kubernetes 1.27 API) registers when it is loaded. The package is not a dependency: install it in a scratch folder with
 * `npm install --ignore-scripts kubernetes-models@4.3.1` and name that folder:
 *
 *     node scripts/extract-kubernetes-schemas.ts <folder>
 */
const KINDS = {
  'apps/v1/Deployment': 'io.k8s.api.apps.v1.Deployment',
  'v1/Service': 'io.k8s.api.core.v1.Service',
  'v1/ServiceAccount': 'io.k8s.api.core.v1.ServiceAccount',
  'v1/ConfigMap': 'io.k8s.api.core.v1.ConfigMap',
  'v1/Namespace': 'io.k8s.api.core.v1.Namespace',
  'networking.k8s.io/v1/NetworkPolicy': 'io.k8s.api.networking.v1.NetworkPolicy',
  'policy/v1/PodDisruptionBudget': 'io.k8s.api.policy.v1.PodDisruptionBudget',
  'autoscaling/v2/HorizontalPodAutoscaler': 'io.k8s.api.autoscaling.v2.HorizontalPodAutoscaler',
} as const;

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** References become local, and every object that lists its properties refuses others. */
const close = (schema: Json): Json => {
  if (Array.isArray(schema)) return schema.map(close);
  if (schema === null || typeof schema !== 'object') return schema;
  const closed: { [key: string]: Json } = {};
  for (const [key, value] of Object.entries(schema).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    closed[key] =
      key === '$ref' && typeof value === 'string' ? `#/$defs/${value.replace(/#$/, '')}` : close(value);
  }
  if (schema['properties'] && schema['additionalProperties'] === undefined)
    closed['additionalProperties'] = false;
  return closed;
};

const referencesOf = (schema: Json): string[] => {
  if (Array.isArray(schema)) return schema.flatMap(referencesOf);
  if (schema === null || typeof schema !== 'object') return [];
  const own = schema['$ref'];
  return [
    ...(typeof own === 'string' ? [own.replace('#/$defs/', '')] : []),
    ...Object.values(schema).flatMap(referencesOf),
  ];
};

const folder = process.argv[2];
if (folder === undefined) throw new Error('Name the folder in which kubernetes-models is installed.');

const require = createRequire(join(resolve(folder), 'package.json'));
const registered = new Map<string, Json>();
const validatePath = require.resolve('@kubernetes-models/validate', {
  paths: [require.resolve('kubernetes-models'), resolve(folder)],
});
require.cache[validatePath] = {
  ...require('node:module'),
  id: validatePath,
  filename: validatePath,
  loaded: true,
  exports: {
    register: (name: string, schema: Json) => registered.set(name, close(schema)),
    validate: () => undefined,
  },
};
const schemas = join(resolve(folder), 'node_modules/kubernetes-models/_schemas');
for (const name of Object.values(KINDS)) {
  const file = name
    .split('.')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');
  const module: { addSchema: () => void } = require(join(schemas, `${file}.js`));
  module.addSchema();
}

const kept: { [key: string]: Json } = {};
const keep = (name: string): void => {
  const schema = registered.get(name);
  if (name in kept) return;
  if (schema === undefined) throw new Error(`kubernetes-models registers no ${name}.`);
  kept[name] = schema;
  for (const reference of referencesOf(schema)) keep(reference);
};
for (const name of Object.values(KINDS)) {
  // A manifest asks; what Kubernetes answers is no part of it.
  const root = registered.get(name) as { properties: { [key: string]: Json } };
  delete root.properties['status'];
  keep(name);
}

const sorted = Object.fromEntries(Object.entries(kept).toSorted(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(
  'factory/verification/schemas/kubernetes.json',
  `${JSON.stringify({ kinds: KINDS, $defs: sorted })}\n`,
);
