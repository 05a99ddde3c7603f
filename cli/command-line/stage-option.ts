import { STAGES, type Stage } from '../../factory/domain/stage.ts';
import { nearest } from './nearest.ts';
import { usageError } from './usage-error.ts';

/** The stage that `--from` names. Throws `CliError`. */
export const stageOf = (word: string | undefined): Stage => {
  const stage = STAGES.find((known) => known === word);
  if (stage) return stage;
  const guess = word === undefined ? undefined : nearest(word, STAGES);
  throw usageError(
    word === undefined ? '`factory retry` needs --from.' : `There is no stage ${JSON.stringify(word)}.`,
    `The stages are ${STAGES.join(', ')}.`,
    'retry',
    guess && `\`--from ${guess}\``,
  );
};
