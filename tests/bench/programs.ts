// The programs that engines are timed on; each stresses one thing that real libraries do a lot of.

export interface BenchProgram {
  readonly name: string;
  readonly code: string;
  /** Also measured in node-jsonnet; on the other programs it takes minutes. */
  readonly inNodeJsonnet?: true;
}

export const programs: readonly BenchProgram[] = [
  {
    name: 'recursion: fib(27)',
    code: 'local fib(n) = if n < 2 then n else fib(n - 1) + fib(n - 2); fib(27)',
  },
  {
    name: 'std.foldl over 500,000 numbers',
    code: 'std.foldl(function(sum, x) sum + x % 7, std.makeArray(500000, function(i) i * 2), 0)',
    inNodeJsonnet: true,
  },
  {
    name: '5,000 manifests by comprehension and +',
    code: `
      local manifest(name) = {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: name, labels: { app: name } },
        data: { key: 'value of ' + name },
      };
      {
        [std.format('manifest-%d', i)]: manifest('m%d' % i) + { metadata+: { labels+: { tier: 'web' }, namespace: 'default' } }
        for i in std.range(1, 5000)
      }`,
    inNodeJsonnet: true,
  },
  {
    name: 'inheritance chains: 400 objects of 40 layers',
    code: `
      local layer(i) = { ['f%d' % i]: i, total+: i, chain: self.total + i, nested+: { ['n%d' % i]: super.total } };
      local base = { total: 0, nested: { total: 1 } };
      local chain(n) = std.foldl(function(object, i) object + layer(i) + { nested+: { total: i } }, std.range(1, n), base);
      [chain(20) { id: i } for i in std.range(1, 400)]`,
  },
  {
    name: 'std.format: 20,000 strings',
    code: `[ '%05d|%-8s|%8.3f|%x|%s' % [i, 'n' + i, i / 7, i, i % 3 == 0] for i in std.range(1, 20000) ]`,
  },
  {
    name: 'std.manifestYamlDoc of 5,000 keys',
    code: `std.manifestYamlDoc({ ['key-%d' % i]: { name: 'n' + i, list: [i, 'two', { three: true }], text: 'a: b' } for i in std.range(1, 5000) })`,
  },
  {
    name: 'strings: join, split, replace',
    code: `
      local words = [ 'word%d' % i for i in std.range(1, 10000) ];
      local text = std.join(' ', words);
      {
        upper: std.length(std.asciiUpper(text)),
        replaced: std.length(std.strReplace(text, 'word', 'w')),
        parts: std.length(std.split(text, ' ')),
        built: std.length(std.foldl(function(acc, w) acc + w[0:2], words, '')),
      }`,
  },
  {
    name: 'sorting and sets of 20,000',
    code: `
      local numbers = [ (i * 7919) % 20011 for i in std.range(1, 20000) ];
      local evens = std.set([ n for n in numbers if n % 2 == 0 ]);
      local all = std.set(numbers);
      {
        first: std.sort(numbers)[0],
        byKey: std.sort(numbers, function(n) -n)[0],
        union: std.length(std.setUnion(all, evens)),
        inter: std.length(std.setInter(all, evens)),
        diff: std.length(std.setDiff(all, evens)),
      }`,
  },
  {
    name: 'deep merges: 6 trees of 1,000 nodes',
    code: `
      local tree(depth, seed) =
        if depth == 0 then { leaf: seed }
        else { ['k%d' % k]: tree(depth - 1, seed + k) for k in std.range(1, 3) };
      local patches = [ tree(6, i) for i in std.range(1, 6) ];
      std.foldl(std.mergePatch, patches, {})`,
  },
  {
    name: 'lists: map, filter, flatMap of 200,000',
    code: `
      local xs = std.range(1, 200000);
      local pairs = std.flatMap(function(x) [x, x * 2], std.filter(function(x) x % 3 == 0, xs));
      std.length(pairs) + std.foldl(function(a, b) a + b, std.map(function(x) x % 7, pairs), 0)`,
  },
];
