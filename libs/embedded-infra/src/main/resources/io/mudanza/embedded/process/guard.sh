# Reads what its parent starts from standard input. When the input ends the parent is gone, however it went:
# whatever is still on the list is stopped, then the temporary folders are deleted.
trap '' INT TERM HUP QUIT
procs=' '
dirs=''
nl='
'
while read -r word rest; do
  case $word in
    run) procs="$procs$rest " ;;
    end)
      kept=' '
      for p in $procs; do
        case $p in "$rest":*) ;; *) kept="$kept$p " ;; esac
      done
      procs=$kept ;;
    folder) dirs="$dirs$rest$nl" ;;
  esac
done
alive() {
  for p in $procs; do
    if kill -0 "${p%%:*}" 2>/dev/null; then return 0; fi
  done
  return 1
}
for p in $procs; do kill -s "${p##*:}" "${p%%:*}" 2>/dev/null; done
tries=0
while alive && [ $tries -lt 60 ]; do sleep 0.2; tries=$((tries + 1)); done
for p in $procs; do kill -s KILL "${p%%:*}" 2>/dev/null; done
while alive && [ $tries -lt 80 ]; do sleep 0.1; tries=$((tries + 1)); done
IFS=$nl
for d in $dirs; do rm -rf -- "$d"; done
