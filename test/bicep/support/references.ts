/** What only a deployment knows, an output of a module, as the snapshot writes it. */
const OUTPUT =
  /reference\(resourceId\('[^']*', '[^']*', 'Microsoft\.Resources\/deployments', format\('(\w+)-\{0\}'.*?'2025-04-01'\)\.outputs\.([\w.]+)/g;

/** An expression with outputs of modules as `‹module.output›`. */
export const named = (expression: string): string =>
  expression.replace(
    OUTPUT,
    (_, module: string, path: string) => `‹${module}.${path.replace('.value', '')}›`,
  );

/** Whether an expression is nothing but such an output. */
export const isOutput = (text: string): boolean => /^\[‹[\w.]+›\]$/.test(text);
