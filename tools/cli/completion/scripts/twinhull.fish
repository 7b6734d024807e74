# Completion of twinhull for fish: twinhull completion fish > ~/.config/fish/completions/twinhull.fish
function __twinhull_complete
    set -l typed (commandline --tokenize --current-process --cut-at-cursor)
    set -l current (commandline --current-token --cut-at-cursor)
    set -l lines (twinhull __complete fish -- $typed[2..-1] "$current" 2>/dev/null)
    printf '%s\n' $lines[2..-1]
    # Files are values behind the sign; what is suggested are whole words.
    set -l flag (string match --regex -- '^--[^=]*=' "$current")
    set -l value (string replace -- "$flag" '' "$current")
    switch "$lines[1]"
        case files
            printf "$flag%s\n" (__fish_complete_path "$value")
        case folders
            printf "$flag%s\n" (__fish_complete_directories "$value" '')
    end
end
complete --command twinhull --no-files --arguments '(__twinhull_complete)'
