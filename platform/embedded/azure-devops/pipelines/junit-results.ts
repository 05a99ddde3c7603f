export type TestCounts = { passed: number; failed: number };

const TEST_CASE = /<testcase\b((?:"[^"]*"|'[^']*'|[^>"'])*)>/g;
const FAILURE = /<(?:failure|error)\b/;
const SKIPPED = /<skipped\b/;

/**
 * Counts the test cases of a JUnit report. A case fails by a `failure` or `error` element in it, and counts as neither when
 * it was skipped. The cases are counted themselves: the totals in the suites' attributes are claims.
 */
export const countTests = (xml: string): TestCounts => {
  // In what remains, a `<` begins a tag: XML allows it nowhere else.
  const markup = xml.replaceAll(/<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->/g, '');
  const counts = { passed: 0, failed: 0 };
  for (const match of markup.matchAll(TEST_CASE)) {
    const end = match.index + match[0].length;
    const isEmpty = match[1]?.trimEnd().endsWith('/') === true;
    const body = isEmpty ? '' : markup.slice(end, markup.indexOf('</testcase>', end));
    if (FAILURE.test(body)) counts.failed += 1;
    else if (!SKIPPED.test(body)) counts.passed += 1;
  }
  return counts;
};
