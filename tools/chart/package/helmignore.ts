// .helmignore: what lies in a chart's folder and does not belong into its archive.

/** The content of `.helmignore`: what `helm create` writes, and the record of the proof. */
export const helmignore: string = `# Patterns of files that are not packaged: shell globs and relative paths, one per line.
.DS_Store
# Version control
.git/
.gitignore
.bzr/
.bzrignore
.hg/
.hgignore
.svn/
# Backups
*.swp
*.bak
*.tmp
*.orig
*~
# Editors
.project
.idea/
*.tmproj
.vscode/
# How the templates were checked
equivalence.json
`;
