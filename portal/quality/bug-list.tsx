import { placeOf, type BugReport } from './bug-reports.ts';

const Bug = ({ bug }: { bug: BugReport }) => (
  <li class="bug">
    <p class="bug-title">
      <span class="bug-mark">Bug</span> {bug.message}
    </p>
    <dl class="bug-facts">
      <div>
        <dt>Where</dt>
        <dd>
          {bug.service}
          {placeOf(bug) !== '' && (
            <>
              , <code>{placeOf(bug)}</code>
            </>
          )}
        </dd>
      </div>
      <div>
        <dt>Found by</dt>
        <dd>
          {bug.check}, <code>{bug.rule}</code>
        </dd>
      </div>
      <div>
        <dt>Suggested fix</dt>
        <dd>{bug.suggestion}</dd>
      </div>
    </dl>
  </li>
);

/** What checks found, each with how it can be put right. */
export const BugList = ({ bugs }: { bugs: readonly BugReport[] }) => (
  <ul class="bugs">
    {bugs.map((bug, index) => (
      <Bug key={index} bug={bug} />
    ))}
  </ul>
);
