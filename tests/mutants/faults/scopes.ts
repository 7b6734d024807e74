// Faults in what names mean: the dot, the root, variables of templates, helpers.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are pieces of other sources
import type { Fault } from '../fault.ts';

export const scopeFaults: readonly Fault[] = [
  {
    name: 'root-lost-in-loops',
    breaks: 'Inside of loops and with, .Values is looked for in the item.',
    file: 'tools/chart/templates/context.ts',
    find: "return context.dot === undefined ? '' : '$';",
    replace: "return '';",
  },
  {
    name: 'wrong-with-scope',
    breaks: 'The body of with is printed as if the dot were what it is outside.',
    file: 'tools/chart/templates/choice.ts',
    find: 'items: inner(context, body.write, { dot: widen(filled), given }),',
    replace: 'items: inner(context, body.write, { given }),',
  },
  {
    name: 'with-scope-in-else',
    breaks: 'The else of a with is printed as if the dot were what is tested.',
    file: 'tools/chart/templates/choice.ts',
    find: '  return [first, ...otherwiseArms(otherwise, isWith, context)];',
    replace:
      '  return [first, ...otherwiseArms(otherwise, isWith, isWith ? { ...context, dot: widen(filled) } : context)];',
  },
  {
    name: 'key-for-value',
    breaks: 'In loops over maps the variables of key and value are swapped.',
    file: 'tools/chart/templates/loops.ts',
    find: "const header = `range ${words.join(', ')} := ${text}`;",
    replace: "const header = `range ${words.reverse().join(', ')} := ${text}`;",
  },
  {
    name: 'index-for-item',
    breaks: 'In numbered loops the variables of number and item are swapped.',
    file: 'tools/chart/templates/loops.ts',
    find: "const header = `range ${names.words.join(', ')} := ${list}`;",
    replace: "const header = `range ${[...names.words].reverse().join(', ')} := ${list}`;",
  },
  {
    name: 'shadowed-variable',
    breaks: 'A variable gets a name that another one has here.',
    file: 'tools/chart/templates/context.ts',
    find: 'for (let number = 2; context.taken.has(name); number++)',
    replace: 'for (let number = 2; number < 2; number++)',
  },
  {
    name: 'variable-outside-of-its-loop',
    breaks: 'What depends on the item of a loop is computed before the loop.',
    file: 'tools/chart/templates/context.ts',
    find: '    if (at.bound.some(({ number }) => node.free.has(number))) break;\n',
    replace: '',
  },
  {
    name: 'computed-before-its-test',
    breaks: 'What relies on a test is computed before the loop that makes the test.',
    file: 'tools/chart/templates/context.ts',
    find: 'const target = canFail(node) ? context : placeOutsideLoops(node, context);',
    replace: 'const target = placeOutsideLoops(node, context);',
  },
  {
    name: 'test-does-not-protect',
    breaks: 'What an operand needs is computed although the operand before decides.',
    file: 'tools/chart/templates/condition.ts',
    find: 'if (at > 0 && tried.items.length > 0 && canFail(operand))',
    replace: 'if (at < 0)',
  },
  {
    name: 'wrong-helper',
    breaks: 'Two helpers get the same name, and the last one is used for both.',
    file: 'tools/chart/templates/plan.ts',
    find: 'for (let number = 2; taken.has(name); number++)',
    replace: 'for (let number = 2; number < 2; number++)',
  },
  {
    name: 'helper-with-a-free-variable',
    breaks: 'What uses the item of a loop becomes a helper, which does not know the item.',
    file: 'tools/chart/templates/plan.ts',
    find: 'if (node.free.size > 0 || ',
    replace: 'if (',
  },
  {
    name: 'helper-of-a-condition-as-text',
    breaks: 'The text of a helper for a condition is taken for the condition itself.',
    file: 'tools/chart/templates/expression.ts',
    find: "return invoke('eq', text, '\"true\"');",
    replace: 'return text;',
  },
  {
    name: 'shared-part-of-another-map',
    breaks: 'A map includes one with which it has only one field in common.',
    file: 'tools/chart/templates/bases.ts',
    find: 'parts.length < object.parts.length && parts.every((part) => keys.has(keyOf(part))),',
    replace: 'parts.length < object.parts.length && parts.some((part) => keys.has(keyOf(part))),',
  },
  {
    name: 'assigned-in-an-inner-scope',
    breaks: 'Each round of a fold declares a variable of its own instead of changing the one outside.',
    file: 'tools/chart/templates/materialize.ts',
    find: 'if (added) return addFields(name, added, inside);\n    const { text } = inside.print.expression(body, inside);\n    inside.items.push(statement(`${name} = ${text}`));',
    replace:
      'if (added) return addFields(name, added, inside);\n    const { text } = inside.print.expression(body, inside);\n    inside.items.push(statement(`${name} := ${text}`));',
  },
  {
    name: 'appended-in-an-inner-scope',
    breaks: 'Items that a loop adds to a list are lost with the loop.',
    file: 'tools/chart/templates/materialize.ts',
    find: '`${target} = append ${target} ${value}`',
    replace: '`${target} := append ${target} ${value}`',
  },
  {
    name: 'fold-without-start',
    breaks: 'A fold begins with nothing instead of its first value.',
    file: 'tools/chart/templates/materialize.ts',
    find: '  const start = context.print.expression(initial, context);\n',
    replace: "  const start: Expression = { ...context.print.expression(initial, context), text: '0' };\n",
  },
  {
    name: 'quantifier-starts-wrong',
    breaks: 'std.all and std.any begin with the opposite of what they are for no items.',
    file: 'tools/chart/templates/quantify.ts',
    find: "statement(`${name} := ${word === 'all'}`)",
    replace: "statement(`${name} := ${word === 'any'}`)",
  },
  {
    name: 'counted-from-one',
    breaks: 'Items are counted from one.',
    file: 'tools/chart/templates/quantify.ts',
    find: 'statement(`${name} := 0`)',
    replace: 'statement(`${name} := 1`)',
  },
];
