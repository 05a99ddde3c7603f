import type { PlannedReaction } from '../../domain/planned-reaction.ts';
import type { PlannedRule } from '../../domain/planned-rule.ts';
import type { Criterion } from '../../domain/product-plan.ts';
import { thingCalled } from './attributes.ts';
import type { Step } from './gherkin-text.ts';
import { accessScenario } from './scenarios/access.ts';
import { blockScenario } from './scenarios/block.ts';
import { compareScenario } from './scenarios/comparing.ts';
import { computedScenario } from './scenarios/computing.ts';
import { exported, foundBy, foundInPeriod, paged, viewed } from './scenarios/finding.ts';
import { grpcScenario } from './scenarios/grpc.ts';
import { expiryScenario, floorScenario, postedScenario } from './scenarios/ledger.ts';
import { limitScenario } from './scenarios/limit.ts';
import { dueScenario, timeoutScenario } from './scenarios/moments.ts';
import { concurrentScenario, movedScenario, moveRefusedScenario } from './scenarios/moving.ts';
import { reactedScenario } from './scenarios/reacting.ts';
import {
  changed,
  kept,
  missing,
  recorded,
  recordedOnce,
  removed,
  unchangeable,
  unique,
} from './scenarios/recording.ts';
import { frozenScenario, overlapScenario, uniqueScenario } from './scenarios/values.ts';
import { relatedStateScenario } from './scenarios/related-state.ts';
import { windowScenario } from './scenarios/window.ts';
import type { Scene } from './scene.ts';
import { BEGIN, newScript, setClock, spoken, type Playbook, type Script } from './script.ts';

type Check = Criterion['check'];
type CheckOf<K extends Check['kind']> = Extract<Check, { kind: K }>;

/** Both sides of the boundary of a rule of each kind. */
const RULES: {
  [K in PlannedRule['kind']]: (script: Script, rule: Extract<PlannedRule, { kind: K }>) => void;
} = {
  limit: limitScenario,
  unique: uniqueScenario,
  window: windowScenario,
  while: relatedStateScenario,
  block: blockScenario,
  'no-overlap': overlapScenario,
  floor: floorScenario,
  expiry: expiryScenario,
  timeout: timeoutScenario,
  frozen: frozenScenario,
  compare: compareScenario,
  computed: computedScenario,
  due: dueScenario,
  permission: accessScenario,
  own: accessScenario,
};

const ruleCalled = ({ book }: Script, id: string): PlannedRule => {
  const rule = book.plan.rules.find((each) => each.id === id);
  if (!rule) throw new Error(`The plan has no rule ${id}.`);
  return rule;
};

const reactionCalled = ({ book }: Script, id: string): PlannedReaction => {
  const reaction = book.plan.reactions.find((each) => each.id === id);
  if (!reaction) throw new Error(`The plan has no reaction ${id}.`);
  return reaction;
};

const upheld = ({ script }: Scene, { rule: id }: CheckOf<'rule'>): void => {
  const rule = ruleCalled(script, id);
  const scenario = RULES[rule.kind] as (script: Script, rule: PlannedRule) => void;
  scenario(script, rule);
};

const WRITERS: { [K in Check['kind']]: (scene: Scene, check: CheckOf<K>, id: string) => void } = {
  recorded,
  'recorded-once': (scene, _check, id) => recordedOnce(scene, id),
  required: missing,
  viewed,
  'found-by': foundBy,
  'found-in-period': foundInPeriod,
  paged,
  exported,
  unchangeable,
  changed,
  removed,
  unique,
  kept,
  concurrent: ({ script }, { subject }) => concurrentScenario(script, subject),
  moved: ({ script }, { subject, verb, to }) => movedScenario(script, subject, verb, to),
  'move-refused': ({ script }, { subject, verb, state }) => moveRefusedScenario(script, subject, verb, state),
  posted: ({ script }, { subject, verb }, id) => postedScenario(script, subject, verb, id),
  rule: upheld,
  reacted: ({ script }, { reaction }) => reactedScenario(script, reactionCalled(script, reaction)),
  'called-by-grpc': ({ script }, { subject }) => grpcScenario(script, subject),
};

/** Things with a behaviour live in the scenarios' time. */
const livesInTime = ({ plan }: Playbook): boolean =>
  plan.rules.length > 0 ||
  plan.reactions.length > 0 ||
  plan.subjects.some(({ lifecycle, ledger }) => lifecycle !== undefined || ledger !== undefined);

/** Others of the whole service would be counted as well. */
const countsEverything = ({ plan }: Playbook, subject: string): boolean =>
  plan.rules.some((rule) => rule.kind === 'limit' && rule.per.length === 0 && rule.subject === subject);

/** The steps that observe a criterion at the published contract, with concrete values. */
export const scenarioSteps = (book: Playbook, { id, check }: Criterion): Step[] => {
  const script = newScript(book);
  if (countsEverything(book, check.subject))
    script.steps.push({ keyword: 'Given', text: 'the service starts with nothing recorded' });
  if (livesInTime(book)) setClock(script, BEGIN);
  const scene = { script, resolved: thingCalled(script, check.subject) };
  const write = WRITERS[check.kind] as (scene: Scene, check: Check, id: string) => void;
  write(scene, check, id);
  return spoken(script.steps);
};
