package io.millrace.trainer.run;

import io.millrace.api.Setting;
import io.millrace.trainer.optimise.AdamWSettings;
import io.millrace.trainer.optimise.ScheduleSettings;
import io.millrace.trainer.tensor.TorchSettings;

/** Settings of a training run. The last step always has a checkpoint. */
public record TrainingSettings(
    @Setting(value = "Steps of the optimiser.", min = 1) long steps,
    @Setting(value = "Batches whose gradients make one step.", min = 1, max = 1_000_000)
        int accumulate,
    @Setting("Seed of the model's first weights.") long seed,
    @Setting("The learning rate over the run.") ScheduleSettings schedule,
    @Setting("AdamW and clipping.") AdamWSettings optimiser,
    @Setting("What is done about steps that go wrong.") MishapSettings mishaps,
    @Setting(value = "Steps between checkpoints.", min = 1) long checkpointEvery,
    @Setting(value = "How many checkpoints stay.", min = 1, max = 1_000_000) int keep,
    @Setting("Threads and device.") TorchSettings compute) {

  public TrainingSettings {
    if (steps < 1 || accumulate < 1 || checkpointEvery < 1 || keep < 1) {
      throw new IllegalArgumentException(
          "steps, accumulate, checkpoint_every and keep must be at least 1");
    }
    schedule.schedule(steps);
  }

  public static TrainingSettings defaults() {
    return new TrainingSettings(
        1000,
        1,
        1,
        ScheduleSettings.defaults(),
        AdamWSettings.defaults(),
        MishapSettings.defaults(),
        500,
        3,
        TorchSettings.defaults());
  }
}
