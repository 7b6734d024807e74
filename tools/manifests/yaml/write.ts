// YAML as Tanka writes it: byte for byte what Go's yaml.v2 2.4.0 (and, for one native function, yaml.v3) prints.
import type { Json } from '../../shared/json.ts';
import { writeDocument } from './emitter.ts';
import { createOutput } from './output.ts';

/** One document in the style of yaml.v2: natural key order, folded at 80 columns, all numbers as floats. */
export function formatYaml(value: Json): string {
  return formatYamlStream([value]);
}

/** Documents joined by `---`, without one in front: what `tk show` and `tk export` write. */
export function formatYamlStream(values: Iterable<Json>): string {
  const output = createOutput('v2');
  let first = true;
  for (const value of values) {
    writeDocument(output, value, first);
    first = false;
  }
  return output.text;
}

/** One document in the style of yaml.v3: four columns, indented dashes, no folding. */
export function formatYamlV3(value: Json): string {
  const output = createOutput('v3');
  writeDocument(output, value, true);
  return output.text;
}
