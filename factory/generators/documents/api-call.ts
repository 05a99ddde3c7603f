import type { Service } from '../../domain/blueprint.ts';
import { idParameter, queryParameters, type Operation } from '../../domain/operation.ts';
import { exampleBody } from '../contracts/example-value.ts';
import { examplesOf } from '../contracts/resource-example.ts';
import { shellWord, tokenCommand } from './shell.ts';

const BASE = 'http://127.0.0.1:8080';

const callPath = ({ path, aggregate }: Operation): string =>
  path.replace(`{${idParameter(aggregate)}}`, `$${idParameter(aggregate)}`);

/** The first filter of a search with a value out of the example, so that the call finds something. */
const exampleQuery = (service: Service, { useCase, aggregate }: Operation): string => {
  if (useCase.kind !== 'search' && useCase.kind !== 'export') return '';
  const input = examplesOf(service, aggregate)[0]?.input ?? {};
  const filter = queryParameters(useCase, aggregate).find(
    ({ field, bound }) => bound === 'equals' && Object.hasOwn(input, field),
  );
  const query = new URLSearchParams(filter ? { [filter.name]: String(input[filter.field]) } : {});
  if (useCase.kind === 'export') query.set('format', useCase.formats[0] ?? 'csv');
  else query.set('limit', '20');
  return `?${query.toString()}`;
};

/** What the body of a transition or posting could hold. */
const bodyOf = ({ useCase, aggregate }: Operation): Record<string, unknown> | undefined => {
  switch (useCase.kind) {
    case 'create':
    case 'update':
      return useCase.examples[0]?.input ?? {};
    case 'transition':
      return useCase.input.length > 0 ? exampleBody(useCase.input) : undefined;
    case 'post':
      return { [aggregate.ledger?.unit ?? 'amount']: 10, ...exampleBody(useCase.input) };
    default:
      return undefined;
  }
};

/** The token of somebody who may call: with every role, and the one whom the example names. */
const tokenOf = ({ useCase: { roles, owner } }: Operation, body: Record<string, unknown> = {}): string => {
  const named = owner === undefined ? undefined : body[owner];
  return tokenCommand(typeof named === 'string' ? named : 'ada', roles);
};

/** A call of an operation that a shell passes on unchanged. */
export const exampleCall = (service: Service, operation: Operation): string => {
  const { useCase, method } = operation;
  const url = BASE + callPath(operation) + exampleQuery(service, operation);
  const target = url.includes('$') ? `"${url}"` : shellWord(url);
  const flags = method === 'GET' ? '' : `--request ${method} `;
  const body = bodyOf(operation);
  const repeatable = useCase.kind === 'create' || useCase.kind === 'post';
  const call = [
    `curl --include ${flags}${target}`,
    ...(body ? [`  --header 'Content-Type: application/json'`] : []),
    ...(repeatable ? [`  --header 'Idempotency-Key: example-1'`] : []),
    '  --header "Authorization: Bearer $TOKEN"',
    ...(body ? [`  --data ${shellWord(JSON.stringify(body))}`] : []),
  ].join(' \\\n');
  return `${tokenOf(operation, body)}\n${call}`;
};
