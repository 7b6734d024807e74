// std functions that print values in other formats.
import { expectBoolean } from '../evaluation/operators.ts';
import { runtimeError } from '../evaluation/stack.ts';
import { isList, type List, typeName, type Value } from '../evaluation/values.ts';
import { manifestIni } from '../manifest/ini.ts';
import { manifestJsonEx } from '../manifest/json-ex.ts';
import { manifestPython, manifestPythonVars } from '../manifest/python.ts';
import { manifestToml } from '../manifest/toml.ts';
import { manifestXml } from '../manifest/xml.ts';
import { manifestYaml, manifestYamlStream } from '../manifest/yaml.ts';
import { expectString } from './check.ts';
import { type Builtin, type BuiltinParameter, define } from './define.ts';

function jsonEx(value: Value, indent: Value, newline: Value, keySeparator: Value): string {
  return manifestJsonEx(value, {
    indent: expectString(indent),
    newline: expectString(newline),
    keySeparator: expectString(keySeparator),
  });
}

function yamlDoc(value: Value, indentArrays: Value, quoteKeys: Value): string {
  return manifestYaml(value, {
    indentArrays: expectBoolean(indentArrays),
    quoteKeys: expectBoolean(quoteKeys),
  });
}

function yamlStream(value: Value, ...[indentArrays, end, quoteKeys]: readonly [Value, Value, Value]): string {
  return manifestYamlStream(expectDocuments(value), {
    indentArrays: expectBoolean(indentArrays),
    end: expectBoolean(end),
    quoteKeys: expectBoolean(quoteKeys),
  });
}

function expectDocuments(value: Value): List {
  if (isList(value)) return value;
  throw runtimeError(`manifestYamlStream only takes arrays, got ${typeName(value)}`);
}

const indentArrayInObject: BuiltinParameter = { name: 'indent_array_in_object', default: false };
const documentEnd: BuiltinParameter = { name: 'c_document_end', default: true };
const quoteKeys: BuiltinParameter = { name: 'quote_keys', default: true };

export const manifestFunctions: readonly Builtin[] = [
  define(
    'manifestJsonEx',
    ['value', 'indent', { name: 'newline', default: '\n' }, { name: 'key_val_sep', default: ': ' }],
    jsonEx,
  ),
  define('manifestJson', ['value'], (value: Value) => jsonEx(value, '    ', '\n', ': ')),
  define('manifestJsonMinified', ['value'], (value: Value) => jsonEx(value, '', '', ':')),
  define('manifestYamlDoc', ['value', indentArrayInObject, quoteKeys], yamlDoc),
  define('manifestYamlStream', ['value', indentArrayInObject, documentEnd, quoteKeys], yamlStream),
  define('manifestTomlEx', ['value', 'indent'], (value: Value, indent: Value) =>
    manifestToml(value, expectString(indent)),
  ),
  define('manifestToml', ['value'], (value: Value) => manifestToml(value, '  ')),
  define('manifestIni', ['ini'], manifestIni),
  define('manifestPython', ['v'], manifestPython),
  define('manifestPythonVars', ['conf'], manifestPythonVars),
  define('manifestXmlJsonml', ['value'], manifestXml),
];
