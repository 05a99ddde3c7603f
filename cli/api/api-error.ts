import { CliError, EXIT } from '../cli-error.ts';

/** What of an RFC 9457 problem is told. */
export type Problem = {
  type?: string;
  status: number;
  detail: string;
  reason?: string;
  suggestion?: string;
  /** Of single fields. */
  errors?: readonly unknown[];
};

/** What is wrong, and what to do, by the name of a problem; `detail` says why. */
const known: Readonly<Record<string, readonly [what: string, advice: string]>> = {
  'review-conflict': [
    'This review is not what it was.',
    '`npx factory reviews <review>` shows it as it is now, `npx factory resume` goes on with what was decided.',
  ],
  unauthenticated: [
    'The factory does not know who calls.',
    'Set FACTORY_TOKEN to a token of Entra ID for this factory, or FACTORY_KEY to an access key of your tenant.',
  ],
  'role-missing': [
    'Your role does not let you do this.',
    'Ask who keeps the roles of this factory for one of those that are named.',
  ],
  'too-many-requests': [
    'These are more requests than your tenant may send.',
    'Wait a minute, then try again.',
  ],
  forbidden: ['This is not yours to decide.', '`npx factory reviews` says whom each review asks.'],
  'decision-refused': ['This cannot be decided.', '`npx factory reviews <review>` shows what can.'],
  'project-ended': ['There is nothing to cancel.', '`npx factory status` says how each project ended.'],
  'project-running': [
    'This project has not ended.',
    '`npx factory resume` goes on with it, `npx factory cancel` ends it.',
  ],
  'stage-not-reached': ['The project cannot begin with this stage.', 'Give --from the stage that is named.'],
};

/** What is not there, by the beginning of the path that was asked for. */
const missing = (path: string, detail: string): CliError =>
  path.startsWith('/api/reviews/')
    ? new CliError(
        'There is no such review here.',
        detail,
        '`npx factory reviews` lists those that are open.',
      )
    : new CliError(
        'There is no such project or file here.',
        detail,
        '`npx factory status` lists the projects of this workspace.',
      );

/** What a problem of the API means to the person at the terminal who asked for `path`. */
export const cliError = (
  { type = '', status, detail, reason, suggestion, errors = [] }: Problem,
  path: string,
): CliError => {
  if (reason !== undefined && suggestion !== undefined)
    return new CliError('This definition cannot be built.', reason, suggestion);
  if (type === 'urn:problem:decision-refused' && errors.length > 0)
    return new CliError(
      'What this decision brings is not fit.',
      detail,
      'Correct it and decide again; the review is still open.',
    );
  const [what, advice] = known[type.replace('urn:problem:', '')] ?? [];
  if (what && advice) return new CliError(what, detail, advice);
  if (status === 404) return missing(path, detail);
  return status < 500
    ? new CliError('The factory refuses this.', detail, '`npx factory --help` shows what is possible.')
    : new CliError(
        'The factory could not answer.',
        detail,
        'See host.log in the workspace, and try again.',
        EXIT.failed,
      );
};
