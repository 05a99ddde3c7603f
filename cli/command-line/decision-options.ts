import type { Own } from './read-arguments.ts';
import { usageError } from './usage-error.ts';

/** A decision as the command line says it; what stands in files is not read yet. */
export type GivenDecision =
  | { kind: 'retry'; guidance?: string }
  | { kind: 'accept'; reason: string }
  | { kind: 'amend'; file: string; path: string; reason?: string }
  | { kind: 'answer'; file: string }
  | { kind: 'abort'; reason: string };

const KINDS = ['retry', 'accept', 'amend', 'answer', 'abort'] as const;
type Kind = (typeof KINDS)[number];

/** What else a decision takes, and must have. */
const companions: Record<Kind, { needs?: keyof Own; takes: readonly (keyof Own)[] }> = {
  retry: { takes: ['guidance'] },
  accept: { needs: 'reason', takes: ['reason'] },
  amend: { needs: 'path', takes: ['path', 'reason'] },
  answer: { takes: [] },
  abort: { needs: 'reason', takes: ['reason'] },
};

const kindOf = (own: Own): Kind => {
  const [kind, other] = KINDS.filter((name) => own[name]);
  const list = KINDS.map((name) => `--${name}`).join(', ');
  if (!kind) throw usageError('`factory decide` needs a decision.', `One of ${list} is one.`, 'decide');
  if (other)
    throw usageError('There are two decisions.', `--${kind} and --${other} exclude each other.`, 'decide');
  return kind;
};

const checkCompanions = (kind: Kind, own: Own): void => {
  const { needs, takes } = companions[kind];
  if (needs && !own[needs])
    throw usageError(`--${kind} needs --${needs}.`, 'Nothing was given for it.', 'decide');
  for (const name of ['guidance', 'reason', 'path'] as const)
    if (own[name] !== undefined && !takes.includes(name))
      throw usageError(`--${kind} cannot use --${name}.`, 'It belongs to another decision.', 'decide');
};

/** The one decision that the options name. Throws `CliError`. */
export const decisionOf = (own: Own): GivenDecision => {
  const kind = kindOf(own);
  checkCompanions(kind, own);
  const { guidance, reason = '', path = '' } = own;
  switch (kind) {
    case 'retry':
      return { kind, ...(guidance ? { guidance } : {}) };
    case 'amend':
      return { kind, file: own.amend ?? '', path, ...(reason ? { reason } : {}) };
    case 'answer':
      return { kind, file: own.answer ?? '' };
    default:
      return { kind, reason };
  }
};
