#!/usr/bin/env bash
# Compares, and writes the reports, the summary of the job and the outputs of the step. Ends well whatever the verdict
# is, so that the comment can be written; the action fails afterwards.
set -euo pipefail

die() {
  echo "::error title=Parity::$1"
  exit 2
}

# Where the program comes from: the version that is asked for, the one that is there, the one of this action.
find_program() {
  if [ -n "$VERSION" ]; then
    program=(npx --yes "twinhull@$VERSION")
  elif command -v twinhull >/dev/null; then
    program=(twinhull)
  elif [ -e node_modules/.bin/twinhull ]; then
    program=(node_modules/.bin/twinhull)
  else
    local version
    version=$(node -p 'require(process.argv[1]).version' "$GITHUB_ACTION_PATH/package.json")
    program=(npx --yes "twinhull@$version")
  fi
}

# Blanks in an argument stay what they are, because each has a line of its own.
read_arguments() {
  local line
  options=(--fail-on "$FAIL_ON")
  while IFS= read -r line; do
    if [ -n "$line" ]; then options+=("$line"); fi
  done <<<"$ARGS"
  if [ -n "$ENVIRONMENT" ]; then
    sides=("$ENVIRONMENT")
  elif [ -n "$BASELINE" ] && [ -n "$CANDIDATE" ]; then
    sides=("$BASELINE" "$CANDIDATE")
  else
    die 'give either environment, or baseline and candidate'
  fi
}

# Every run of the same comparison has to end alike.
compare() {
  local ended=0
  "${program[@]}" parity "${options[@]}" "$@" -- "${sides[@]}" || ended=$?
  code=${code:-$ended}
  if [ "$ended" -ne "$code" ]; then die "the comparison ended with $code, and then with $ended"; fi
}

# One comparison writes all of them, and the report for the log.
list_outputs() {
  local format
  outputs=(--output "$reports/report.json" --output "$reports/report.md")
  for format in $FORMATS; do
    case $format in
      html) outputs+=(--output "$reports/report.html") ;;
      sarif) outputs+=(--output "$reports/report.sarif") ;;
      junit) outputs+=(--output "$reports/report.xml") ;;
      *) die "reports may be html, sarif and junit, not $format" ;;
    esac
  done
}

# A comment of an earlier commit must not stay when there is nothing to compare any more.
write_failure() {
  printf '%s\n' '<!-- twinhull parity -->' '### ❌ Parity: failed' '' \
    'The sides could not be compared; the log of the job says why.' >"$reports/report.md"
}

set_marker() {
  if [ -z "$ID" ]; then return; fi
  printf '<!-- twinhull parity: %s -->\n' "$ID" >"$reports/marked.md"
  tail -n +2 "$reports/report.md" >>"$reports/marked.md"
  mv "$reports/marked.md" "$reports/report.md"
}

if [[ ! $ID =~ ^[A-Za-z0-9._/-]*$ || $ID == *--* ]]; then die 'id has letters, digits, dots, slashes and single dashes'; fi
find_program
read_arguments
reports=$(mktemp -d "${RUNNER_TEMP:-/tmp}/twinhull-parity-XXXXXX")
verdict=failed
list_outputs
FORCE_COLOR=1 compare "${outputs[@]}"
if [ -s "$reports/report.json" ]; then
  verdict=$(node -p 'require(process.argv[1]).verdict' "$reports/report.json")
  if [ "$ANNOTATIONS" = true ]; then compare --format github; fi
else
  write_failure
fi
set_marker
cat "$reports/report.md" >>"$GITHUB_STEP_SUMMARY"
{
  echo "verdict=$verdict"
  echo "exit-code=$code"
  echo "reports=$reports"
} >>"$GITHUB_OUTPUT"
