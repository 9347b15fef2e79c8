#!/bin/sh
# Restores from this cycle without Caravana. Needs sh, awk, head, tail, zstd, sha256sum; tar to unpack; age if the
# objects here end in .age.

usage() {
    cat <<'END'
usage: sh restore.sh                                     list the backups and artifacts here
       sh restore.sh [-i IDENTITY] BACKUP ARTIFACT       write the artifact's stream to standard output
       sh restore.sh [-i IDENTITY] [-n] BACKUP ARTIFACT DIR [PATH...]
                                                         unpack a .tar artifact into DIR, whole or only PATHs

  -i IDENTITY  the file with the age identity, where the objects here are encrypted
  -n           give files to the numbers of their owners, not to the names (a rescue system, another machine)

BACKUP may be "latest". Paths are as in the file list, for example etc/hosts.
END
}

fail() {
    echo "restore.sh: $1; HINT: $2" >&2
    exit 1
}

need() {
    command -v "$1" >/dev/null 2>&1 || fail "there is no $1 here" "install $1"
}

sum_of() {
    sha256sum <"$1" | awk '{ print $1 }'
}

list() {
    for backup in backups/*/; do
        backup=${backup%/}
        [ -f "$backup/manifest.json" ] || [ -f "$backup/manifest.json.age" ] || continue
        echo "${backup#backups/}"
        for index in "$backup"/*.index.zst "$backup"/*.index.zst.age; do
            case $index in
            *'*'* | *.files.index.zst | *.files.index.zst.age) continue ;;
            esac
            name=${index##*/}
            echo "  ${name%%.index.zst*}"
        done
    done
}

# check OBJECT: an object of the backup's folder is there and is what SHA256SUMS says.
check() {
    [ -f "$folder/$1" ] || fail "$folder/$1 is missing" "restore from another copy"
    want=$(awk -v path="$1" 'substr($0, 67) == path { print $1 }' "$folder/SHA256SUMS")
    [ -n "$want" ] || fail "$folder/SHA256SUMS does not name $1" "restore from another copy"
    [ "$(sum_of "$folder/$1")" = "$want" ] || fail "$folder/$1 is damaged" "restore from another copy"
}

# decrypt OBJECT FILE: the plain bytes of the object as FILE.
decrypt() {
    age -d -i "$identity" -o "$2" "$1" || fail "$1 cannot be decrypted" "is it the right identity?"
}

# The frames of the index that standard input holds, in order. A pack that had to be decrypted is kept in scratch from
# its first to its last use.
frames() {
    awk '{ pack[NR] = $1; line[NR] = $1 " " $2 " " $3; last[$1] = NR }
        END { for (i = 1; i <= NR; i++) print line[i], last[pack[i]] == i }' |
        while read -r pack offset length done; do
            file=packs/$pack
            if [ -n "$age" ]; then
                file=$scratch/$pack
                [ -f "$file" ] || decrypt "packs/$pack$age" "$file"
            fi
            [ -f "$file" ] || exit 1
            tail -c "+$((offset + 1))" "$file" | head -c "$length"
            if [ -n "$age" ] && [ "$done" = 1 ]; then rm -f "$file"; fi
        done
}

# The artifact's stream; what fails in the middle of the pipe leaves a mark, since sh tells of its last part only.
stream() {
    [ -s "$scratch/index" ] || return 0
    { frames <"$scratch/index" || : >"$scratch/failed"; } | zstd -dcq || : >"$scratch/failed"
}

unpack() {
    options=
    case $(tar --version 2>/dev/null) in
    *'GNU tar'*) options='--acls --xattrs --xattrs-include=*' ;;
    esac
    [ -z "$numeric" ] || options="$options --numeric-owner"
    set -f # the star is for tar
    # shellcheck disable=SC2086
    tar -x -p $options -f - -C "$target" "$@" || : >"$scratch/failed"
}

identity=
numeric=
while getopts i:nh option; do
    case $option in
    i) identity=$OPTARG ;;
    n) numeric=1 ;;
    h) usage && exit 0 ;;
    *) usage >&2 && exit 2 ;;
    esac
done
shift $((OPTIND - 1))

# Names that the caller gave count from where the caller is.
here=$(pwd)
absolute() {
    case $1 in
    /*) printf '%s' "$1" ;;
    *) printf '%s/%s' "$here" "$1" ;;
    esac
}
[ -z "$identity" ] || identity=$(absolute "$identity")

cd "$(dirname "$0")" || exit 1
[ -d backups ] || fail "there are no backups beside restore.sh" "run it where it lies, in a cycle's folder"
[ $# -gt 0 ] || { list && exit 0; }
[ $# -gt 1 ] || { usage >&2 && exit 2; }

backup=$1
artifact=$2
shift 2
if [ "$backup" = latest ]; then
    backup=$(list | awk '/^[0-9]/ { last = $1 } END { print last }')
fi
folder=backups/$backup
for tool in awk head tail zstd sha256sum; do need "$tool"; done

age=
if [ -f "$folder/manifest.json.age" ]; then
    age=.age
    need age
    [ -n "$identity" ] || fail "$backup is encrypted" "name the file with the age identity: -i FILE"
    [ -f "$identity" ] || fail "there is no identity file $identity" "correct -i"
elif [ ! -f "$folder/manifest.json" ]; then
    fail "there is no backup $backup here" "sh restore.sh lists what is here"
fi
[ -f "$folder/SHA256SUMS" ] || fail "$folder/SHA256SUMS is missing" "restore from another copy"
[ -f "$folder/$artifact.index.zst$age" ] || fail "$backup holds no $artifact" "sh restore.sh lists what is here"
if [ -z "$age" ]; then
    grep -q "\"$(sum_of "$folder/SHA256SUMS")\"" "$folder/manifest.json" ||
        fail "$folder/SHA256SUMS is damaged" "restore from another copy"
fi

umask 077
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' HUP INT TERM

check "$artifact.index.zst$age"
cp "$folder/$artifact.index.zst$age" "$scratch/index.zst$age" || exit 1
[ -z "$age" ] || decrypt "$scratch/index.zst$age" "$scratch/index.zst"
zstd -dcq "$scratch/index.zst" >"$scratch/index" || fail "the index of $artifact is damaged" "restore from another copy"
awk '{ print $1 }' "$scratch/index" | sort -u >"$scratch/packs"
while read -r pack; do
    check "../../packs/$pack$age"
done <"$scratch/packs" || exit 1

if [ $# -eq 0 ]; then
    stream
else
    need tar
    target=$(absolute "$1")
    shift
    [ -d "$target" ] || mkdir -p "$target" || fail "$target cannot be made" "name another folder"
    stream | unpack "$@"
fi
[ ! -f "$scratch/failed" ] || fail "$artifact was not restored whole" "see the messages above"
