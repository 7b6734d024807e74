// Hooks of Argo CD: an agent run after each sync that shows whether runs work, a Job that waits for it, and a Job that
// removes what an earlier one left before the next sync.
local hook(phase, wave) = {
  'argocd.argoproj.io/hook': phase,
  'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
  'argocd.argoproj.io/sync-wave': wave,
};

local job(context, name, annotations, args) = {
  local hooks = context.values.argocdHooks,
  local hookServiceAccountName =
    if hooks.serviceAccountName != '' then hooks.serviceAccountName else context.serviceAccountName,
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: context.metadata(name) { annotations: annotations },
  spec: {
    backoffLimit: 1,
    ttlSecondsAfterFinished: hooks.ttlSecondsAfterFinished,
    template: {
      spec: {
        restartPolicy: 'Never',
        serviceAccountName: hookServiceAccountName,
        containers: [{ name: 'kubectl', image: hooks.image, args: args }],
      },
    },
  },
};

function(context)
  local hooks = context.values.argocdHooks;
  local kind = 'agentruns.agents.proompteng.ai';
  local smokeName = context.name + '-smoke';
  if !(hooks.enabled && hooks.smoke.enabled) then {} else {
    cleanupJob: job(context, context.name + '-cleanup', hook('PreSync', '-1'), [
      'delete',
      kind,
      smokeName,
      '--ignore-not-found',
    ]),
    smokeAgentRun: {
      apiVersion: 'agents.proompteng.ai/v1alpha1',
      kind: 'AgentRun',
      metadata: context.metadata(smokeName) { annotations: hook('PostSync', '1') },
      spec: hooks.smoke.spec,
    },
    smokeJob: job(context, smokeName, hook('PostSync', '2'), [
      'wait',
      '%s/%s' % [kind, smokeName],
      '--for=' + hooks.smoke.waitFor,
      '--timeout=%ds' % hooks.smoke.timeoutSeconds,
    ]),
  }
