import type { Operation } from '../../domain/operation.ts';
import { code } from './markdown-blocks.ts';

const KEY =
  'Send an `Idempotency-Key` (1–200 characters) to be able to repeat the call: the same key and body is answered as the first time and writes nothing.';

/** Only plain aggregates carry a version. */
const versionText = ({ useCase, aggregate }: Operation): string => {
  const frozen =
    aggregate.lifecycle?.states.flatMap(({ name, frozen: is }) => (is ? [code(name)] : [])) ?? [];
  const closed = frozen.length > 0 ? ` Refused (409) in ${frozen.join(', ')}.` : '';
  if (aggregate.kind !== 'plain') return '';
  if (useCase.kind === 'update')
    return `Send the \`ETag\` back in \`If-Match\` to be sure that nobody else changed it meanwhile (412).${closed}`;
  return useCase.kind === 'remove'
    ? `Send the \`ETag\` in \`If-Match\` to remove only the version that you know (412).${closed}`
    : 'The answer carries the version in `ETag`.';
};

/** What a caller has to know of an operation besides its contract. */
export const operationBehaviour = (operation: Operation): string => {
  const { useCase } = operation;
  switch (useCase.kind) {
    case 'create':
      return `${KEY} ${versionText(operation)}`.trim();
    case 'search':
      return 'Newest first, `limit` 1–200 (default 50). Pass `nextCursor` as `cursor` to get the next page; it is absent on the last one. Every item that existed at the first page comes once, whatever is written meanwhile.';
    case 'export':
      return `Streamed, oldest first, as ${useCase.formats.join(' or ')}. In CSV a value that a spreadsheet would take for a formula is prefixed with \`'\`.`;
    case 'transition':
      return `From ${useCase.from.map(code).join(' or ')} to ${code(useCase.to)}; in any other state it is refused (409) and changes nothing. Takes \`If-Match\` as an update does.`;
    case 'post':
      return `Puts the amount ${useCase.direction === 'in' ? 'into' : 'out of'} the account and answers it with its new \`balance\` and \`entries\`. ${KEY}`;
    default:
      return versionText(operation);
  }
};
