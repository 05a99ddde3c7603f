import type { AggregateModel } from '../aggregate-model.ts';
import { block, docComment } from '../source-text.ts';

/** The state of one that never changes. */
export const fixedState = ({ type, countsWrites }: AggregateModel): string =>
  block(
    `readonly state: ${type}State;`,
    countsWrites && `${versionComment}\nreadonly version: number;`,
    '\n',
    `private constructor(state: ${type}State${countsWrites ? ', version: number' : ''}) {`,
    'super();',
    'this.state = state;',
    countsWrites && 'this.version = version;',
    '}',
  );

const versionComment = docComment('Writes so far, 0 before the first.');

/** The state of one that changes. */
export const changingState = ({ type }: AggregateModel): string =>
  block(
    versionComment,
    'readonly version: number;',
    `#state: ${type}State;`,
    '\n',
    `private constructor(state: ${type}State, version: number) {`,
    'super();',
    'this.#state = state;',
    'this.version = version;',
    '}',
    '\n',
    `get state(): ${type}State { return this.#state; }`,
  );

/** The method that brings back what was stored. */
export const restoring = ({ type, countsWrites }: AggregateModel): string =>
  block(
    docComment('Brings back what was stored.'),
    countsWrites
      ? `static restore({ state, version }: { state: ${type}State; version: number }): ${type} { return new ${type}(state, version); }`
      : `static restore({ state }: { state: ${type}State }): ${type} { return new ${type}(state); }`,
  );
