// Where Helm keeps what an application is given.
import type { InputName } from '../../symbolic/tree.ts';

export const inputs: Readonly<Record<InputName, string>> = {
  values: '.Values',
  release: '.Release',
  chart: '.Chart',
  capabilities: '.Capabilities',
};

/** Fields of the inputs that Helm calls by another name. */
export const rootFields: Readonly<Partial<Record<InputName, Readonly<Record<string, string>>>>> = {
  release: {
    name: '.Release.Name',
    namespace: '.Release.Namespace',
    service: '.Release.Service',
    isInstall: '.Release.IsInstall',
    isUpgrade: '.Release.IsUpgrade',
    revision: '.Release.Revision',
  },
  chart: { name: '.Chart.Name', version: '.Chart.Version', appVersion: '.Chart.AppVersion' },
  capabilities: {
    kubeVersion: '.Capabilities.KubeVersion.Version',
    apiVersions: '.Capabilities.APIVersions',
  },
};
