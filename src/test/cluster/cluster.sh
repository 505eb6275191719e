# A standalone Spark cluster of this machine, a master and two workers started from Maven's jars; to be sourced by a script
# that set root, the checkout, and folder, for logs. It ends with the script. PORT of the master is 7177 by default.
home=$folder/home
port=${PORT:-7177}
export SPARK_LOCAL_IP=127.0.0.1 SPARK_SCALA_VERSION=${SPARK_SCALA_VERSION:-2.12} SPARK_DAEMON_MEMORY=256m OMP_NUM_THREADS=1
processes=()

say() { echo "$(basename "$0" .sh): $*"; }
fail() {
  say "$*" >&2
  exit 1
}
stop() {
  for process in "${processes[@]}"; do kill "$process" 2>/dev/null || true; done
  wait 2>/dev/null || true
}
trap stop EXIT

# a SPARK_HOME of links to Maven's jars, without what the jobs bring along
home() {
  mkdir -p "$home/jars" "$home/bin" "$home/conf"
  tr ':' '\n' <"$root/target/local.classpath" | grep -v -e /ai/djl/ -e /org/bytedeco/ -e /com/typesafe/ -e /com/google/code/gson/ |
    while read -r jar; do ln -sf "$jar" "$home/jars/"; done
  cat >"$home/bin/spark-class" <<'SCRIPT'
#!/usr/bin/env bash
# the launcher answers with the words of a command, each ended by a zero byte; its exit status follows
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export SPARK_HOME=$home
mapfile -d '' -t words < <(java -Xmx128m -cp "$home/jars/*" org.apache.spark.launcher.Main "$@"; printf '%d\0' $?)
status=${words[-1]}
[[ "$status" == 0 ]] || exit "$status"
exec "${words[1]#$'\n'}" "${words[@]:2:${#words[@]}-3}" # an empty word and a line's end come first
SCRIPT
  cat >"$home/bin/spark-submit" <<'SCRIPT'
#!/usr/bin/env bash
exec "$(dirname "${BASH_SOURCE[0]}")/spark-class" org.apache.spark.deploy.SparkSubmit "$@"
SCRIPT
  chmod +x "$home/bin/spark-class" "$home/bin/spark-submit"
}

alive() { # workers that the master knows
  curl -s --noproxy '*' "http://127.0.0.1:$((port + 1))/json/" | grep -o '"aliveworkers" *: *[0-9]*' | grep -o '[0-9]*$' || true
}

cluster() {
  "$home/bin/spark-class" org.apache.spark.deploy.master.Master --host 127.0.0.1 --port "$port" \
    --webui-port $((port + 1)) >"$folder/master.log" 2>&1 &
  processes+=($!)
  for worker in 1 2; do
    "$home/bin/spark-class" org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --webui-port 0 -c 1 -m 1g \
      -d "$folder/worker$worker" "spark://127.0.0.1:$port" >"$folder/worker$worker.log" 2>&1 &
    processes+=($!)
  done
  for _ in $(seq 600); do
    [[ "$(alive)" == 2 ]] && return
    sleep 0.2
  done
  fail "No two workers after 120 s, see $folder/*.log"
}
