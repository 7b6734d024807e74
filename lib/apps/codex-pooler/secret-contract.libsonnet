// What the Secret `secrets.existingSecret` has to hold: one entry per key, with the variable that it becomes.
local always(values) = true;
local clustered(values) = values.clustering.enabled && values.clustering.cookie.existingSecret == '';

local entry(key, variable, description) = {
  key: key,
  variable: variable,
  needed:: always,
  when: 'always',
  description: description,
};

[
  entry('database-url', 'DATABASE_URL', 'URL of the Postgres database.'),
  entry('secret-key-base', 'SECRET_KEY_BASE', 'Signs sessions and cookies: at least 64 bytes.'),
  entry(
    'totp-encryption-key',
    'CODEX_POOLER_TOTP_ENCRYPTION_KEY',
    'Encrypts one-time passwords: 32 bytes, or base64 of them. Without it the image takes a key that everyone knows.',
  ),
  entry('totp-key-version', 'CODEX_POOLER_TOTP_KEY_VERSION', 'Its version, such as v1.'),
  entry(
    'upstream-secret-key',
    'CODEX_POOLER_UPSTREAM_SECRET_KEY',
    'Encrypts credentials of upstream accounts: 32 bytes, or base64 of them.',
  ),
  entry('upstream-secret-key-version', 'CODEX_POOLER_UPSTREAM_SECRET_KEY_VERSION', 'Its version, such as v1.'),
  entry('release-cookie', 'RELEASE_COOKIE', 'What the members of the cluster share. Its name is the value `clustering.cookie.existingSecretKey`.')
  + { needed:: clustered, when: 'clustering.enabled with an empty clustering.cookie.existingSecret' },
]
