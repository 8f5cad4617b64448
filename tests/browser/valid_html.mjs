import assert from 'node:assert/strict';
import { HtmlValidate } from 'html-validate';

const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    'long-title': 'off',
    // A button sends its form, which is what most are for.
    'no-implicit-button-type': 'off',
    // Some screen readers follow `for` alone.
    'no-redundant-for': 'off',
    // The narrow layout makes blocks of a table's parts, which then lose their roles.
    'no-redundant-role': 'off',
    // Templates are one line a block, and ids come from field names.
    'no-trailing-whitespace': 'off',
    'valid-id': ['error', { relaxed: true }],
    // aria-required: what is missing is told in the page's language, not the browser's.
    'prefer-native-element': 'off',
  },
});

export async function assertValidHtml(html, where) {
  const report = await validator.validateString(html);
  const messages = report.results.flatMap(
    result => result.messages.map(m => `${m.ruleId} ${m.line}:${m.column} ${m.message}`));
  assert.deepEqual(messages, [], where);
}
