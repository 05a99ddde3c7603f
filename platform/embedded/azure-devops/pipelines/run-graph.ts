/** Runs every node when those it depends on have an outcome; nodes that do not wait for one another run side by side. */
export const runGraph = async <N extends { name: string; dependsOn: string[] }, R>(
  nodes: readonly N[],
  run: (node: N, before: ReadonlyMap<string, R>) => Promise<R>,
): Promise<Map<string, R>> => {
  const started = new Map<string, Promise<R>>();
  // Nodes are in some order that exists (`definePipeline` refuses others), not necessarily the one they are written in.
  const start = (node: N): Promise<R> => {
    const known = started.get(node.name);
    if (known !== undefined) return known;
    const outcome = (async () => {
      const before = new Map<string, R>();
      for (const dependency of nodes.filter(({ name }) => node.dependsOn.includes(name))) {
        before.set(dependency.name, await start(dependency));
      }
      return run(node, before);
    })();
    started.set(node.name, outcome);
    return outcome;
  };
  const settled = await Promise.allSettled(nodes.map(start));
  const failure = settled.find((result) => result.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
  return new Map(
    await Promise.all([...started].map(async ([name, outcome]) => [name, await outcome] as const)),
  );
};
