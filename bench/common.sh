# Sourced by the scripts of this folder: where things are, Caravana and its peers, one measured run, medians. Needs bash,
# awk, GNU time, rsync. A script sets rounds_by_default before.
set -eu
bench=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
dist=${CARAVANA_DIST:-$bench/../target/caravana}
work=${BENCH_DIR:-${TMPDIR:-/tmp}/caravana-bench}
rounds=${ROUNDS:-${rounds_by_default:-2}}
peers=${PEERS-tar restic borg rclone}
files=${FILES:-55000}
mean=${MEAN:-24000}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
given=${1:-${TREE-}}
[ -z "$given" ] || given=$(cd "$given" && pwd -P)
export RESTIC_PASSWORD=bench RESTIC_CACHE_DIR=$work/restic-cache BORG_UNENCRYPTED_REPO_ACCESS_IS_OK=yes \
  BORG_RELOCATED_REPO_ACCESS_IS_OK=yes BORG_BASE_DIR=$work/borg-base RCLONE_CONFIG=/dev/null LC_ALL=C.UTF-8
[ -f "$dist/caravana.jar" ] || { echo "no $dist: mvn -B package -DskipTests first" >&2; exit 2; }
for tool in awk rsync /usr/bin/time "${java}c"; do
  command -v "$tool" >/dev/null || { echo "$tool is not there: install it first" >&2; exit 2; }
done
mkdir -p "$work"
scratch=$(mktemp -d "$work/scratch.XXXXXX")
results=$scratch/results
classes=$scratch/classes
trap 'rm -rf "$scratch"' EXIT
mkdir "$classes"
"${java}c" -d "$classes" -cp "$dist/caravana.jar:$dist/lib/*" "$bench/java/Engine.java" "$bench/java/Tree.java"
engine_options=$(sed -n "s/^engine_options='\(.*\)'\$/\1/p" "$dist/bin/caravana")
# with larger pages, where this system gives them
eval "$(sed -n '/^memory_options=/,/^esac/p' "$dist/bin/caravana")"
# loaded classes are taken as bin/caravana takes them; Java itself leaves an archive that does not fit
archive=$dist/lib/classes.jsa
[ "$archive" -nt "$dist/caravana.jar" ] || "$dist/bin/class-archive" >/dev/null 2>&1 || true
archive_options="-XX:SharedArchiveFile=$archive -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0
  -Xlog:cds=off,cds+dynamic=off"
[ -f "$archive" ] || archive_options=
export java dist classes engine_options memory_options archive_options

# generated NAME HOW NUMBERS...: data that is made once and kept in BENCH_DIR; its path
generated() {
  path=$work/$1 how=$2; shift 2
  if [ ! -e "$path" ]; then
    rm -rf "$path.part"
    "$java" -cp "$classes" Tree "$how" "$path.part" "$@"
    mv "$path.part" "$path"
  fi
  echo "$path"
}

# the directory that was given, or the generated one
the_tree() { if [ -n "$given" ]; then echo "$given"; else generated "tree-$files-$mean" make "$files" "$mean"; fi; }

# caravana ARGUMENTS: the engine, with the launcher's options
caravana() { "$java" $engine_options ${memory_options:--Xmx512m} $archive_options --enable-native-access=ALL-UNNAMED \
  ${JAVA_OPTS-} -cp "$dist/caravana.jar:$classes" Engine "$@"; }

# with PEER: whether it is measured in this round; borg and rclone take long, and are measured once
with() {
  case " $peers " in *" $1 "*) ;; *) return 1 ;; esac
  case $1 in borg | rclone) [ "${round:-1}" = 1 ] || return 1 ;; esac
  case $1 in tar) command -v zstd >/dev/null ;; *) command -v "$1" >/dev/null ;; esac
}

tar_zstd() { tar -C "$1" -cf - . | zstd -q -f -3 -T0 -o "$2"; } # TREE ARCHIVE
tar_again() { tar -C "$1" -g "$3" -cf - . | zstd -q -f -3 -T0 -o "$2"; } # TREE ARCHIVE SNAPSHOT
untar() { mkdir "$2"; zstd -q -dc "$1" | tar -C "$2" -xpf - ${3+"$3"}; } # ARCHIVE TO [PATH]
restic_init() { restic -q init -r "$1"; }
restic_backup() { (cd "$2" && restic -q -r "$1" backup .); } # REPOSITORY TREE
restic_restore() { restic -q -r "$1" restore latest --target "$2" ${3+--include "$3"}; } # REPOSITORY TO [PATH]
borg_init() { borg init -e none "$1"; }
borg_create() { (cd "$3" && borg create -C zstd,3 "$1::$2" .); } # REPOSITORY NAME TREE
borg_extract() { mkdir "$3" && cd "$3" && borg extract "$1::$2" ${4+"$4"}; } # REPOSITORY NAME TO [PATH]
rclone_sync() { rclone sync -q --links "$1" "$2"; } # FROM TO
export -f caravana tar_zstd tar_again untar restic_backup restic_restore borg_create borg_extract rclone_sync

# settle: what earlier runs left to write is written
settle() { sync; }

bytes_in() { if [ -e "${1-}" ]; then du -sb "$1" | cut -f1; else echo 0; fi; }

# measure WHAT TOOL COMMAND...: one run; wall s, s without the start of the Java machine, CPU s, peak RSS in MiB, and
# bytes by which $out (a file or folder; may be empty) grew
measure() {
  what=$1 tool=$2; shift 2
  before=$(bytes_in "${out-}")
  settle
  if ! /usr/bin/time -o "$scratch/time" -f '%e %U %S %M' bash -o pipefail -c '"$@"' bash "$@" >"$scratch/log" 2>&1; then
    cat "$scratch/log" >&2; echo "$what, $tool: failed" >&2; exit 1
  fi
  after=$(bytes_in "${out-}")
  engine=$(sed -n 's/^engine \(.*\) s$/\1/p' "$scratch/log" | tr , .)
  tail -n 1 "$scratch/time" | awk -v OFS='\t' -v w="$what" -v t="$tool" -v e="${engine:--}" -v b=$((after - before)) \
    '{ print w, t, $1, (e == "-" ? $1 : e), $2 + $3, $4 / 1024, b }' >>"$results"
  tail -n 1 "$results" >&2
}

# report: medians in the order of first appearance, and Caravana's in relation to each other's
report() {
  awk -F'\t' '
    function median(key,   i, j, n, t, v) {
      n = count[key]; for (i = 1; i <= n; i++) v[i] = value[key, i] + 0
      for (i = 1; i <= n; i++) for (j = i + 1; j <= n; j++) if (v[j] < v[i]) { t = v[i]; v[i] = v[j]; v[j] = t }
      return n % 2 ? v[(n + 1) / 2] : (v[n / 2] + v[n / 2 + 1]) / 2
    }
    function ratio(row, column,   other) {
      other = median(row SUBSEP column)
      return other > 0 && count[own SUBSEP column] ? sprintf("%.2f", median(own SUBSEP column) / other) : ""
    }
    # what was not measured stays empty
    function cpu(row) { return count[row SUBSEP 5] ? sprintf("%.2f", median(row SUBSEP 5)) : "" }
    { row = $1 SUBSEP $2
      if (!(row in seen)) { seen[row] = 1; what[++rows] = $1; tool[rows] = $2 }
      for (i = 3; i <= 7; i++) if ($i != "-") { k = row SUBSEP i; value[k, ++count[k]] = $i } }
    END {
      print "| what | tool | rounds | wall s | without start | CPU s | peak MiB | written MB | Caravana ÷ this: wall | without start | CPU | written |"
      print "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
      for (n = 1; n <= rows; n++) {
        row = what[n] SUBSEP tool[n]; own = what[n] SUBSEP "Caravana"; mine = tool[n] == "Caravana"
        printf "| %s | %s | %d | %.2f | %s | %s | %d | %.3f | %s | %s | %s | %s |\n", what[n], tool[n], count[row SUBSEP 3],
          median(row SUBSEP 3), mine ? sprintf("%.2f", median(row SUBSEP 4)) : "", cpu(row),
          median(row SUBSEP 6), median(row SUBSEP 7) / 1e6, mine ? "" : ratio(row, 3), mine ? "" : ratio(row, 4),
          mine ? "" : ratio(row, 5), mine ? "" : ratio(row, 7)
      } }' "$results"
}

# compare TREE COPY: prints differences and ends if there are any
compare() {
  differences=$(rsync -aHn --delete --checksum --itemize-changes "$1/" "$2/")
  [ -z "$differences" ] || { echo "$differences" | head >&2; echo "$2 differs from $1" >&2; exit 1; }
}
