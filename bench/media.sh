#!/usr/bin/env bash
# Media from node to node with SHA-256 checked, certificate included, beside `rclone copy` from `rclone serve http` (which
# checks no content) and `cp -r`; interleaved. One JSON line a run: {"case","tool","seconds","round","rss_mb"}.
#
#   bench/media.sh WORK [FILES] [FILE_KB] [LARGE] [LARGE_MB] [ROUNDS]        default: 10000 20 20 50 3
#
# WORK is a folder that may be filled and emptied, with room for four times the files a round; what is in WORK/media-bench is
# removed. Needs rclone for the comparison.
set -u -o pipefail
work=${1:?usage: bench/media.sh WORK [FILES] [FILE_KB] [LARGE] [LARGE_MB] [ROUNDS]}
files=${2:-10000} kb=${3:-20} large=${4:-20} mb=${5:-50} rounds=${6:-3}
home=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$work" && work=$(cd "$work" && pwd)/media-bench
export MUDANZA_HOME=$work/home
served=''

stop() {
  trap - EXIT
  [[ -n $served ]] && kill "$served" 2> /dev/null
  "$home/mudanza" down --name media-source > /dev/null 2>&1
  "$home/mudanza" down --name media-target > /dev/null 2>&1
  rm -rf "$work"
}
trap stop EXIT
trap 'exit 130' INT TERM
rm -rf "$work"
mkdir -p "$work/source" "$work/target" "$work/done"

fill() { # the bytes do not compress and differ from file to file
  # Not a pipe: openssl ends by SIGPIPE when head has enough, which pipefail would take for a failure.
  head -c "$2" < <(openssl enc -aes-128-ctr -nosalt -K 00112233445566778899aabbccddeeff -iv "$1" -in /dev/zero 2> /dev/null)
}
if ((files > 0)); then
  mkdir -p "$work/source/small"
  fill 00000000000000000000000000000000 $((files * kb * 1024)) | split -b $((kb * 1024)) -a 6 -d - "$work/source/small/" || exit 1
  # A hundred files a folder, as applications keep them.
  for file in "$work/source/small/"??????; do
    folder=${file%??}
    [[ -d $folder.d ]] || mkdir "$folder.d"
    mv "$file" "$folder.d/${file##*/}.jpg"
  done
fi
if ((large > 0)); then
  mkdir -p "$work/source/large"
  fill ff000000000000000000000000000000 $((large * mb * 1048576)) | split -b $((mb * 1048576)) -a 4 -d --additional-suffix=.mp4 - "$work/source/large/" || exit 1
fi

now() { date +%s%N; }
line() { # CASE TOOL NANOSECONDS ROUND RSS_KB
  awk -v c="$1" -v t="$2" -v n="$3" -v r="$4" -v k="$5" \
    'BEGIN { printf "{\"case\":\"%s\",\"tool\":\"%s\",\"seconds\":%.2f,\"round\":%d,\"rss_mb\":%d}\n", c, t, n / 1e9, r, k / 1024 }'
}
peak() { # PIDS: the greatest resident memory that one of them ever had, in kB
  local pid
  for pid in "$@"; do sed -n 's/^VmHWM:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$pid/status" 2> /dev/null; done | sort -n | tail -1
}
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
value() { sed -n "s/.*\"$1\" *: *\"\\([^\"]*\\)\".*/\\1/p" "$2" | head -1; }
same() { diff -rq "$work/source" "$1" > /dev/null || { echo "media.sh: $2 left other bytes" >&2; exit 1; }; }

"$home/mudanza" up --name media-source --media "$work/source" --detach --json > "$work/source.json" || exit 1
"$home/mudanza" up --name media-target --media "$work/target" --detach --json > "$work/target.json" || exit 1
url=$(value url "$work/source.json")
token=$(value admin_token_file "$work/source.json")
have_rclone=$(command -v rclone || true)

for ((round = 1; round <= rounds; round++)); do
  # Nothing is deleted between two runs, only put aside: ext4 goes round every inode that was deleted in the last minutes, and whoever
  # makes ten thousand files next to them pays seconds for it.
  sync -f "$work"
  begin=$(now); cp -r "$work/source" "$work/copied"; end=$(now)
  line media cp $((end - begin)) $round 0
  mv "$work/copied" "$work/done/cp-$round"

  if [[ -n $have_rclone ]]; then
    port=$(free_port)
    rclone serve http "$work/source" --addr "127.0.0.1:$port" > "$work/rclone.log" 2>&1 &
    served=$!
    until (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null; do sleep 0.1; done
    sync -f "$work"
    begin=$(now)
    rclone copy --http-url "http://127.0.0.1:$port" :http: "$work/copied" > "$work/copy.log" 2>&1 &
    copier=$!
    rss=0
    while kill -0 $copier 2> /dev/null; do
      seen=$(peak $copier); ((${seen:-0} > rss)) && rss=$seen
      sleep 0.1
    done
    wait $copier || { cat "$work/copy.log" >&2; exit 1; }
    end=$(now)
    line media rclone $((end - begin)) $round $rss
    kill $served; wait $served 2> /dev/null; served=''
    same "$work/copied" rclone
    mv "$work/copied" "$work/done/rclone-$round"
  fi

  mkdir "$work/done/target-$round"
  find "$work/target" -mindepth 1 -maxdepth 1 -exec mv -t "$work/done/target-$round" {} +
  sync -f "$work"
  begin=$(now)
  "$home/mudanza" --node media-target --json pull --source-url "$url" --source-token-file "$token" > "$work/pull.json" 2> "$work/pull.log" \
    || { tail -5 "$work/pull.log" >&2; exit 1; }
  end=$(now)
  same "$work/target" mudanza
  line media mudanza $((end - begin)) $round "$(peak $(pgrep -f "$MUDANZA_HOME/nodes/media-"))"
done
