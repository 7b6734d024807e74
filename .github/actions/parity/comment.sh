#!/usr/bin/env bash
# Writes the report as a comment on the pull request, or into the comment that it wrote before: the first line of the
# report is hidden, and tells which one that is. What is not allowed is a warning, because pull requests from forks
# have no right to comment.
set -euo pipefail

comments="repos/$GITHUB_REPOSITORY/issues"
MARKER=$(head -n 1 "$REPORT")
export MARKER

warn() {
  local reason
  reason=$(tr '\r\n' '  ' <"$problems")
  echo "::warning title=Parity::The comment could not be written: ${reason//'%'/'%25'}"
  exit 0
}

problems=$(mktemp)
found=$(gh api --paginate "$comments/$PULL_REQUEST/comments?per_page=100" \
  --jq '.[] | select(.body | startswith(env.MARKER)) | .id' 2>"$problems") || warn
if [ -n "$found" ]; then
  gh api --silent --method PATCH "$comments/comments/${found%%$'\n'*}" -F "body=@$REPORT" 2>"$problems" || warn
else
  gh api --silent --method POST "$comments/$PULL_REQUEST/comments" -F "body=@$REPORT" 2>"$problems" || warn
fi
