/** Every code that `factory` ends with, and what it means. In Markdown. */
export const EXIT_CODES: readonly { code: string; short: string; meaning: string }[] = [
  {
    code: '0',
    short: 'completed, or ended as it was asked for',
    meaning:
      'Completed, or ended as it was asked for by `cancel` or `decide --abort`. Checks that could not run on this machine are listed, with the reason.',
  },
  {
    code: '1',
    short: 'usage, something missing here, or a definition that cannot be built',
    meaning:
      'Usage, a missing prerequisite, or a definition that the schema or the reader refuses (no project is created).',
  },
  {
    code: '2',
    short: 'waiting for a person',
    meaning:
      'Waiting for a person; the commands that decide are printed. `factory reviews` shows them again.',
  },
  {
    code: '3',
    short: 'failed',
    meaning:
      'Failed, was ended by somebody else, or the host was lost. `factory resume` goes on where that is possible; the project can be inspected with `status`, `events` and `artifacts`.',
  },
  {
    code: '129, 130, 143',
    short: 'interrupted; `npx factory resume` goes on',
    meaning:
      'Interrupted by a terminal that closed, Ctrl-C or a termination signal. The first shuts the host down in order and `factory resume` goes on; a second, more than a second later, ends at once. (`serve` ends with 0: that is how it is stopped.)',
  },
];
