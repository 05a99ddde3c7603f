import { readFileSync } from 'node:fs';
import { dirname, posix } from 'node:path';
import { parse } from 'yaml';

import { confinedPath } from '../../sandbox/confined-path.ts';
import {
  evaluateCondition,
  evaluateExpression,
  expressionText,
  type ExpressionContext,
  type ExpressionValue,
} from './expression.ts';
import { PipelineError } from './pipeline-error.ts';

/** Azure's own bound is 100 files; ours is on nesting, which is what a reference to itself makes endless. */
const MAX_DEPTH = 20;

type Mapping = { [key: string]: ExpressionValue };

type Scope = {
  /** Folder of the checkout. */
  root: string;
  /** Path of the file within it. */
  file: string;
  parameters: Mapping;
  variables: ReadonlyMap<string, string>;
  depth: number;
};

export const isMapping = (value: unknown): value is Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const contextOf = (scope: Scope): ExpressionContext => ({
  roots: {
    parameters: (name) => {
      if (!(name in scope.parameters)) {
        throw new PipelineError(`${scope.file}: there is no parameter ${JSON.stringify(name)}.`);
      }
      return scope.parameters[name];
    },
    variables: (name) => scope.variables.get(name.toLowerCase()),
  },
});

const EXPRESSION = /\$\{\{\s*(.*?)\s*\}\}/gs;
const WHOLE_EXPRESSION = /^\$\{\{\s*((?:(?!\}\}).)*?)\s*\}\}$/s;
const CONDITIONAL = /^\$\{\{\s*if\s+(.*?)\s*\}\}$/s;
const OTHER_DIRECTIVE = /^\$\{\{\s*(else|elseif|each|insert)\b/;

/** A text that is one expression takes the expression's value and type; others take it as text. */
const expandText = (text: string, scope: Scope): ExpressionValue => {
  const whole = WHOLE_EXPRESSION.exec(text)?.[1];
  if (whole !== undefined) return evaluateExpression(whole, contextOf(scope));
  return text.replaceAll(EXPRESSION, (_, expression: string) =>
    expressionText(evaluateExpression(expression, contextOf(scope))),
  );
};

/** Whether a key is an `${{ if … }}` that holds; `undefined` for an ordinary key. */
const conditionOf = (key: string, scope: Scope): boolean | undefined => {
  if (OTHER_DIRECTIVE.test(key))
    throw new PipelineError(`${scope.file}: ${key} is not supported by this runner.`);
  const condition = CONDITIONAL.exec(key)?.[1];
  return condition === undefined ? undefined : evaluateCondition(condition, contextOf(scope));
};

const expandMapping = (mapping: Mapping, scope: Scope): Mapping => {
  const expanded: Mapping = {};
  for (const [key, value] of Object.entries(mapping)) {
    const holds = conditionOf(key, scope);
    if (holds === undefined) expanded[key] = expandValue(value, scope, key);
    else if (holds) {
      const inserted = expandValue(value, scope);
      if (!isMapping(inserted)) throw new PipelineError(`${scope.file}: ${key} must hold a mapping here.`);
      Object.assign(expanded, inserted);
    }
  }
  return expanded;
};

const expandItem = (item: ExpressionValue, scope: Scope, list: string | undefined): ExpressionValue[] => {
  if (!isMapping(item)) return [expandValue(item, scope)].flat();
  const keys = Object.keys(item);
  const holds = keys.length === 1 ? conditionOf(keys[0] ?? '', scope) : undefined;
  if (holds !== undefined) {
    const inserted = Object.values(item)[0] ?? [];
    return holds ? [expandValue(inserted, scope, list)].flat() : [];
  }
  const expanded = expandMapping(item, scope);
  return typeof expanded['template'] === 'string'
    ? includeTemplate(expanded['template'], expanded['parameters'] ?? {}, scope, list)
    : [expanded];
};

/** `list` is the key under which a list stands (`steps`, `jobs` …): a template in it must have the same. */
function expandValue(value: ExpressionValue, scope: Scope, list?: string): ExpressionValue {
  if (typeof value === 'string') return expandText(value, scope);
  if (Array.isArray(value)) return value.flatMap((item) => expandItem(item, scope, list));
  return isMapping(value) ? expandMapping(value, scope) : value;
}

const declaredParameters = (template: Mapping): { name: string; fallback: ExpressionValue | undefined }[] => {
  const declared = template['parameters'] ?? [];
  if (isMapping(declared)) return Object.entries(declared).map(([name, fallback]) => ({ name, fallback }));
  return (Array.isArray(declared) ? declared : [])
    .filter(isMapping)
    .map((entry) => ({ name: expressionText(entry['name'] ?? ''), fallback: entry['default'] }));
};

const bindParameters = (template: Mapping, given: ExpressionValue, file: string): Mapping => {
  const values = isMapping(given) ? given : {};
  const declared = declaredParameters(template);
  const unknown = Object.keys(values).find((name) => !declared.some((parameter) => parameter.name === name));
  if (unknown !== undefined)
    throw new PipelineError(`${file}: there is no parameter ${JSON.stringify(unknown)}.`);
  return Object.fromEntries(
    declared.map(({ name, fallback }) => {
      const value = values[name] ?? fallback;
      if (value === undefined)
        throw new PipelineError(`${file}: the parameter ${JSON.stringify(name)} has no value.`);
      return [name, value];
    }),
  );
};

const readYaml = (root: string, file: string): Mapping => {
  let parsed: unknown;
  try {
    parsed = parse(readFileSync(confinedPath(root, file), 'utf8'));
  } catch (error) {
    throw new PipelineError(
      `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  if (!isMapping(parsed)) throw new PipelineError(`${file} is not a YAML mapping.`);
  return parsed;
};

function includeTemplate(
  reference: string,
  parameters: ExpressionValue,
  scope: Scope,
  list: string | undefined,
): ExpressionValue[] {
  if (reference.includes('@') && !reference.endsWith('@self')) {
    throw new PipelineError(
      `${scope.file}: ${reference} lies in another repository, which this runner does not have.`,
    );
  }
  const path = reference.replace(/@self$/, '');
  const file = path.startsWith('/') ? path.slice(1) : posix.join(dirname(scope.file), path);
  if (scope.depth >= MAX_DEPTH) throw new PipelineError(`${file}: templates are nested too deeply.`);
  const template = readYaml(scope.root, file);
  const inner = {
    ...scope,
    file,
    parameters: bindParameters(template, parameters, file),
    depth: scope.depth + 1,
  };
  const content = list === undefined ? undefined : template[list];
  if (content === undefined) throw new PipelineError(`${file} has no ${list ?? 'list'} to insert.`);
  const expanded = expandValue(content, inner, list);
  return isMapping(expanded)
    ? Object.entries(expanded).map(([name, value]) => ({ name, value }))
    : [expanded].flat();
}

/** Variables that are fixed before anything runs, as `${{ variables.x }}` sees them. */
const literalVariables = (pipeline: Mapping): Map<string, string> => {
  const declared = pipeline['variables'] ?? [];
  const pairs = isMapping(declared)
    ? Object.entries(declared)
    : (Array.isArray(declared) ? declared : [])
        .filter(isMapping)
        .map((entry): [string, ExpressionValue] => [
          expressionText(entry['name'] ?? ''),
          entry['value'] ?? '',
        ]);
  return new Map(pairs.map(([name, value]) => [name.toLowerCase(), expressionText(value)]));
};

/** A repository's pipeline with every template inserted and every `${{ }}` replaced. Throws `PipelineError`. */
export const expandPipeline = (root: string, file: string): Mapping => {
  const pipeline = readYaml(root, file);
  const parameters = bindParameters(pipeline, {}, file);
  const { parameters: _declared, ...body } = pipeline;
  return expandMapping(body, { root, file, parameters, variables: literalVariables(pipeline), depth: 0 });
};
