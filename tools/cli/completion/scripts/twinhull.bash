# Completion of twinhull for bash: eval "$(twinhull completion bash)"
_twinhull() {
  local current=${COMP_WORDS[COMP_CWORD]} kind text rest
  # The sign that bash splits --flag=value at begins no value.
  [[ $current == = ]] && current=
  COMPREPLY=()
  {
    IFS= read -r kind
    while IFS=$'\t' read -r text rest; do
      COMPREPLY+=("$(printf '%q' "$text")")
    done
  } < <(twinhull __complete bash -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  case $kind in
    files) kind=-f ;;
    folders) kind=-d ;;
    *) return ;;
  esac
  compopt -o filenames 2>/dev/null
  while IFS= read -r text; do
    COMPREPLY+=("$text")
  done < <(compgen "$kind" -- "$current")
}
complete -F _twinhull twinhull
