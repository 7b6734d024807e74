// What the readers of sides are given: the name of a side, taken apart, and what the user said besides.
import type { SessionOptions } from '../../environments/session.ts';
import type { KnownDocuments } from '../../manifests/yaml/source.ts';
import type { Environment } from '../../process/obtain.ts';
import { ToolError } from '../../shared/diagnostics.ts';
import type { Side } from '../model.ts';

/** Every way to name a side; each is the prefix that asks for it. */
export const sideKinds = [
  'file',
  'stdin',
  'dir',
  'kustomize',
  'env',
  'chart',
  'helmrelease',
  'git',
  'live',
] as const;
export type SideKind = (typeof sideKinds)[number];

export interface SideOptions {
  /** All of standard input. */
  readonly input?: () => Promise<string>;
  /** Values files of a chart; `-` is standard input. */
  readonly values?: readonly string[];
  readonly set?: readonly string[];
  readonly setString?: readonly string[];
  readonly setJson?: readonly string[];
  /** The release's name; the chart's when absent. */
  readonly release?: string;
  /** The release's namespace; `default` when absent. */
  readonly namespace?: string;
  /** `1.35` when absent. */
  readonly kubernetesVersion?: string;
  /** API versions that the cluster has besides those of Kubernetes: `gateway.networking.k8s.io/v1/HTTPRoute`. */
  readonly apiVersions?: readonly string[];
  /** A folder with the charts, as folders or packages, that a checkout only refers to. */
  readonly charts?: string;
  /** The other side, which names the objects of `live:`. */
  readonly other?: Side;
  /** The context of kubectl for `live:`; the current one when absent. */
  readonly context?: string;
  /** Documents of the other side, which need not be read again. */
  readonly known?: KnownDocuments;
  /** What environments are evaluated with. */
  readonly jsonnet?: SessionOptions;
  /** Added to the environment of programs. */
  readonly env?: Environment;
}

export interface SideRequest {
  /** The side as the user named it. */
  readonly label: string;
  /** What stands behind the prefix, without a fragment. */
  readonly target: string;
  /** What stands behind `#`, where the target has one. */
  readonly fragment?: string;
  /** The folder that relative targets start from. */
  readonly folder: string;
  /** The revision whose files are in that folder; absent for the files as they are. */
  readonly revision?: Revision;
  readonly options: SideOptions;
}

/** A revision whose files were copied out. */
export interface Revision {
  readonly name: string;
  /** The copy of the repository's top folder. */
  readonly root: string;
  /** The repository that it comes from. */
  readonly repository: string;
}

/** ToolError `side-unknown`. */
export function unknownSide(side: string, problem: string): ToolError {
  return new ToolError('side-unknown', { side, problem });
}
