// Templates for names: what fails says why. What works is in names.test.ts, beside Tanka's own answers.
import { describe, expect, test } from 'vitest';
import { renderTemplate } from '../../tools/environments/template/index.ts';
import { separateWords } from '../../tools/environments/template/words.ts';
import { ToolError } from '../../tools/shared/diagnostics.ts';

const data = {
  kind: 'ConfigMap',
  metadata: { name: 'a/b', labels: { team: 'web' } },
  spec: { replicas: 3, ratio: 0.00001, big: 1e21, list: ['x', 'y'], on: true, none: null },
};
const env = { metadata: { name: 'environments/prod' } };

describe('prints', () => {
  test.each([
    ['plain', 'plain'],
    ['{{.kind}}-{{ .metadata.name }}', 'ConfigMap-a/b'],
    ['{{.missing}} {{.missing.too}} {{.spec.none}}', '<no value> <no value> <no value>'],
    ['{{.spec.replicas}} {{.spec.ratio}} {{.spec.big}} {{.spec.on}}', '3 1e-05 1e+21 true'],
    ['{{.spec.list}} {{.metadata.labels}}', '[x y] map[team:web]'],
    ['{{ or .missing .metadata.name "x" }} {{ and .kind .missing }}', 'a/b <no value>'],
    ['{{ print .kind "_" .metadata.name | snakecase }}', 'config_map_a/b'],
    ['{{ print 1 2 "a" 3 }}', '1 2a3'],
    ['{{ printf "%s:%v:%q%%" .kind .spec.replicas "x" }}', 'ConfigMap:3:"x"%'],
    ['{{ env.metadata.name | replace "/" "." }}', 'environments.prod'],
    ['{{ (index .spec.list 1) | upper }}{{ index .metadata "labels" "team" }}', 'Yweb'],
    ['{{ if eq .kind "Secret" }}s{{ else if .spec.on }}on{{ else }}off{{ end }}', 'on'],
    ['{{ if not .spec.on }}x{{ end }}|{{ if .spec.list }}y{{ end }}', '|y'],
    ['a {{- /* comment */ -}} b {{- `raw` -}} c', 'abrawc'],
    ['{{ "}}" }}{{ $.kind }}', '}}ConfigMap'],
    [
      '{{ .missing | default "d" }} {{ ternary "y" "n" .spec.on }} {{ trunc 3 .kind }} {{ len .spec.list }}',
      'd y Con 2',
    ],
    ['{{ join "," .spec.list }} {{ hasKey .spec "on" }} {{ trimPrefix "Con" .kind }}', 'x,y true figMap'],
  ])('%s', (template, expected) => {
    expect(renderTemplate(template, data, { env })).toBe(expected);
  });
});

describe('refuses', () => {
  test.each([
    ['{{ .kind | fancy }}', 'template-syntax', 'the function `fancy` is not supported'],
    ['{{ uuidv4 }}', 'template-syntax', 'the function `uuidv4` is not supported: a name must be the same'],
    ['{{ $x }}', 'template-syntax', 'undefined variable `$x`'],
    ['{{ break }}', 'template-syntax', 'break outside of range'],
    ['{{ template "t" }}', 'template-failed', 'template "t" not defined'],
    ['{{ range .kind }}{{ end }}', 'template-failed', "range can't iterate over ConfigMap"],
    ['{{ .kind', 'template-syntax', 'not closed'],
    ['{{ if .kind }}', 'template-syntax', '`if without end`'],
    ['{{ end }}', 'template-syntax', '`end`'],
    ['{{ }}', 'template-syntax', 'the end of an action'],
    ['{{ ( .kind }}', 'template-syntax', 'instead of `)`'],
    ['{{ .kind.name }}', 'template-failed', "can't evaluate field name"],
    ['{{ .kind "x" }}', 'template-failed', "can't give argument to non-function"],
    [
      '{{ upper .spec }}',
      'template-failed',
      'error calling upper: wrong type for value; expected string; got map[string]interface {}',
    ],
    ['{{ index .spec.list 5 }}', 'template-failed', 'index out of range: 5'],
  ])('%s', (template, code, problem) => {
    const attempt = (): string => renderTemplate(template, data);
    expect(attempt).toThrow(ToolError);
    expect(attempt).toThrow(expect.objectContaining({ code, message: expect.stringContaining(problem) }));
  });
});

test.each([
  ['ClusterRoleBinding_grafana-x', 'cluster_role_binding_grafana_x'],
  ['APIService_v1beta1.metrics.k8s.io', 'api_service_v_1beta1.metrics.k_8s.io'],
  ['HTTPRoute_AbcDEF', 'http_route_abc_def'],
  ['foo2bar', 'foo_2bar'],
  ['Bld4Floor3rd', 'bld4_floor_3rd'],
  ['GO PATH--x', 'go_path__x'],
  ['x', 'x'],
  ['', ''],
])('splits %j into the words %j', (text, expected) => {
  expect(separateWords(text, '_')).toBe(expected);
});
