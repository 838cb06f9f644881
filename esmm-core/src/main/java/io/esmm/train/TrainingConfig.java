package io.esmm.train;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** How the rows are gone through. */
@JsonClassDescription("how the rows are gone through")
public record TrainingConfig(
    @JsonPropertyDescription(
            "impressions per step; requests are kept whole, so a step may hold a few more or less")
        Integer batchSize,
    @JsonPropertyDescription("times that the rows are gone through") Integer epochs,
    @JsonPropertyDescription("what shuffling and the initial weights depend on") Long seed,
    @JsonPropertyDescription("how the learning rate changes in the course of training")
        ScheduleConfig learningRateSchedule,
    @JsonPropertyDescription(
            "ends training when a validation metric no longer improves; default: never")
        @Nullable EarlyStoppingConfig earlyStopping,
    @JsonPropertyDescription(
            "leaves out some of the training rows without an event, when the rows are prepared;"
                + " default: none")
        @Nullable DownSampleConfig downSample,
    @JsonPropertyDescription(
            "how often training writes down where it stands; default: every 60 seconds, where it is"
                + " given a folder for it, as the command line does")
        CheckpointConfig checkpoint) {

  /** All training rows; null stands for the default. */
  public TrainingConfig(
      @Nullable Integer batchSize,
      @Nullable Integer epochs,
      @Nullable Long seed,
      @Nullable ScheduleConfig learningRateSchedule,
      @Nullable EarlyStoppingConfig earlyStopping) {
    this(batchSize, epochs, seed, learningRateSchedule, earlyStopping, null, null);
  }

  /** Checkpoints by default; null stands for the default. */
  public TrainingConfig(
      @Nullable Integer batchSize,
      @Nullable Integer epochs,
      @Nullable Long seed,
      @Nullable ScheduleConfig learningRateSchedule,
      @Nullable EarlyStoppingConfig earlyStopping,
      @Nullable DownSampleConfig downSample) {
    this(batchSize, epochs, seed, learningRateSchedule, earlyStopping, downSample, null);
  }

  /** Null stands for the default: 4096, 1, 1, constant, none, none, every 60 seconds. */
  public TrainingConfig(
      @Nullable Integer batchSize,
      @Nullable Integer epochs,
      @Nullable Long seed,
      @Nullable ScheduleConfig learningRateSchedule,
      @Nullable EarlyStoppingConfig earlyStopping,
      @Nullable DownSampleConfig downSample,
      @Nullable CheckpointConfig checkpoint) {
    this.downSample = downSample;
    this.checkpoint = checkpoint == null ? CheckpointConfig.defaults() : checkpoint;
    this.batchSize = batchSize == null ? 4096 : batchSize;
    this.epochs = epochs == null ? 1 : epochs;
    this.seed = seed == null ? 1L : seed;
    this.learningRateSchedule =
        learningRateSchedule == null ? new ScheduleConfig.ConstantRate() : learningRateSchedule;
    this.earlyStopping = earlyStopping;
    if (this.batchSize < 1 || this.batchSize > 1 << 24) {
      throw new IllegalArgumentException(
          "batchSize [" + batchSize + "] must be in [1, " + (1 << 24) + "]");
    }
    if (this.epochs < 1) {
      throw new IllegalArgumentException("epochs [" + epochs + "] must be at least 1");
    }
  }

  /**
   * One epoch in batches of 4096 impressions, seed 1, at a constant rate, without early stopping.
   */
  public static TrainingConfig defaults() {
    return new TrainingConfig(null, null, null, null, null);
  }

  /** The same with other checkpoints; they change no bit of the model. */
  public TrainingConfig withCheckpoint(CheckpointConfig other) {
    return new TrainingConfig(
        batchSize, epochs, seed, learningRateSchedule, earlyStopping, downSample, other);
  }

  /** So many passes in batches of this size, everything else by default. */
  public static TrainingConfig of(int batchSize, int epochs, long seed) {
    return new TrainingConfig(batchSize, epochs, seed, null, null);
  }
}
