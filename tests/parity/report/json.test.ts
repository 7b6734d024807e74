// The published JSON Schema describes exactly what `--format json` prints.
import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { riskIds, verdicts } from '../../../tools/parity/model.ts';
import { formatReport } from '../../../tools/parity/report/index.ts';
import { cleanReport, completeReport, explainedReport, sampleReport, swapReport } from './sample.ts';

interface Schema {
  readonly $id?: string;
  readonly $ref?: string;
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

const file = new URL('../../../schemas/parity/report.schema.json', import.meta.url);
const schema: Schema = JSON.parse(readFileSync(file, 'utf8'));

const validate: ValidateFunction = new Ajv2020({ strict: true, allErrors: true }).compile(schema);

function parse(text: string): unknown {
  return JSON.parse(text);
}

/** Every object schema, by what is found on the way to it. */
function listObjectSchemas(): ReadonlyMap<string, Schema> {
  const named = { '': schema, ...schema.$defs };
  return new Map(Object.entries<Schema>(named).filter(([, { type }]) => type === 'object'));
}

describe('the JSON report', () => {
  it('is the data, and nothing else', () => {
    expect(parse(formatReport(sampleReport(), 'json', { colour: true }))).toEqual(sampleReport());
  });

  it.each([
    ['with everything', completeReport()],
    ['with hostile texts', sampleReport()],
    ['of a swap', swapReport()],
    ['of nothing', cleanReport()],
    ['with reasons', explainedReport()],
  ])('satisfies the published schema: a report %s', (_, report) => {
    validate(parse(formatReport(report, 'json', { colour: false })));
    expect(validate.errors).toBeNull();
  });

  it.each(verdicts)('may have the verdict %s', (verdict) => {
    validate(parse(formatReport(cleanReport({ verdict }), 'json', { colour: false })));
    expect(validate.errors).toBeNull();
  });
});

describe('the published schema', () => {
  /** The sample compiles only when it has every field of the model, so its fields are those of the model. */
  it('knows every field of the model, and no other', () => {
    const found = new Map<string, Set<string>>();
    const note = (name: string, value: unknown, at: Schema): void => {
      const target = at.$ref === undefined ? at : (schema.$defs?.[at.$ref.replace('#/$defs/', '')] as Schema);
      const key = at.$ref?.replace('#/$defs/', '') ?? name;
      if (target.type === 'array')
        for (const item of value as unknown[]) note(`${key}[]`, item, target.items as Schema);
      if (target.type !== 'object') return;
      const fields = found.get(key) ?? new Set();
      found.set(key, fields);
      for (const [field, inner] of Object.entries(value as Record<string, unknown>)) {
        fields.add(field);
        const property = target.properties?.[field];
        expect(property, `${key}.${field}`).toBeDefined();
        if (property !== undefined) note(`${key}.${field}`, inner, property);
      }
    };
    note('', completeReport(), schema);
    for (const [name, at] of listObjectSchemas())
      expect([...(found.get(name) ?? [])].sort(), name).toEqual(Object.keys(at.properties ?? {}).sort());
  });

  it('allows no other fields, and describes each', () => {
    for (const [name, at] of listObjectSchemas()) {
      expect(at.additionalProperties, name).toBe(false);
      for (const [field, property] of Object.entries(at.properties ?? {}))
        expect(property.description ?? property.$ref, `${name}.${field}`).toBeDefined();
    }
  });

  it('requires every field that always is there', () => {
    for (const field of schema.required ?? []) {
      const { [field]: _, ...rest } = completeReport() as unknown as Record<string, unknown>;
      expect(validate(rest), field).toBe(false);
    }
  });

  it('names the same risks and verdicts', () => {
    expect(schema.$defs?.risk?.enum).toEqual(riskIds);
    expect(schema.properties?.verdict?.enum).toEqual(verdicts);
  });

  it.each([
    ['another verdict', { verdict: 'perfect' }],
    ['another risk', { severity: 'R0' }],
    ['a field that nobody knows', { extra: 1 }],
    ['another version', { version: 2 }],
  ])('refuses %s', (_, wrong) => {
    expect(validate({ ...completeReport(), ...wrong })).toBe(false);
  });
});
