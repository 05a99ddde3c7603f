import type { BehaviourOutline } from '../behaviour-outline.ts';

/** Who may lead a thing to a state, said by the state. */
export const settingCases: readonly ({ text: string } & BehaviourOutline)[] = [
  {
    text: 'Repairs have a description. Only mechanics may set done. A repair is open or done.',
    things: ['repair(description)'],
    moves: ['repair: open; finish open>done'],
    rules: ['permission repair: finish for mechanic'],
    unrealised: [],
  },
  {
    text: 'A gate has a name. A gate is shut or open. Only wardens may mark a gate as open.',
    things: ['gate(name)'],
    moves: ['gate: shut; open shut>open'],
    rules: ['permission gate: open for warden'],
    unrealised: [],
  },
  {
    text: 'Murals have a title. A mural is planned, painted or sealed. Only a curator can set it to sealed.',
    things: ['mural(title)'],
    moves: ['mural: planned; paint planned>painted; seal planned>sealed'],
    rules: ['permission mural: seal for curator'],
    unrealised: [],
  },
  {
    text: 'Kilns have a maker. A kiln is cold, fired or cooled. Only potters may set kilns to fired.',
    things: ['kiln(maker)'],
    moves: ['kiln: cold; fire cold>fired; cool cold>cooled'],
    rules: ['permission kiln: fire for potter'],
    unrealised: [],
  },
  {
    text: 'Ballots have a title. A ballot is drafted, printed or counted. Only clerks may set the status to counted.',
    things: ['ballot(title)'],
    moves: ['ballot: drafted; print drafted>printed; count drafted>counted'],
    rules: ['permission ballot: count for clerk'],
    unrealised: [],
  },
  {
    text: 'Looms have a maker. A loom is idle, threaded or broken. Only weavers may move a loom to threaded.',
    things: ['loom(maker)'],
    moves: ['loom: idle; thread idle>threaded; break idle>broken; make idle threaded+broken>idle'],
    rules: ['permission loom: thread for weaver'],
    unrealised: [],
  },
  {
    text: 'Looms have a maker. Only weavers may set torn.',
    things: ['loom(maker)'],
    moves: [],
    rules: [],
    unrealised: ['Only weavers may set torn'],
  },
];
