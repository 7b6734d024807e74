// Hooks of Argo CD: an agent run after each sync that shows whether runs work, and a Job that waits for it. What they
// leave, Argo CD deletes before it makes the next ones.
local podOf = import 'pod.libsonnet';

local hook(wave) = {
  'argocd.argoproj.io/hook': 'PostSync',
  'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
  'argocd.argoproj.io/sync-wave': wave,
};

function(context)
  local values = context.values;
  local hooks = values.argocdHooks;
  local smokeName = context.name + '-smoke';
  if !(hooks.enabled && hooks.smoke.enabled) then {} else {
    smokeAgentRun: {
      apiVersion: 'agents.proompteng.ai/v1alpha1',
      kind: 'AgentRun',
      metadata: context.metadata(smokeName) { annotations: hook('1') },
      spec: hooks.smoke.spec,
    },
    smokeJob: {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: context.metadata(smokeName) { annotations: hook('2') },
      spec: {
        backoffLimit: 1,
        ttlSecondsAfterFinished: hooks.ttlSecondsAfterFinished,
        template: {
          spec: podOf(context, values.controlPlane).placed {
            restartPolicy: 'Never',
            serviceAccountName:
              if hooks.serviceAccountName != '' then hooks.serviceAccountName else context.serviceAccountName,
            containers: [{
              name: 'kubectl',
              image: hooks.image,
              args: [
                'wait',
                'agentruns.agents.proompteng.ai/' + smokeName,
                '--for=' + hooks.smoke.waitFor,
                '--timeout=%ds' % hooks.smoke.timeoutSeconds,
              ],
              [if values.containerSecurityContext != {} then 'securityContext']: values.containerSecurityContext,
            }],
          },
        },
      },
    },
  }
