#!/usr/bin/env bash
# src/test/cluster/standalone.sh [FOLDER]
#
# Trains on a standalone Spark cluster of this machine, a master and two workers started from Maven's jars, and kills an
# executor with SIGKILL. Checks that the run ends by itself with the weights of an undisturbed run, and says what it took.
# FOLDER (target/standalone by default) gets all logs and results. Takes some minutes.
#
# KIND   all-reduce (by default), rounds or single
# STEPS  of training, 240 by default, with a checkpoint after each eighth
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../../.." && pwd)
mkdir -p "${1:-$root/target/standalone}"
folder=$(cd "${1:-$root/target/standalone}" && pwd)
kind=${KIND:-all-reduce}
steps=${STEPS:-240}
# shellcheck source=cluster.sh
source "$root/src/test/cluster/cluster.sh"

train() { # OUT
  SPARK_HOME=$home SPARK_CONF_DIR=$home/conf "$root/jobs/jointdit" train \
    latents="$folder/latents" out="$folder/$1" steps="$steps" batch=4 every.log="$steps" every.validate="$steps" \
    every.checkpoint=$((steps / 8)) every.keep=99 parallel.kind="$kind" parallel.steps=$((steps / 8)) \
    spark.master="spark://127.0.0.1:$port" spark.cores.max=2 spark.executor.cores=1 spark.executor.memory=1g \
    spark.driver.host=127.0.0.1 >"$folder/$1.log" 2>&1
}

finished() { find "$folder/$1/checkpoints" -name checkpoint.json 2>/dev/null | wc -l; }
now() { date +%s%N; }
seconds() { echo "$((($(now) - $1) / 100000000))" | sed 's/\(.\)$/.\1/; s/^\./0./'; }
executor() { # a process below this script
  local below=("$$") children
  while ((${#below[@]})); do
    read -r -a children <<<"$(ps -o pid= --ppid "$(IFS=,; echo "${below[*]}")" | tr '\n' ' ')"
    for child in "${children[@]}"; do
      if tr '\0' ' ' <"/proc/$child/cmdline" 2>/dev/null | grep -q 'CoarseGrainedExecutorBackend'; then
        echo "$child"
        return
      fi
    done
    below=("${children[@]}")
  done
}

rm -rf "$folder/whole" "$folder/disturbed"
env -u SPARK_HOME "$root/jobs/jointdit" --help >/dev/null # builds
home
if [[ ! -d "$folder/latents" ]]; then
  env -u SPARK_HOME "$root/jobs/jointdit" make-clips out="$folder/clips" count=48 scenes=[bounce] >"$folder/clips.log" 2>&1
  env -u SPARK_HOME "$root/jobs/jointdit" cache-latents clips="$folder/clips/clips.jsonl" out="$folder/latents" \
    >"$folder/latents.log" 2>&1
fi
cluster
say "two workers are up"
start=$(now)
train whole || fail "The undisturbed run failed, see $folder/whole.log"
whole=$(seconds "$start")
say "undisturbed: $steps steps of $kind in $whole s"

start=$(now)
train disturbed &
run=$!
until (($(finished disturbed) >= 2)) || ! kill -0 "$run" 2>/dev/null; do sleep 0.1; done
victim=$(executor)
[[ -n "$victim" ]] || fail "Found no executor to kill, see $folder/disturbed.log"
there=$(finished disturbed)
kill -9 "$victim"
killed=$(now)
until (($(finished disturbed) > there)) || ! kill -0 "$run" 2>/dev/null; do sleep 0.1; done
back=$(seconds "$killed")
wait "$run" || fail "The disturbed run failed, see $folder/disturbed.log"
say "disturbed: executor $victim killed after $there checkpoints, the next one $back s later; $(seconds "$start") s in all"

for checkpoint in "$folder"/whole/checkpoints/*; do
  for file in weights average optimiser; do
    cmp "$checkpoint/$file.safetensors" "$folder/disturbed/checkpoints/$(basename "$checkpoint")/$file.safetensors"
  done
done
say "all $(finished disturbed) checkpoints are equal, byte for byte"
