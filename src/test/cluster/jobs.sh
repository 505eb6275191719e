#!/usr/bin/env bash
# src/test/cluster/jobs.sh JAR [FOLDER]
#
# Runs make-clips, cache-latents, train (two replicas, all-reduce) and generate by spark-submit with the one packaged jar, on a
# standalone Spark cluster of this machine. FOLDER (target/jobs by default) gets all logs and results.
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../../.." && pwd)
jar=$(readlink -f "${1:?wanted the packaged jar, target/jointdit-VERSION-all.jar}")
folder=${2:-$root/target/jobs}
rm -rf "$folder"
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
# shellcheck source=cluster.sh
source "$root/src/test/cluster/cluster.sh"

job() { # JOB key=value ...
  SPARK_HOME=$home SPARK_CONF_DIR=$home/conf "$home/bin/spark-submit" --class jointdit.job.Main \
    --master "spark://127.0.0.1:$port" --conf spark.cores.max=2 --conf spark.executor.cores=1 \
    --conf spark.executor.memory=1g --conf spark.driver.host=127.0.0.1 --conf spark.driver.memory=1g \
    --conf spark.scheduler.minRegisteredResourcesRatio=1.0 --conf spark.sql.shuffle.partitions=2 \
    "$jar" "$@" >"$folder/$1.log" 2>&1 || fail "$1 failed: $(tail -n 30 "$folder/$1.log")"
  say "$1 is done"
}

there() { # FILE...
  for file in "$@"; do [[ -e "$file" ]] || fail "Wanted $file, found nothing there"; done
}

home
cluster
say "two workers are up"
job make-clips out="$folder/clips" count=16 scenes=[bounce]
there "$folder/clips/clips.jsonl"
job cache-latents clips="$folder/clips/clips.jsonl" out="$folder/latents" clips-per-task=4
there "$folder/latents/cache.json"
job train latents="$folder/latents" out="$folder/model" steps=8 batch=4 every.checkpoint=4 every.log=4 \
  parallel.kind=all-reduce parallel.replicas=2
there "$folder/model/checkpoints/step-000008/checkpoint.json"
printf '%s\n' '{"id": "one", "prompt": "a ball bounces", "seed": 1}' '{"id": "two", "prompt": "a ball falls", "seed": 2}' \
  >"$folder/prompts.jsonl"
job generate model="$folder/model" latents="$folder/latents" prompts="$folder/prompts.jsonl" out="$folder/samples" \
  sample.sampling.steps=2 rows-per-task=1
there "$folder"/samples/clips/one-*.mp4 "$folder"/samples/clips/two-*.mp4 "$folder"/samples/samples/_SUCCESS
executors=$(find "$folder"/worker? -name stderr | wc -l)
say "four jobs on $executors executors, each a process"
((executors >= 8)) || fail "Wanted two executors for each job, found $executors"
