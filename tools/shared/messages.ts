// Every failure's text, by code. Each code has a heading in docs/errors.md and a fixture that triggers it.
// `{name}` is filled from the arguments. A text says what is wrong, what was expected and how to mend it.
const texts = {
  usage: '{problem}',
  'symbolic-refused': '{count} cannot be compiled to a chart',
  'symbolic-optional': '{what} may be missing, and nothing here tests for it; {remedy}',
  'symbolic-type': 'this is used as {expected}, but may be something else; test with {test} first',
  'symbolic-unsupported': '{what} cannot be compiled: {reason}; {remedy}',
  'symbolic-recursion':
    'the calls here do not come to an end, because what would end them is unknown; use a comprehension or std.foldl over a list',
  'symbolic-budget': 'this needs more than {limit}; use fewer nested conditions and loops',
  'symbolic-failure': 'this has no value: {problem}',
  'file-read': '{file} cannot be read: {problem}',
  'file-write': '{file} cannot be written, and was left as it was: {problem}',
  'chart-different':
    'under Helm {version} the chart does not render what the Jsonnet does; see it again with `{command}`:{problem}',
  'chart-lint': '`helm lint --strict` of Helm {version}, with {subject}: {problem}',
  'proof-missing': 'the chart has no committed proof; run `{command}`',
  'proof-stale': 'the committed proof is about another chart; run `{command}`',
  'generated-missing': '{file} is missing; run `twinhull generate`',
  'generated-stale':
    '{file} is not current; run `twinhull generate`, and change its source instead of the file',
  'generated-superfluous': '{file} is generated from nothing any more; run `twinhull generate` to remove it',
  'schema-default-invalid': '{problem}; {rule}',
  'schema-default-null': '{problem}; {rule}',
  'schema-default-object': '{problem}; {rule}',
  'schema-default-place': '{problem}; {rule}',
  'schema-default-required': '{problem}; {rule}',
  'schema-description': '{problem}; {rule}',
  'schema-dialect': '{problem}; {rule}',
  'schema-format': '{problem}; {rule}',
  'schema-integer-bounds': '{problem}; {rule}',
  'schema-invalid': 'the schema cannot be used: {problem}',
  'schema-keyword': '{problem}; {rule}',
  'schema-missing': '{file} is missing: lib/apps/{name}/main.libsonnet needs it{hint}',
  'schema-pattern': '{problem}; {rule}',
  'schema-reference': '{problem}; {rule}',
  'schema-root-global': '{problem}; {rule}',
  'schema-unreadable': '{file} is no JSON Schema: {problem}',
  'values-alternatives': '{path} is {given}, expected {expected}',
  'values-contains': '{path} needs at least one item with {expected}',
  'values-dependency': '{path} is missing, and {because} needs it',
  'values-enum': '{path} is {given}, expected {expected}{hint}',
  'values-forbidden': '{path} {problem}',
  'values-key-name': '{path} is not an allowed key, expected {expected}{hint}',
  'values-length': '{path} has {given}, expected {expected}',
  'values-pattern': '{path} is {given}, expected a text that matches {pattern}{hint}',
  'values-refused': '{problem}',
  'values-range': '{path} is {given}, expected {expected}',
  'values-required': '{path} is missing; {hint}',
  'values-set':
    '`{flag} {argument}` cannot be read: {problem}; expected name=value, with a backslash before . , = [ and { that are meant as they are',
  'values-unique': '{path} has the same item twice, at [{first}] and [{second}]; keep one of them',
  'values-unknown-key': '{path} is not a known key{hint} (known here: {known})',
  'values-wrong-type': '{path} is {given}, expected {expected}{hint}',
  'program-broken': '{program} does not work: `{command}` prints no version; repair it, or name another one',
  'program-failed': '`{command}` {outcome}, saying: {said}',
  'program-missing': '{program} {accepts} is needed and cannot be had: {problem}; {remedy}',
  'program-timeout': '`{command}` was ended because it took longer than {seconds} seconds',
  'program-version': '{program} {accepts} is needed, but there is only {found}; {remedy}',
  'kubernetes-version':
    'there are no schemas for Kubernetes {version}, only for {available}; name one of those',
  'manifest-invalid': '{resource}: {path} is {given}, expected {expected}',
  'manifest-malformed': '{resource} is no Kubernetes object: {problem}',
  'manifest-no-schema': '{resource}: there is no schema for {kind} of {apiVersion}; {hint}',
  'manifest-required': '{resource}: {path} is missing; its schema requires it',
  'manifest-unknown-field': '{resource}: {path} is not a known field{hint}',
  'manifest-wrong-type': '{resource}: {path} is {given}, expected {expected}',
  'duplicate-resource':
    '{resource} is defined twice, at {first} and at {second}; remove or rename one of them',
  'environment-manifests': 'got an error while extracting env `{environment}`: {problem}',
  'label-field':
    '{field} of tankaEnvLabelFromFields is no text, number or boolean of the environment; name a field such as .metadata.name',
  'list-item': "unwrapped list item is not an object, but '{type}' (at {path})",
  'manifest-expected': 'found invalid Kubernetes object (at {path}): {reason}\n\n{object}',
  'manifest-output':
    'the output is {what}, where Kubernetes objects are expected; give objects with apiVersion and kind, each in a field of its own',
  'manifest-fields':
    '{path} has missing or invalid fields:\n{faults}\n\nPlease check below object:\n{object}',
  'target-expression':
    'the target `{expression}` is no regular expression of RE2: {problem}; quote special characters with a backslash',
  'yaml-alias-cycle': 'the anchor &{name} contains its own alias; write the inner value out',
  'yaml-alias-unknown':
    'the alias *{name} has no anchor &{name} before it; define the anchor, or quote a text that begins with *',
  'yaml-aliases': 'aliases repeat more than {limit} nodes; write the values out, or repeat less',
  'yaml-character': '{character} is not allowed in YAML; write it as an escape inside double quotes',
  'yaml-documents':
    'there are {count} documents where one was expected; keep one, or put the others into files of their own',
  'yaml-duplicate-key': 'the key "{key}" is already set in line {line}; remove one of the two',
  'yaml-key': 'a {kind} cannot be the key of a map here; quote it to make it a string',
  'yaml-merge': '`<<` can merge a map or a list of maps only',
  'yaml-number': '{text} has no place in JSON; quote it, or write a finite number',
  'yaml-syntax': 'the YAML cannot be read: {problem}',
  'yaml-tag': '"{text}" is not of the type !!{type}; change the value, or remove the tag',
  'yaml-too-deep': 'collections are nested deeper than {limit} levels; make the document flatter',
  'yaml-too-large': 'the text has {size} characters, and {limit} are allowed; split it',
  'nothing-to-validate':
    '{path} has neither environments (main.jsonnet with a spec.json, or with Environment objects in it) nor files of manifests (.yaml, .yml, .json); name another path',
  'output-write': 'the output could not be written: {problem}',
  'project-root':
    "unable to identify the project root.\nTried to find 'tkrc.yaml' or 'jsonnetfile.json' in the parent directories",
  'chart-folder':
    '{folder} is not empty and holds no chart {name}; name another folder with --out, or empty this one',
  'chart-superfluous':
    '{folder} has what the application does not give: {files}; move it elsewhere, or have it removed with --prune',
  'chart-metadata': '{file} cannot become a chart: {problem}',
  'prove-crds':
    'crds/ of the chart is not what the application gives in crds; export the chart again, or change the application:{problem}',
  'prove-excuses':
    '{file} is no list of what cannot be exercised: {problem}; expected [{ "id": "values.a.b: absent", "reason": "…" }, …]',
  'chart-schema': '{file} cannot go into a chart: {problem}',
  'app-unknown': 'there is no application {name} in lib/apps',
  'environment-exists':
    '{folder} has an environment already ({file}); change it with `twinhull env set`, or remove it first',
  'environment-inline':
    '{file} has no spec.json beside it and describes its environments itself; change them there',
  'environment-kept': '{path} was not removed: {problem}; expected the folder of one environment',
  'init-app-exists': '{file} is there already, and nothing was made; choose another name',
  'init-app-name':
    '{given} cannot be {what}; expected small letters, digits and dashes, a letter first and no dash last, at most {most} characters, such as web-shop',
  'init-not-empty': 'error: directory not empty. Use `-f` to force; files that are there stay as they are',
  'environment-base':
    "Unable to identify the environments base directory.\nTried to find '{file}' in the parent directories{hint}",
  'environment-invalid': '{file} cannot be used: {problem}',
  'environment-deprecated': '`{name}` is deprecated, use `{replacement}` instead',
  'environment-unknown-field': '{field} is not known and has no effect{hint}',
  'environment-none':
    "found no matching environments; run 'twinhull env list {path}' to view available options",
  'environment-ambiguous': 'found multiple Environments in "{path}"{matching}. {remedy}: \n - {names}',
  'environment-mixed':
    "found a tanka Environment resource. Check that you aren't using a spec.json and inline environments simultaneously",
  'environment-version':
    "current version '{current}' does not satisfy the version required by the environment: '{wanted}'. You likely need another version, or to change spec.expectVersions.tanka",
  'environments-failed': 'Errors occurred during parallel processing:\n\n{details}',
  'side-unknown':
    '{side} cannot be compared: {problem}; expected - for standard input, a path, or one with a prefix that says what it is: file:, dir:, kustomize:, env:, chart:, helmrelease:, git:REVISION:, live:',
  'side-ambiguous': '{side} may be several things; write {choices}',
  'helmrelease-none':
    '{side} leads to no HelmRelease; expected a file or folder with one, and #namespace/name for one of several; found: {found}',
  'helmrelease-ambiguous':
    '{side} leads to several HelmReleases; add #namespace/name, or name the file of the Flux Kustomization that applies it: {found}',
  'cluster-read':
    'the cluster of {cluster} cannot be read: {problem}; check it with `kubectl version`, or name another one with --context',
  'cluster-unset':
    'the environment {environment} does not say which cluster: {problem}; set either spec.apiServer, the address of an API server, or spec.contextNames',
  'cluster-context':
    'no context of kubectl fits {environment}, which wants one {wanted}; known are: {known}. Check $KUBECONFIG, or the environment',
  'context-expression':
    '{field} of {environment} has `{expression}`, which is no regular expression of RE2: {problem}; quote special characters with a backslash',
  'kubectl-failed': '`{command}` {outcome}, saying: {said}',
  'kubectl-timeout':
    '`{command}` was ended because nothing came of it for {seconds} seconds; check the cluster, or allow more with TWINHULL_KUBECTL_TIMEOUT (seconds), then run the same command again',
  'kind-unknown':
    'the cluster does not know {kinds}, and no CustomResourceDefinition of the environment defines it; install what defines it first',
  'apply-strategy': 'apply strategy `{name}` does not exist. Pick one of: [{known}]',
  'diff-strategy': 'diff strategy `{name}` does not exist. Pick one of: [{known}]',
  interrupted:
    '`{command}` was interrupted; run the same command again to bring the cluster to the wanted state',
  aborted: 'aborted by user',
  'apply-field':
    'the cluster would refuse the objects, and nothing was applied: {fields}; correct the names, or leave them to the cluster with --validate=false',
  'apply-failed':
    'kubectl applied {done} of {count} objects and then failed, saying:\n{said}\nMend that and run the same command again, which goes on from there{hint}',
  'apply-risk':
    '{count} would be refused by the cluster, or lose data, and nothing was applied:\n{list}\nChange it, or accept it by name with --accept-risk',
  'hook-annotation': '{object}: the annotation {annotation} is `{value}`, expected {expected}',
  'hook-failed':
    'the hook {hook} failed, and nothing after it was done:{reasons}\nMend what it needs, then run the same command again',
  'hook-interrupted':
    'interrupted while the hook {hook} ran, which goes on in the cluster; nothing after it was done. Wait until it has ended, then run the same command again',
  'hook-timeout':
    'the hook {hook} took longer than {seconds} seconds, and nothing after it was done:{reasons}\nMend what it waits for, or allow more time, then run the same command again',
  'rollout-failed':
    '{count} did not become ready:{reasons}\nEverything was applied; mend what is wrong, then run the same command again',
  'rollout-interrupted':
    'everything was applied, and only the wait for it was interrupted ({progress}); the cluster goes on by itself. Run the same command again to wait on, and to run the hooks that come after',
  'rollout-timeout':
    '{count} did not become ready within {seconds} seconds:{reasons}\nEverything was applied; mend what is wrong, or allow more time, then run the same command again',
  'inventory-foreign':
    "{inventory} lists what belongs to {theirs}, and this is {ours}: both have the same label tanka.dev/environment, so one would delete what is the other's. Give one of them another path or name, or `project:` in tkrc.yaml; where both are the same under a new name, use --take-over once",
  'inventory-invalid':
    'ConfigMap/{name} in namespace {namespace} cannot be read as an inventory: {problem}; see docs/errors.md for how to begin a new one',
  'inventory-busy':
    'ConfigMap/{name} in namespace {namespace} is being changed by others all the time; run the same command again when they have finished',
  'inventory-unwritten':
    'what {environment} applies is not listed in ConfigMap/{name} in namespace {namespace}: {problem}; prune keeps what is not listed',
  'tkrc-invalid':
    '{file} is wrong: `project` should be a text of one line, at most 200 characters, such as github.com/org/repository',
  'prune-labels':
    'spec.injectLabels is set to false in your spec.json of {environment}, so nothing tells which objects of the cluster are its own; set it to true, then apply once',
  'prune-unreadable': 'not looked for, because it cannot be listed: {problem}; prune deletes nothing of it',
  'delete-failed':
    '{count} could not be deleted, and nothing was deleted behind it: {said}. Run the same command again when that is mended',
  'delete-timeout':
    '{objects} did not go within {seconds} seconds{held}; nothing was deleted behind it. Run the same command again later',
  'git-revision':
    'the revision {revision} cannot be read: {problem}; expected git:REVISION:SIDE in a git repository',
  'parity-sides':
    '{problem}; expected `twinhull parity BASELINE CANDIDATE`, or `twinhull parity ENVIRONMENT`',
  'parity-file': 'the file of a comparison is wrong: {problem}',
  'exception-stale':
    'exception {number} explains nothing: {detail}; remove it, or make it say what the finding says',
  'exception-broad':
    'exception {number} is too broad: {detail}; name the resource and the path of one difference',
  'exception-reason': 'exception {number} has no reason; say why the difference is wanted',
  'exception-expired':
    'exception {number} expired on {detail}; look at the difference again, then move the day or remove it',
  'exception-risk': 'exception {number} covers a finding of class {detail}; that takes `acceptRisk: true`',
  'kustomize-failed': 'kustomize cannot build {folder}: {problem}',
  'selector-invalid': 'Could not parse selector (-l) {selector}: {problem}',
  'jsonnet-static': '{problem}',
  'jsonnet-import': '{problem}',
  'jsonnet-runtime': '{problem}',
  'jsonnet-stack': '{problem}',
  'import-missing': "importing '{wanted}' from '{file}': no match locally or in the import paths",
  'engine-unknown': 'unknown jsonnet implementation: {name}; expected twinhull, node-jsonnet or binary:PATH',
  'engine-missing': '{engine} cannot be used: {package} is missing ({problem})',
  'engine-failed': '{engine} failed: {problem}',
  'engine-natives': '{engine} cannot evaluate this: {problem}; use `--jsonnet-implementation twinhull`',
  'export-not-empty': 'output dir `{folder}` not empty. Pass a different --merge-strategy to ignore this',
  'export-exists': "file '{file}' already exists. Aborting: {why}",
  'export-write': '{folder} could not be written, and was left as it was: {problem}',
  'export-manifest': '{file} is no map of files to environments: {problem}',
  'export-outside': "file '{file}' would be outside of the output folder. Change --format",
  'chartfile-exists': "chartfile at '{file}' already exists. Aborting",
  'chartfile-invalid': '{file} cannot be used:\n - {problem}',
  'charts-skipped': 'nothing was added to chartfile.yaml:\n - {problems}',
  'chart-folder-outside':
    '{folder} would be outside of the project; name a folder below chartfile.yaml, without .. and symbolic links that lead out',
  'chart-repository': 'the repository {name} ({url}) cannot be read: {problem}',
  'chart-repository-unknown':
    'repository "{name}" not found for chart "{chart}"; add it with `twinhull tool charts add-repo` (known: {known})',
  'chart-pull': '{chart} cannot be pulled from {url}: {problem}',
  'chart-search': 'versions of {chart} cannot be looked up: {problem}',
  'helm-failed': '{problem}',
  'format-unreadable': '{problem}; nothing was formatted',
  'format-refused': '{count} files cannot be read as Jsonnet, and nothing was formatted',
  'lint-findings': 'Linting has failed for at least one file',
  'template-syntax': 'parsing format: {problem} in {template}',
  'template-failed': 'executing name template: {problem} in {template}',
} as const;

export type Code = keyof typeof texts;

/** All codes, in the order of the table. */
export const codes: readonly Code[] = Object.keys(texts) as Code[];

/** The text of a code. A placeholder without an argument stays as it is. */
export function describe(code: Code, args: Readonly<Record<string, string>>): string {
  return texts[code].replace(/\{(\w+)\}/g, (whole, name: string) => args[name] ?? whole);
}
