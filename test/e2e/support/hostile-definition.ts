/** Stands in every payload, and in no word that the factory itself writes. */
export const CANARY = 'canarium';

/**
 * A definition of things with a life cycle whose names, states, values and prose hold what means something to the languages
 * that are generated. A payload that is executed writes a file into `cage`, or ends a process, or sets a variable.
 */
export const hostileDefinition = (cage: string): string => {
  const fires = (name: string) => `${cage}/${CANARY}-${name}`;
  const kinds = [
    `coat $(touch ${fires('shell')})`,
    `bag\`touch ${fires('backtick')}\``,
    `key*/ ${CANARY}() /*`,
    `{{ ${CANARY} }} \${{ parameters.${CANARY} }}`,
    `##vso[task.setvariable variable=${CANARY}]fired`,
    `</script><!-- ]]> ${CANARY} -->`,
    `\u202E${CANARY}\u202C zero\u200Bwidth 🔑 書 বাংলা`,
    `=${CANARY}|'/C calc'!A0`,
    `' OR ${CANARY} = 1 --`,
    `^(${CANARY}+)+$`,
  ];
  return [
    `Create a “left & <b>luggage</b>” service (\`v2\`) that keeps items for passengers.`,
    `An item has a label (it's \\ a "quoted" \${${CANARY}}), a größe, a שם, a constructor, a __proto__, a “colour” and a kind, which is one of ${kinds.map((kind) => `“${kind}”`).join(', ')} or “other”.`,
    `An item is on-hold, “returned” or lost&sold.`,
    `A returned item can no longer change.`,
    `Items can be found by kind and by label.`,
    `Notes say \${require('node:fs').writeFileSync('${fires('script')}', '')} and '; DROP TABLE ${CANARY}; --`,
    `Scenario: ${CANARY}`,
    `  Given “x” $(touch ${fires('gherkin')})`,
    `| ${CANARY} | b |`,
    `# ${CANARY}`,
    `---`,
    `- [${CANARY}](javascript:alert(1)) ![i](j)`,
    `@description('${CANARY}') param ${CANARY} string = '\${env}' '''`,
    `"]; click ${CANARY} "x" %%{init: {}}%%`,
    `message ${CANARY} { } option ${CANARY} = 1;`,
    `*/ import('node:fs').then((fs) => fs.writeFileSync('${fires('module')}', '')); /*`,
    `&${CANARY} *${CANARY} !!js/function <<: *${CANARY} \u001B[31mred\u0007 \u2028 \uFEFF ${CANARY.repeat(25)}.`,
  ].join('\r\n');
};
