import type { Service } from '../../domain/blueprint.ts';
import { table } from './markdown-blocks.ts';

type Row = readonly [status: string, type: string, when: string];

const behaves = ({ aggregates }: Service) => ({
  states: aggregates.some(({ lifecycle }) => lifecycle !== undefined),
  rules: aggregates.some(({ rules, ledger }) => rules.length > 0 || ledger?.floor !== undefined),
});

const permits = ({ useCases }: Service): boolean =>
  useCases.some(({ roles, owner }) => roles.length > 0 || owner !== undefined);

const refers = ({ aggregates }: Service): boolean =>
  aggregates.some(({ fields }) =>
    fields.some(({ type }) => type.kind === 'reference' && type.service === undefined),
  );

/** Every refusal that callers of a service may meet. */
export const problemTable = (service: Service): string => {
  const { states, rules } = behaves(service);
  const permissions: Row[] = permits(service)
    ? [['403', '`urn:problem:forbidden`', 'the actor may not do this']]
    : [];
  const conflicts: Row[] = [
    ...(states ? ([['409', '`urn:problem:state-conflict`', 'its state does not allow it']] as const) : []),
    ...(rules
      ? ([['409 or 422', '`urn:problem:rule-violated`', 'a rule would be broken; `rule` names it']] as const)
      : []),
  ];
  const references: Row[] = refers(service)
    ? [['422', '`urn:problem:validation`', 'a reference names what does not exist']]
    : [];
  const rows: Row[] = [
    ['400', '`urn:problem:validation`', 'the body is no JSON, or a value breaks the contract'],
    ['401', '`urn:problem:unauthenticated`', 'no valid bearer token says who calls'],
    ...permissions,
    ['404', '`urn:problem:not-found`', 'there is nothing with this id or path'],
    [
      '405',
      '`urn:problem:method-not-allowed`',
      'the path does not have this method; `Allow` has those it has',
    ],
    ['409', '`urn:problem:conflict`', 'a value that must be unique is taken'],
    ...conflicts,
    ['412', '`urn:problem:precondition-failed`', '`If-Match` names an older version'],
    ['413', '`urn:problem:payload-too-large`', 'the body is over 1 MiB'],
    ['415', '`urn:problem:unsupported-media-type`', 'the body is not `application/json`'],
    ...references,
    ['422', '`urn:problem:idempotency-key-reused`', 'the key came before with another body'],
    ['500', '`urn:problem:internal`', 'the service failed; look up the correlation id in its log'],
  ];
  return table(['Status', 'Type', 'When'], rows);
};
