import type { FixStrategy } from '../../../domain/fix-strategy.ts';
import type { Finding } from '../../../domain/quality-report.ts';
import type { Edit } from '../edits.ts';
import type { Tree } from '../tree.ts';

/** What puts a finding right; no edits where it has nothing to go by. */
export type Repair = {
  strategy: Extract<FixStrategy, 'imports' | 'await' | 'known-diagnostic'>;
  edits: (finding: Finding & { file: string }, tree: Tree) => Edit[];
};

/** Text that a message quotes, in order, without the quotation marks around it. */
export const quoted = (message: string): string[] =>
  [...message.matchAll(/'((?:[^'\\]|\\.)*)'|`([^`]*)`|"([^"]*)"/g)].map(([, single, tick, double]) =>
    (single ?? tick ?? double ?? '').replaceAll(/^"|"$/g, ''),
  );
