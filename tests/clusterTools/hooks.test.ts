// Which objects of an environment are hooks, what they say, and in which order they run.
import { describe, expect, it } from 'vitest';
import { describeHook, hooksOf, type Phase, splitHooks } from '../../tools/cluster/hooks/hooks.ts';
import { kindNameOf, type Manifest } from '../../tools/manifests/manifest.ts';

function object(name: string, annotations: Readonly<Record<string, string>> = {}, kind = 'Job'): Manifest {
  return {
    apiVersion: kind === 'Job' ? 'batch/v1' : 'v1',
    kind,
    metadata: { name, namespace: 'shop', annotations },
  };
}

function hook(name: string, events: string, rest: Readonly<Record<string, string>> = {}): Manifest {
  return object(name, { 'helm.sh/hook': events, ...rest });
}

function weighted(name: string, weight: string, kind = 'Job'): Manifest {
  return object(name, { 'helm.sh/hook': 'pre-install', 'helm.sh/hook-weight': weight }, kind);
}

describe('splitting', () => {
  it('tells hooks from what is applied, and keeps the order of that', () => {
    const plain = [object('b'), object('a', { 'helm.sh/hook-weight': 'x' })];
    const [first, second] = plain as [Manifest, Manifest];
    const { objects, hooks } = splitHooks([first, hook('migrate', 'pre-install, Pre-Upgrade'), second]);
    expect(objects).toEqual(plain);
    expect(hooks).toEqual([
      {
        manifest: hook('migrate', 'pre-install, Pre-Upgrade'),
        events: ['pre-install', 'pre-upgrade'],
        weight: 0,
        policies: ['before-hook-creation'],
      },
    ]);
  });

  it('takes crd-install, and an annotation without a word, for ordinary objects', () => {
    const manifests = [hook('definition', 'crd-install'), hook('empty', ''), hook('blank', ' , ')];
    expect(splitHooks(manifests)).toEqual({ objects: manifests, hooks: [] });
  });

  it('leaves out what only `helm test` runs', () => {
    const manifests = [hook('a', 'test'), hook('b', 'test-success'), hook('c', 'test-failure,test')];
    expect(splitHooks(manifests)).toEqual({ objects: [], hooks: [] });
    expect(splitHooks([hook('both', 'test,post-install')]).hooks).toMatchObject([
      { events: ['post-install'] },
    ]);
  });

  it('reads weights and policies', () => {
    const annotations = {
      'helm.sh/hook-weight': '-5',
      'helm.sh/hook-delete-policy': 'hook-succeeded, Hook-Failed',
    };
    expect(splitHooks([hook('a', 'pre-install', annotations)]).hooks).toMatchObject([
      { weight: -5, policies: ['hook-succeeded', 'hook-failed'] },
    ]);
  });

  const wrong: readonly (readonly [annotation: string, value: string, said: string])[] = [
    ['hook', 'pre-instal', 'did you mean pre-install?'],
    ['hook', 'pre-install,', 'expected pre-install'],
    ['hook', 'pre-install;post-install', 'commas'],
    ['hook-weight', 'first', 'a whole number such as -5'],
    ['hook-weight', '1.5', 'a whole number'],
    ['hook-weight', '', 'a whole number'],
    ['hook-weight', '99999999999999999999', 'a whole number'],
    ['hook-delete-policy', 'hook-suceeded', 'did you mean hook-succeeded?'],
    ['hook-delete-policy', '', 'before-hook-creation'],
  ];
  it.each(wrong)('refuses %s: %j', (annotation, value, said) => {
    const manifest = hook('migrate', 'pre-install', { [`helm.sh/${annotation}`]: value });
    const attempt = () => splitHooks([manifest]);
    expect(attempt).toThrow(
      expect.objectContaining({
        code: 'hook-annotation',
        message: expect.stringContaining(said),
        args: expect.objectContaining({ object: 'Job/migrate in namespace shop' }),
      }),
    );
  });
});

function namesOf(manifests: readonly Manifest[], phase: Phase, isFirst: boolean): readonly string[] {
  return hooksOf(splitHooks(manifests).hooks, phase, isFirst).map(({ manifest }) => kindNameOf(manifest));
}

describe('the hooks of a phase', () => {
  const events = ['install', 'upgrade', 'delete', 'rollback'].flatMap((name) => [
    `pre-${name}`,
    `post-${name}`,
  ]);
  const manifests = events.map((event) => hook(event, event));

  it('are those of a first or of a later apply, and of a deletion', () => {
    expect(namesOf(manifests, 'pre-apply', true)).toEqual(['Job/pre-install']);
    expect(namesOf(manifests, 'post-apply', true)).toEqual(['Job/post-install']);
    expect(namesOf(manifests, 'pre-apply', false)).toEqual(['Job/pre-upgrade']);
    expect(namesOf(manifests, 'post-apply', false)).toEqual(['Job/post-upgrade']);
    for (const isFirst of [true, false]) {
      expect(namesOf(manifests, 'pre-delete', isFirst)).toEqual(['Job/pre-delete']);
      expect(namesOf(manifests, 'post-delete', isFirst)).toEqual(['Job/post-delete']);
    }
  });

  it('run by weight, then by name, and by kind only where names are equal', () => {
    const shuffled = [
      weighted('b', '10'),
      weighted('c', '0'),
      weighted('b', '0'),
      weighted('a', '0'),
      weighted('b', '0', 'ConfigMap'),
      weighted('b', '0', 'ServiceAccount'),
      weighted('z', '-1'),
      weighted('B', '0'),
    ];
    const order = ['z', 'B', 'a', 'ServiceAccount/b', 'ConfigMap/b', 'b', 'c', 'b'];
    expect(namesOf(shuffled, 'pre-apply', true)).toEqual(
      order.map((name) => (name.includes('/') ? name : `Job/${name}`)),
    );
  });

  it('are told in a line', () => {
    const annotations = { 'helm.sh/hook-weight': '-5' };
    const { hooks } = splitHooks([hook('migrate', 'pre-upgrade,pre-install', annotations)]);
    expect(hooks.map(describeHook)).toEqual(['pre-install,pre-upgrade weight -5  Job/migrate']);
  });
});
