import type { Field, Service, UseCase } from '../../../domain/blueprint.ts';
import { words } from '../../../domain/naming.ts';
import { operationsOf, queryParameters, type Operation } from '../../../domain/operation.ts';
import type { AggregateModel } from '../aggregate-model.ts';
import { fieldOf } from '../aggregate-model.ts';
import { tokenCommand } from '../../documents/shell.ts';
import { sentence } from '../source-text.ts';
import { fittingValue, validValue } from '../tests/sample-values.ts';

/** An argument for a POSIX shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const base = 'http://127.0.0.1:8080';

/** A comment of a shell script: one line. */
const comment = (text: string): string => `# ${sentence(text.replace(/\s+/g, ' '))}`;

/** What a transition or posting is given: the amount, and what it requires. */
const inputOf = ({ aggregate }: AggregateModel, useCase: UseCase): object | undefined => {
  if (useCase.kind !== 'transition' && useCase.kind !== 'post') return undefined;
  const required = useCase.input.filter((field) => field.required && field.default === 'none');
  const members = [
    ...(useCase.kind === 'post' && aggregate.ledger ? [[aggregate.ledger.unit, 10]] : []),
    ...required.map((field) => [field.name, fittingValue(field, aggregate.children)]),
  ];
  return members.length > 0 ? (Object.fromEntries(members) as object) : undefined;
};

const bodyOf = (model: AggregateModel, useCase: UseCase): object | undefined =>
  'examples' in useCase ? useCase.examples[0]?.input : inputOf(model, useCase);

/** The first filter that an example has a value for. */
const queryOf = (model: AggregateModel, useCase: UseCase): string => {
  if (useCase.kind !== 'search' && useCase.kind !== 'export') return '';
  const format = useCase.kind === 'export' ? `format=${useCase.formats[0]}` : 'limit=10';
  const [first] = queryParameters(useCase, model.aggregate);
  const field = first && fieldOf(model, first.field);
  const value = field && model.aggregate.fields.includes(field) ? validValue(model, field) : undefined;
  const filter =
    first && value !== undefined ? `&${first.name}=${encodeURIComponent(String(value).toWellFormed())}` : '';
  return `?${format}${filter}`;
};

/** The variable of a shell that stands for the id of another aggregate: `$CLASS_ID`. */
const idVariable = ({ name }: Field): string => words(name).join('_').toUpperCase();

/** A quoted body in which ids of other aggregates are those that the shell knows. */
const withIds = (model: AggregateModel, useCase: UseCase, text: string): string => {
  const fields = 'input' in useCase ? useCase.input : model.aggregate.fields;
  return fields
    .filter(({ type }) => type.kind === 'reference')
    .reduce(
      (body, field) =>
        body.replace(
          new RegExp(`("${field.name}":")[0-9a-f-]{36}"`),
          (_, start: string) => `${start}'"$${idVariable(field)}"'"`,
        ),
      text,
    );
};

const command = (model: AggregateModel, { useCase, method, path }: Operation): string => {
  const body = bodyOf(model, useCase);
  const target = `${base}${path.replace(/\{\w+\}/, '$ID')}${queryOf(model, useCase)}`;
  const url = target.includes('$ID') ? `"${target}"` : quoted(target);
  return [
    `curl -s${method === 'GET' ? '' : ` -X ${method}`} ${url}`,
    ...(body ? [`  -H 'Content-Type: application/json'`] : []),
    ...(useCase.kind === 'create' ? [`  -H 'Idempotency-Key: my-first-${model.folder}'`] : []),
    '  -H "Authorization: Bearer $TOKEN"',
    ...(body ? [`  -d ${withIds(model, useCase, quoted(JSON.stringify(body)))}`] : []),
  ].join(' \\\n');
};

/** The one whose things the examples are, where they belong to somebody. */
const exampleOwner = ({ useCases }: Service): string =>
  useCases
    .flatMap((useCase) =>
      useCase.kind === 'create' && useCase.owner !== undefined
        ? [useCase.examples[0]?.input[useCase.owner]]
        : [],
    )
    .find((name) => typeof name === 'string') ?? 'ann';

/** How a shell gets a token of somebody who may call the examples: with every role. */
export const tokenExample = (service: Service): string =>
  tokenCommand(
    exampleOwner(service),
    [...new Set(service.useCases.flatMap(({ roles }) => roles))].toSorted(),
  );

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
