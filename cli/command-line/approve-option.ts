import { approvalGateSchema, type ApprovalGate } from '../../factory/domain/project-definition.ts';
import { nearest } from './nearest.ts';
import { usageError } from './usage-error.ts';

const GATES = approvalGateSchema.options;

const gateOf = (word: string): ApprovalGate => {
  const gate = GATES.find((known) => known === word);
  if (gate) return gate;
  const guess = nearest(word, GATES);
  throw usageError(
    `There is no approval of ${JSON.stringify(word)}.`,
    `Approved can be ${GATES.join(' and ')}.`,
    'run',
    guess && `\`--approve ${guess}\``,
  );
};

/** The gates that `--approve` names, each once and in their order; none where it is absent. Throws `CliError`. */
export const approvalsOf = (words: string | undefined): ApprovalGate[] => {
  const named = (words?.split(',') ?? []).map((word) => gateOf(word.trim()));
  return GATES.filter((gate) => named.includes(gate));
};
