// The allowed name that was probably meant, for messages about a misspelt one.
local smallest(numbers) = std.foldl(std.min, numbers, numbers[0]);

// How many letters have to be inserted, removed or replaced: row by row of the usual table.
local distance(a, b) =
  local nextRow(row, i) = std.foldl(
    function(next, j) next + [smallest([next[j] + 1, row[j + 1] + 1, row[j] + (if a[i] == b[j] then 0 else 1)])],
    std.range(0, std.length(b) - 1),
    [i + 1],
  );
  local table = std.foldl(nextRow, std.range(0, std.length(a) - 1), std.range(0, std.length(b)));
  table[std.length(b)];

// One of `allowed` that differs from `name` in capitals or at most two letters, or null.
function(name, allowed)
  local lower = std.asciiLower(name);
  local candidates = [
    { name: other, distance: distance(lower, std.asciiLower(other)) }
    for other in allowed
    if std.abs(std.length(other) - std.length(name)) <= 2
  ];
  local near = std.sort(
    [c for c in candidates if c.distance <= 2 && c.distance < std.length(name)],
    function(candidate) candidate.distance,
  );
  if near == [] then null else near[0].name
