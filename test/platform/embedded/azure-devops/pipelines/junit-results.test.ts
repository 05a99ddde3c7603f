import { expect, test } from 'vitest';

import { countTests } from '../../../../../platform/embedded/azure-devops/pipelines/junit-results.ts';

test('counts the cases, not what the suites claim', () => {
  const xml = `<?xml version="1.0"?>
    <testsuites tests="900" failures="0">
      <testsuite name="a" tests="900" failures="0">
        <testcase classname="a" name="empty element"/>
        <testcase classname="a" name="1 > 0" time="0.1"></testcase>
        <testcase classname="a" name="skipped"><skipped/></testcase>
        <testcase classname="a" name="failed"><failure message="no">at x</failure></testcase>
        <testcase classname="a" name="broken"><error/></testcase>
        <testcase classname="a" name="talks about failing"><system-out><![CDATA[<failure/> <testcase name="no"/>]]></system-out></testcase>
        <!-- <testcase name="commented out"><failure/></testcase> -->
      </testsuite>
    </testsuites>`;
  expect(countTests(xml)).toEqual({ passed: 3, failed: 2 });
});

test('finds nothing in what is no report', () => {
  expect(countTests('<html></html>')).toEqual({ passed: 0, failed: 0 });
});
