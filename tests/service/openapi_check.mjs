// Checks the OpenAPI document named by the first argument, and answers against it.
//
//   node tests/service/openapi_check.mjs service/openapi.json < samples.json
//
// samples.json: [{"path", "method", "status", "media_type", "body"}]. The document must be valid OpenAPI 3.1, its
// examples must keep to their schemas, and each body to the schema of the answer it was, without members that the
// schema does not name. Prints what is wrong, a line each, and ends with 1 when something is.
import {readFileSync} from 'node:fs';
import {Validator} from '@seriousme/openapi-schema-validator';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const document = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const samples = JSON.parse(readFileSync(0, 'utf8'));
const faults = [];

const outcome = await new Validator().validate(structuredClone(document));
if (!outcome.valid) faults.push(`not OpenAPI 3.1: ${JSON.stringify(outcome.errors)}`);
if (document.openapi !== '3.1.0') faults.push('does not say 3.1.0');

// Answers may grow, so the document leaves objects open; here every member must be one that it names.
function closed(schema) {
  if (Array.isArray(schema)) return schema.map(closed);
  if (schema === null || typeof schema !== 'object') return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, name === 'examples' ? value : closed(value)]));
  if (copy.type === 'object' && copy.properties && copy.additionalProperties === undefined) copy.additionalProperties = false;
  return copy;
}

const ajv = new Ajv2020({strict: false, allErrors: true});
addFormats(ajv);
ajv.addSchema({$id: 'https://kutsu.test/openapi', components: closed(document.components)});

const escape = (part) => part.replaceAll('~', '~0').replaceAll('/', '~1');
const compiled = new Map();
function validatorOf(schema) {
  const key = JSON.stringify(schema);
  if (!compiled.has(key)) {
    const absolute = JSON.parse(key.replaceAll('"#/components', '"https://kutsu.test/openapi#/components'));
    compiled.set(key, ajv.compile(closed(absolute)));
  }
  return compiled.get(key);
}
function check(where, schema, body) {
  const validate = validatorOf(schema);
  if (!validate(body)) faults.push(`${where}: ${ajv.errorsText(validate.errors)} in ${JSON.stringify(body)}`);
}

for (const [name, schema] of Object.entries(document.components.schemas)) {
  for (const example of schema.examples ?? []) check(`example of ${name}`, {$ref: `#/components/schemas/${escape(name)}`}, example);
}

const resolve = (value) =>
  value?.$ref ? value.$ref.slice(2).split('/').reduce((at, part) => at[part.replaceAll('~1', '/').replaceAll('~0', '~')], document) : value;

for (const sample of samples) {
  const where = `${sample.method} ${sample.path} ${sample.status}`;
  const operation = document.paths[sample.path]?.[sample.method.toLowerCase()];
  const response = resolve(operation?.responses[String(sample.status)]);
  if (!response) {
    faults.push(`${where}: not described`);
    continue;
  }
  const [type] = sample.media_type.split(';');
  const content = response.content?.[sample.media_type] ?? response.content?.[type];
  // What is no JSON is described by its type alone.
  if (content && !type.endsWith('json')) continue;
  if (content) check(where, content.schema, sample.body);
  else if (response.content) faults.push(`${where}: answered ${sample.media_type}`);
}

for (const fault of faults) console.log(fault);
process.exit(faults.length === 0 ? 0 : 1);
