import type { CommandName } from './arguments.ts';

const overview = `factory: one sentence becomes a running, tested microservice

  npx factory "<definition>"            the same as: npx factory run "<definition>"

Commands
  run "<definition>" | --file FILE      build what the text asks for, watch it, say where it is
  serve                                 keep the factory and the services it deployed running
  resume                                go on with what was interrupted
  status [project]                      all projects, or one of them
  events <project>                      what happened, as it happens
  artifacts <project> [path]            the files that the stages wrote, or one of them
  clone <repository> [directory]        git clone a generated repository, by name or path
  doctor                                is everything here that the factory needs

Options
  --workspace DIR    where projects, repositories and logs are kept (.factory)
  --model rules      who thinks: the built-in agents, without a network (rules)
  --port N           port of the factory's API on 127.0.0.1 (any free one)
  --json             one JSON document on stdout; progress goes to stderr
  --help, --version

Exit codes
  0 completed   1 usage, or a definition that cannot be built   2 waiting for a person   3 failed
`;

const topics: Partial<Record<CommandName, string>> = {
  run: `factory run "<definition>" | --file FILE

Builds what the text asks for: plans it, designs it, writes it, tests it, commits it with work items, deploys and calls
it. Ends with where the repository is and how to start it. What \`run\` started ends with it; Ctrl-C stops in order, and
\`npx factory resume\` goes on.

  npx factory run "Create a new Audit Trail microservice for logging user actions"
  npx factory run --file definition.txt --workspace ./audit
  npx factory run "Keep a register of lab samples" --json > result.json
`,
  serve: `factory serve

Runs the factory with its HTTP API, goes on with what was interrupted, and keeps deployed services up until Ctrl-C.

  npx factory serve --port 7071
`,
  resume: `factory resume

Goes on with every project that did not end, and shows each of them as \`run\` does.

  npx factory resume
`,
  status: `factory status [project]

  npx factory status
  npx factory status p-0199d1b0-5f5e-7c3a-9d0e-2f6a3c1b7e55 --json
`,
  events: `factory events <project>

Prints what happened. While the project runs it goes on until the project ends; with --json it prints what there is.

  npx factory events p-0199d1b0-5f5e-7c3a-9d0e-2f6a3c1b7e55
`,
  artifacts: `factory artifacts <project> [path]

  npx factory artifacts p-0199d1b0-5f5e-7c3a-9d0e-2f6a3c1b7e55
  npx factory artifacts p-0199d1b0-5f5e-7c3a-9d0e-2f6a3c1b7e55 plan/product-plan.md
`,
  clone: `factory clone <repository> [directory]

  npx factory clone audit-trail
  npx factory clone .factory/repositories/audit-trail.git ~/audit-trail
`,
  doctor: `factory doctor

Looks for what the factory needs (Node, npm, git), what it can use (Bicep), and whether it may write here.

  npx factory doctor
`,
};

/** The help of a command, or of them all. */
export const help = (topic: string | undefined): string => topics[topic as CommandName] ?? overview;
