# Sourced by the scripts of this folder: where things are, one measured run, medians. Needs bash, awk, GNU time.
set -eu
bench=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
dist=${CARAVANA_DIST:-$bench/../target/caravana}
work=${BENCH_DIR:-${TMPDIR:-/tmp}/caravana-bench}
rounds=${ROUNDS:-3}
files=${FILES:-55000}
mean=${MEAN:-24000}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
tree=${TREE:-$work/tree-$files-$mean}
results=$work/results.$$
export RESTIC_PASSWORD=bench RESTIC_CACHE_DIR=$work/restic-cache BORG_UNENCRYPTED_REPO_ACCESS_IS_OK=yes \
  BORG_RELOCATED_REPO_ACCESS_IS_OK=yes BORG_BASE_DIR=$work/borg-base
[ -f "$dist/caravana.jar" ] || { echo "no $dist: mvn -B package -DskipTests first" >&2; exit 2; }
mkdir -p "$work"
classes=$work/classes.$$
trap 'rm -rf "$results" "$work/scratch.$$" "$classes"' EXIT
scratch=$work/scratch.$$
mkdir -p "$scratch" "$classes"
"${java}c" -d "$classes" -cp "$dist/caravana.jar:$dist/lib/*" "$bench"/java/*.java
if [ ! -d "$tree" ]; then
  "$java" -cp "$classes" Tree make "$tree.part" "$files" "$mean"
  mv "$tree.part" "$tree"
fi

# caravana ARGUMENTS: the engine, with the launcher's options
caravana() { "$java" $(sed -n 's/^engine_options=.\(.*\).$/\1/p' "$dist/bin/caravana") -Xmx512m ${JAVA_OPTS-} \
  -cp "$classes:$dist/caravana.jar:$dist/lib/*" Engine "$@"; }

has() { command -v "$1" >/dev/null; }

# measure NAME COMMAND...: one run; wall s, CPU s, peak RSS in MiB, bytes written to $out (a file or folder), if set
measure() {
  name=$1; shift
  before=$( [ -n "${out-}" ] && [ -e "$out" ] && du -sb "$out" | cut -f1 || echo 0)
  export -f caravana 2>/dev/null; export java dist classes
  if ! /usr/bin/time -o "$results.time" -f '%e %U %S %M' bash -c '"$@"' bash "$@" >"$results.log" 2>&1; then
    cat "$results.log" >&2; echo "$name failed" >&2; exit 1
  fi
  after=$( [ -n "${out-}" ] && [ -e "$out" ] && du -sb "$out" | cut -f1 || echo 0)
  # the job's own time leaves the start of the Java machine out; the wall time has it
  engine=$(sed -n 's/^engine \(.*\) s$/\1/p' "$results.log" | tr , .)
  awk -v n="$name" -v e="${engine:--}" -v b=$((after - before)) \
    '{ printf "%s %s %s %.2f %d %d\n", n, $1, (e == "-" ? $1 : e), $2 + $3, $4 / 1024, b }' "$results.time" >>"$results"
  tail -1 "$results" >&2
  rm -f "$results.time" "$results.log"
}

# report: medians in the order of first appearance, and each one's wall time in relation to Caravana's
report() {
  awk '
    function median(key,   i, j, n, t, v) {
      n = count[key]; for (i = 1; i <= n; i++) v[i] = value[key, i]
      for (i = 1; i <= n; i++) for (j = i + 1; j <= n; j++) if (v[j] < v[i]) { t = v[i]; v[i] = v[j]; v[j] = t }
      return n % 2 ? v[(n + 1) / 2] : (v[n / 2] + v[n / 2 + 1]) / 2
    }
    { if (!($1 in seen)) { seen[$1] = ++names; order[names] = $1 }
      for (i = 2; i <= 6; i++) { k = $1 "," i; value[k, ++count[k]] = $i } }
    END {
      print "| what | wall s | without start s | CPU s | peak MiB | written MB | Caravana / this, time | CPU |"
      print "|---|--:|--:|--:|--:|--:|--:|--:|"
      own = median("caravana,3"); cpu = median("caravana,4")
      for (n = 1; n <= names; n++) { k = order[n]
        printf "| %s | %.2f | %.2f | %.2f | %d | %.1f | %.2f | %.2f |\n", k, median(k ",2"), median(k ",3"), median(k ",4"),
          median(k ",5"), median(k ",6") / 1e6, own / median(k ",3"), cpu / (median(k ",4") + 0.001) }
    }' "$results"
}

# compare COPY: the restored tree against the source; prints differences and ends if there are any
compare() {
  differences=$(rsync -aHn --delete --checksum --itemize-changes "$tree/" "$1/")
  [ -z "$differences" ] || { echo "$differences" | head >&2; echo "$1 differs from $tree" >&2; exit 1; }
}

restic_init() { restic -q init -r "$1"; }
borg_init() { borg init -e none "$1"; }
settle() { sync; }
