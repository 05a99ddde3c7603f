import type { Service, UseCase } from '../../../domain/blueprint.ts';
import { words } from '../../../domain/naming.ts';
import { operationsOf, queryParameters, type Operation } from '../../../domain/operation.ts';
import type { AggregateModel } from '../aggregate-model.ts';
import { fieldOf } from '../aggregate-model.ts';
import { tokenCommand } from '../../documents/shell.ts';
import { sentence } from '../source-text.ts';
import { callOrder, referredFirst } from './call-order.ts';
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

/** The variable of a shell that holds an id: `$CLASS_ID`. */
const idVariable = (name: string): string => `${words(name).join('_').toUpperCase()}_ID`;

const hasCreate = ({ service, aggregate }: AggregateModel, name: string): boolean =>
  operationsOf(service).some(
    ({ useCase }) => useCase.kind === 'create' && useCase.aggregate === name && aggregate.name !== name,
  );

/** A quoted body in which ids of the service's other things are those that the shell knows by now. */
const withIds = (model: AggregateModel, useCase: UseCase, text: string): string => {
  const fields = 'input' in useCase ? useCase.input : model.aggregate.fields;
  return fields.reduce((body, { name, type }) => {
    if (type.kind !== 'reference' || type.service !== undefined || !hasCreate(model, type.aggregate))
      return body;
    const id = new RegExp(`("${name}":")[0-9a-f-]{36}"`);
    return body.replace(id, (_, start: string) => `${start}'"$${idVariable(type.aggregate)}"'"`);
  }, text);
};

/** Keeps the id of what was made; what is refused is seen in its place. */
const keptId = (variable: string, call: string): string =>
  `${variable}=$(${call} |\n  sed 's/^{"id":"\\([^"]*\\)".*/\\1/')\necho "$${variable}"`;

const command = (model: AggregateModel, { useCase, method, path, aggregate }: Operation): string => {
  const body = bodyOf(model, useCase);
  const variable = idVariable(aggregate.name);
  const target = `${base}${path.replace(/\{\w+\}/, `$${variable}`)}${queryOf(model, useCase)}`;
  const url = target.includes('$') ? `"${target}"` : quoted(target);
  const call = [
    `curl -s${method === 'GET' ? '' : ` -X ${method}`} ${url}`,
    ...(body ? [`  -H 'Content-Type: application/json'`] : []),
    ...(useCase.kind === 'create' ? [`  -H 'Idempotency-Key: my-first-${model.folder}'`] : []),
    '  -H "Authorization: Bearer $TOKEN"',
    ...(body ? [`  -d ${withIds(model, useCase, quoted(JSON.stringify(body)))}`] : []),
  ].join(' \\\n');
  return useCase.kind === 'create' ? keptId(variable, call) : call;
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

const example = (model: AggregateModel, operation: Operation, condition = ''): string =>
  `${comment(operation.useCase.summary)}${condition}\n${command(model, operation)}`;

/** Calls of every operation with the values of the blueprint's examples, in an order in which a shell can run them: one text for each aggregate, then the removals. */
export const curlExamples = (models: readonly AggregateModel[]): string[] => {
  const ordered = referredFirst(models).map((model) => ({ model, ...callOrder(model) }));
  const last = ordered
    .toReversed()
    .flatMap(({ model, removals }) => removals.map((each) => example(model, each)));
  return [
    ...ordered.map(({ model, inTurn, otherwise }) => [
      ...inTurn.map((each) => example(model, each)),
      ...otherwise.map((each) =>
        example(model, each, ` (Only while it is ${each.useCase.from.join(' or ')}.)`),
      ),
    ]),
    last,
  ]
    .filter((examples) => examples.length > 0)
    .map((examples) => examples.join('\n\n'));
};

/** A fence that the text inside cannot end. */
export const fenced = (language: string, text: string): string => {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
};
