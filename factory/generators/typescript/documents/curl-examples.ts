import type { UseCase } from '../../../domain/blueprint.ts';
import { operationsOf, queryParameters, type Operation } from '../../../domain/operation.ts';
import type { AggregateModel } from '../aggregate-model.ts';
import { fieldOf } from '../aggregate-model.ts';
import { sentence } from '../source-text.ts';
import { validValue } from '../tests/sample-values.ts';

/** An argument for a POSIX shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const base = 'http://127.0.0.1:8080';

/** A comment of a shell script: one line. */
const comment = (text: string): string => `# ${sentence(text.replace(/\s+/g, ' '))}`;

const bodyOf = (useCase: UseCase): object | undefined =>
  'examples' in useCase ? useCase.examples[0]?.input : undefined;

/** The first filter that an example has a value for. */
const queryOf = (model: AggregateModel, useCase: UseCase): string => {
  if (useCase.kind !== 'search' && useCase.kind !== 'export') return '';
  const format = useCase.kind === 'export' ? `format=${useCase.formats[0]}` : 'limit=10';
  const [first] = queryParameters(useCase);
  const field = first && fieldOf(model, first.field);
  const value = field && model.aggregate.fields.includes(field) ? validValue(model, field) : undefined;
  const filter = first && value !== undefined ? `&${first.name}=${encodeURIComponent(String(value))}` : '';
  return `?${format}${filter}`;
};

const command = (model: AggregateModel, { useCase, method, path }: Operation): string => {
  const body = bodyOf(useCase);
  const target = `${base}${path.replace(/\{\w+\}/, '$ID')}${queryOf(model, useCase)}`;
  const url = target.includes('$ID') ? `"${target}"` : quoted(target);
  return [
    `curl -s${method === 'GET' ? '' : ` -X ${method}`} ${url}`,
    ...(body ? [`  -H 'Content-Type: application/json'`] : []),
    ...(useCase.kind === 'create' ? [`  -H 'Idempotency-Key: my-first-${model.folder}'`] : []),
    ...(body ? [`  -d ${quoted(JSON.stringify(body))}`] : []),
  ].join(' \\\n');
};

/** A call of each operation of an aggregate, with the values of the blueprint's examples. `$ID` is an id that create answered. */
export const curlExamples = (model: AggregateModel): string =>
  operationsOf(model.service)
    .filter(({ aggregate }) => aggregate.name === model.aggregate.name)
    .map((operation) => `${comment(operation.useCase.summary)}\n${command(model, operation)}`)
    .join('\n\n');

/** A fence that the text inside cannot end. */
export const fenced = (language: string, text: string): string => {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
};
