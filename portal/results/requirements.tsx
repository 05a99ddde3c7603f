import type { RunResult } from '../../factory/domain/run-result.ts';
import { useText } from '../artifacts/use-text.ts';
import { PLAN_PATH, requirementViews, type RequirementView, type Scenario } from './requirement-views.ts';

export type RequirementsProps = {
  result: RunResult;
  /** The content of an artifact: the plan tells the requirements and the scenarios of each. */
  load?: (path: string) => Promise<string>;
};

const Scenarios = ({ scenarios, served }: { scenarios: readonly Scenario[]; served: boolean }) =>
  scenarios.length === 0 ? null : (
    <details class="requirement-scenarios">
      <summary>
        {scenarios.length} {scenarios.length === 1 ? 'scenario' : 'scenarios'}
        {served ? ', all passed' : ''}
      </summary>
      <ul>
        {scenarios.map(({ id, title }, index) => (
          <li key={index}>
            <code>{id}</code> {title}
          </li>
        ))}
      </ul>
    </details>
  );

/** Until the project has ended, what has no reason yet is open, not served. */
const stateOf = ({ reason }: RequirementView, settled: boolean): 'served' | 'open' | 'unrealised' => {
  if (reason !== undefined) return 'unrealised';
  return settled ? 'served' : 'open';
};

const words = { served: '✓ served', open: '○ open', unrealised: '✕ not served' };

const Requirement = ({ view, settled }: { view: RequirementView; settled: boolean }) => {
  const state = stateOf(view, settled);
  return (
    <li class={`requirement requirement-${state}`}>
      <p class="requirement-text">
        <span class="requirement-state">{words[state]}</span> <code>{view.id}</code> {view.text}
      </p>
      {view.reason !== undefined && <p class="requirement-reason">Why: {view.reason}</p>}
      <Scenarios scenarios={view.scenarios} served={state === 'served'} />
    </li>
  );
};

/** Every requirement with what serves it; those that are not served come first, with the reason. */
export const Requirements = ({ result, load }: RequirementsProps) => {
  const plan = result.artifacts.find(({ path }) => path === PLAN_PATH);
  const { text, trouble } = useText(load, plan?.path, plan?.sha256);
  const views = requirementViews(result.requirements, text);
  const { served, total } = result.requirements;
  const open = views.filter(({ reason }) => reason === undefined).length;
  return (
    <div class="results">
      <section>
        <h2>Requirements</h2>
        <p>{total === 0 ? 'What is required is not known yet.' : `${served} of ${total} served.`}</p>
        {trouble !== undefined && <p role="alert">The plan could not be loaded: {trouble}</p>}
        <ul class="requirements">
          {views.map((view, index) => (
            <Requirement key={index} view={view} settled={total > 0 && open === served} />
          ))}
        </ul>
      </section>
    </div>
  );
};
