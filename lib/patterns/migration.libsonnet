// A Job that migrates a database before each installation and upgrade, so that pods never do.
//
// Before an installation nothing of the release exists: the pod must not use the release's ServiceAccount, ConfigMaps
// or Secrets. Its labels must not match the selector of a Service, or a migrating pod would get traffic.
//
// A Job that failed stays until the next attempt, so that one can see why. Helm does not delete it with the release:
// Kubernetes does, a day after the failure where `ttlSecondsAfterFinished` says nothing else. Its pods stay with it, and
// their logs, unless `restartPolicy` is OnFailure: then Kubernetes removes the pod as soon as the Job has failed.
{
  // options: { metadata, podLabels, podSpec }, and perhaps { activeDeadlineSeconds, weight, backoffLimit,
  // ttlSecondsAfterFinished, restartPolicy }
  hookJob(options): {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: options.metadata {
      annotations: {
        'helm.sh/hook': 'pre-install,pre-upgrade',
        'helm.sh/hook-weight': '%d' % std.get(options, 'weight', -5),
        'helm.sh/hook-delete-policy': 'before-hook-creation,hook-succeeded',
      },
    },
    spec: {
      backoffLimit: std.get(options, 'backoffLimit', 3),
      [if 'activeDeadlineSeconds' in options then 'activeDeadlineSeconds']: options.activeDeadlineSeconds,
      ttlSecondsAfterFinished: std.get(options, 'ttlSecondsAfterFinished', 24 * 60 * 60),
      template: {
        metadata: { labels: options.podLabels },
        spec: options.podSpec { restartPolicy: std.get(options, 'restartPolicy', 'Never') },
      },
    },
  },
}
