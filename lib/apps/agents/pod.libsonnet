// What all pods share, and what the values of one role replace in it: `own` is the part of the values that is the
// role's alone. Gives { container, spec }, which are completed where they are used, and of the spec what every pod has,
// also that of another image: { placed }.
local pick(own, shared, nothing) = if own != nothing then own else shared;

function(context, own)
  local values = context.values;
  local pullSecrets = pick(own.image.pullSecrets, values.image.pullSecrets, []);
  local pullPolicy = pick(own.image.pullPolicy, values.image.pullPolicy, '');
  local resources = pick(own.resources, values.resources, {});
  local caSecret = values.database.caSecret;
  local hasCa = caSecret.name != '';
  local envFrom =
    [{ secretRef: { name: name } } for name in values.envFromSecretRefs]
    + [{ configMapRef: { name: name } } for name in values.envFromConfigMapRefs];
  local volumes =
    (if hasCa then [{ name: 'db-ca-cert', secret: { secretName: caSecret.name } }] else [])
    + values.extraVolumes;
  local volumeMounts =
    (if hasCa then [{ name: 'db-ca-cert', mountPath: context.caFolder, readOnly: true }] else [])
    + values.extraVolumeMounts;
  local hasEnvFrom = envFrom != [];
  local hasVolumes = volumes != [];
  local hasVolumeMounts = volumeMounts != [];
  {
    placed: {
      // A Service named agents would give AGENTS_PORT and others, which the image may take for its own variables.
      enableServiceLinks: false,
      [if pullSecrets != [] then 'imagePullSecrets']: pullSecrets,
      [if values.securityContext != {} then 'securityContext']: values.securityContext,
      [if values.nodeSelector != {} then 'nodeSelector']: values.nodeSelector,
      [if values.affinity != {} then 'affinity']: values.affinity,
      [if values.tolerations != [] then 'tolerations']: values.tolerations,
    },
    container: {
      [if pullPolicy != '' then 'imagePullPolicy']: pullPolicy,
      [if hasEnvFrom then 'envFrom']: envFrom,
      [if resources != {} then 'resources']: resources,
      [if values.containerSecurityContext != {} then 'securityContext']: values.containerSecurityContext,
      [if hasVolumeMounts then 'volumeMounts']: volumeMounts,
    },
    spec: self.placed {
      terminationGracePeriodSeconds: values.terminationGracePeriodSeconds,
      [if hasVolumes then 'volumes']: volumes,
    },
  }
