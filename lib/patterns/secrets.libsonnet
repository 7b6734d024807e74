// Secrets: referred to by name, or made of values where a user asks for it.
local env = import 'env.libsonnet';

{
  // Variables that are keys of one Secret, from { VARIABLE: key }.
  variables(secret, keys): { [name]: env.fromSecret(secret, keys[name]) for name in std.objectFields(keys) },

  // A Secret of the release. Helm refuses to take over one of this name that somebody else made.
  // options: { metadata, data }
  secret(options): {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: options.metadata,
    type: 'Opaque',
    stringData: options.data,
  },

  // The same for a Job before an installation, when nothing of the release exists yet: a Secret of its own, which is made
  // before the Job and goes with it. As a hook, the release's own Secret would be deleted and made anew in each upgrade,
  // whoever made it, and would stay after the release.
  hookSecret(options): self.secret(options) + {
    metadata+: {
      annotations: {
        'helm.sh/hook': 'pre-install,pre-upgrade',
        'helm.sh/hook-weight': '-10',
        'helm.sh/hook-delete-policy': 'before-hook-creation,hook-succeeded',
      },
    },
  },

  // How many bytes a text has in UTF-8.
  countBytes(text): std.foldl(
    function(sum, char) sum + (if char < '\u0080' then 1 else if char < 'ࠀ' then 2 else if char < '𐀀' then 3 else 4),
    std.stringChars(text),
    0,
  ),

  // Whether a text is 32 bytes, or 32 bytes in base64.
  isKeyOf32Bytes(text):
    local alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
    self.countBytes(text) == 32
    || std.length(text) == 44 && std.endsWith(text, '=') && std.stripChars(text, alphabet) == '=',
}
