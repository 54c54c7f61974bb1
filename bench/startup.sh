#!/usr/bin/env bash
# How long a node takes until it is ready, and the command line until it has answered. One JSON line per start:
#   {"case":"up|up-again|up-apart|up-apart-again|help","seconds":1.23,"round":1}
# up: a new node in one process, with its embedded infrastructure, from nothing; up-again: the same node a second time;
# up-apart: the six services apart. Usage: bench/startup.sh [ROUNDS] [CASE …]
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
rounds=${1:-3}
shift || true
cases=("$@")
((${#cases[@]})) || cases=(help up up-apart)
work=$(mktemp -d "${TMPDIR:-/tmp}/mudanza-startup-XXXXXX")
chmod o+x "$work"
export MUDANZA_HOME=$work/home
node=''
end() { [[ -n $node ]] && kill "$node" 2>/dev/null && wait "$node" 2>/dev/null; rm -rf "$work"; }
trap end EXIT

now() { printf '%s' "${EPOCHREALTIME/[^0-9]/}"; }
line() { # CASE MICROSECONDS ROUND
  printf '{"case":"%s","seconds":%d.%02d,"round":%d}\n' "$1" $(($2 / 1000000)) $(($2 % 1000000 / 10000)) "$3"
}

start() { # CASE ROUND ARGUMENT …: until the node says that it is ready
  local name=$1 round=$2 begun out=$work/out
  shift 2
  : > "$out"
  begun=$(now)
  "$home/mudanza" up --name bench --data-dir "$work/node" "$@" > "$out" 2>&1 &
  node=$!
  until grep -q 'is ready at' "$out"; do
    kill -0 "$node" 2>/dev/null || { cat "$out" >&2; exit 1; }
    sleep 0.02
  done
  line "$name" $(($(now) - begun)) "$round"
  kill "$node"
  wait "$node" 2>/dev/null || true
  node=''
}

"$home/mudanza" --help > /dev/null
# The class caches, as a node that ran for a minute leaves them; PREPARE=no measures without making them.
if [[ ${PREPARE:-yes} == yes ]]; then
  [[ " ${cases[*]} " != *" up "* ]] || "$home/mudanza" prepare > /dev/null
  [[ " ${cases[*]} " != *" up-apart "* ]] || "$home/mudanza" prepare --apart > /dev/null
fi
for ((round = 1; round <= rounds; round++)); do
  for case in "${cases[@]}"; do
    case $case in
      help)
        begun=$(now)
        "$home/mudanza" --help > /dev/null
        line help $(($(now) - begun)) "$round" ;;
      up) rm -rf "$work/node"; start up "$round"; start up-again "$round" ;;
      up-apart) rm -rf "$work/node"; start up-apart "$round" --apart; start up-apart-again "$round" --apart ;;
      *) echo "unknown case $case" >&2; exit 2 ;;
    esac
  done
done
