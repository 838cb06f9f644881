package io.esmm.peers;

import io.esmm.batch.Batch;
import io.esmm.benchmarks.Ours;
import io.esmm.benchmarks.Peers;
import io.esmm.model.EsmmModel;
import java.util.List;

/** PyTorch trains and ONNX Runtime scores what we train and score. */
public final class Rivals implements Peers {
  /** For {@link java.util.ServiceLoader}. */
  public Rivals() {}

  @Override
  public TrainingPeers training(Ours ours, int threads, int steps, double window) {
    return TorchPeers.of(ours, threads, steps, window);
  }

  @Override
  public ScoringPeer scoring(EsmmModel model, List<Batch> batches) {
    return OnnxPeer.of(model, batches);
  }
}
