# A training step: decoder of width 256, 6 layers, 4 sequences of 512 tokens; bench/trainer has both sides. PyTorch eager with its default AdamW.
# THREADS (number of processors). Start-up and the first two steps of each process are not counted.
peer torch
threads=${THREADS:-$(nproc)}
steps=$(sized 6 10 22)
out=$work/training-step
mkdir -p "$out"
# shellcheck disable=SC2046  # options are words
ours=$(printf '%q ' "$compare/sides/steps.sh" "$out/ours" java $(jvm) -Xmx1g -cp "$(classpath)" io.millrace.bench.trainer.StepSpeed "$steps" "$threads" 1)
theirs=$(printf '%q ' "$compare/sides/steps.sh" "$out/theirs" "$python" "$root/bench/trainer/step.py" --steps "$steps" --threads "$threads")
turns training-step 0 0 "$ours" "$theirs" "$(version_of torch) eager, $threads threads" \
  "$(printf '%q ' "$python" "$compare/sides/losses_alike.py" "$out/ours" "$out/theirs" .25)"
