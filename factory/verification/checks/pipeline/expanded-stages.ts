import { posix } from 'node:path';

import { isObject, type Json } from '../../openapi-document.ts';

export type PipelineFile = { path: string; document: Json };

/** Deeper nesting is a template that includes itself; that it resolves nowhere is said elsewhere. */
const MAX_DEPTH = 20;

type Scope = { files: readonly PipelineFile[]; path: string; parameters: Json; depth: number };

const REFERENCE = /\$\{\{\s*parameters\.(\w+)\s*\}\}/g;
const WHOLE = /^\$\{\{\s*parameters\.(\w+)\s*\}\}$/;

const substituted = (text: string, { parameters }: Scope): unknown => {
  const whole = WHOLE.exec(text)?.[1];
  if (whole !== undefined && whole in parameters) return parameters[whole];
  return text.replace(REFERENCE, (reference, name: string) => {
    const value = parameters[name];
    return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : reference;
  });
};

const defaultsOf = (document: Json): Json => {
  const declared = document['parameters'];
  if (!Array.isArray(declared)) return isObject(declared) ? declared : {};
  return Object.fromEntries(
    declared
      .filter(isObject)
      .filter((parameter) => 'default' in parameter)
      .map((parameter) => [String(parameter['name']), parameter['default']]),
  );
};

const included = (item: Json, list: string, scope: Scope): unknown[] => {
  const template = String(item['template']);
  const path = template.startsWith('/') ? template.slice(1) : posix.join(posix.dirname(scope.path), template);
  const file = scope.files.find((candidate) => candidate.path === path);
  if (!file || scope.depth >= MAX_DEPTH) return [];
  const given = expanded(item['parameters'] ?? {}, scope);
  const parameters = { ...defaultsOf(file.document), ...(isObject(given) ? given : {}) };
  const content = expanded(
    file.document[list] ?? [],
    { ...scope, path, parameters, depth: scope.depth + 1 },
    list,
  );
  return Array.isArray(content) ? content : [content];
};

/** `list`: the key under which a list stands; a template in it brings what it has under the same key. */
function expanded(value: unknown, scope: Scope, list = ''): unknown {
  if (typeof value === 'string') return substituted(value, scope);
  if (Array.isArray(value))
    return value.flatMap((item: unknown) =>
      isObject(item) && typeof item['template'] === 'string'
        ? included(item, list, scope)
        : [expanded(item, scope)],
    );
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, expanded(inner, scope, key)]));
}

/** The pipeline with each template in its place and each parameter replaced by what it is given. */
export const expandedPipeline = (files: readonly PipelineFile[], { path, document }: PipelineFile): Json => {
  const { parameters: _, ...body } = document;
  const whole = expanded(body, { files, path, parameters: defaultsOf(document), depth: 0 });
  return isObject(whole) ? whole : {};
};
