// Hooks of Argo CD: an agent run after each sync that shows whether runs work, a Job that waits for it, and a Job that
// removes what an earlier one left before the next sync.
local hook(phase, wave) = {
  'argocd.argoproj.io/hook': phase,
  'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
  'argocd.argoproj.io/sync-wave': wave,
};

local job(context, name, annotations, args) = {
  local hooks = context.values.argocdHooks,
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: context.metadata(context.name + name) { annotations: annotations },
  spec: {
    backoffLimit: 1,
    ttlSecondsAfterFinished: hooks.ttlSecondsAfterFinished,
    template: {
      spec: {
        restartPolicy: 'Never',
        serviceAccountName:
          if hooks.serviceAccountName != '' then hooks.serviceAccountName else context.serviceAccountName,
        containers: [{ name: 'kubectl', image: hooks.image, args: args }],
      },
    },
  },
};

function(context)
  local hooks = context.values.argocdHooks;
  local kind = 'agentruns.agents.proompteng.ai';
  local name = context.name + '-smoke';
  if !(hooks.enabled && hooks.smoke.enabled) then {} else {
    cleanupJob: job(context, '-cleanup', hook('PreSync', '-1'), ['delete', kind, name, '--ignore-not-found']),
    smokeAgentRun: {
      apiVersion: 'agents.proompteng.ai/v1alpha1',
      kind: 'AgentRun',
      metadata: context.metadata(name) { annotations: hook('PostSync', '1') },
      spec: hooks.smoke.spec,
    },
    smokeJob: job(context, '-smoke', hook('PostSync', '2'), [
      'wait',
      '%s/%s' % [kind, name],
      '--for=' + hooks.smoke.waitFor,
      '--timeout=%ds' % hooks.smoke.timeoutSeconds,
    ]),
  }
