// Reads one SOQL query a line and writes `true` or `false` for each: is it SOQL by
// Salesforce's own published grammar? Syntax only: the grammar knows no schema.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const require = createRequire(import.meta.url);
const { SOQLParser } = require('@salesforce/soql-common/lib/soql-parser/index.js');
const parser = SOQLParser({ isApex: false, isMultiCurrencyEnabled: true, apiVersion: 55 });

function valid(query) {
  try {
    return parser.parseQuery(query).getSuccess();
  } catch {
    return false;
  }
}

const lines = readFileSync(0, 'utf8').split('\n').slice(0, -1);
process.stdout.write(JSON.stringify(lines.map(valid)));
