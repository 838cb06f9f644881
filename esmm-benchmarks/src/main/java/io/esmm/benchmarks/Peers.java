package io.esmm.benchmarks;

import io.esmm.batch.Batch;
import io.esmm.model.EsmmModel;
import java.util.List;
import java.util.Map;

/**
 * Other systems that train and score the same. The module {@code esmm-benchmarks/peers} provides
 * them as a {@link java.util.ServiceLoader} service; without it there are none to compare with.
 */
public interface Peers {

  /**
   * Twins of a training, after their first losses have been found to agree with ours.
   *
   * @param threads the most to train on; each twin takes what suits it best
   * @param steps whose losses are compared; the twins train on their batches again and again
   * @param window seconds that each number of threads is tried for
   * @throws IllegalStateException if a loss differs from ours by more than 1%
   */
  TrainingPeers training(Ours ours, int threads, int steps, double window);

  /**
   * A twin of a model, after its probabilities have been found to agree with ours.
   *
   * @param batches requests to score
   * @throws IllegalStateException if a probability differs from ours by more than 1e-5
   */
  ScoringPeer scoring(EsmmModel model, List<Batch> batches);

  /** Twins of a training. */
  interface TrainingPeers extends AutoCloseable {
    /** The twins, warm. */
    Map<PeerStyle, TrainingRunner> runners();

    /** The greatest relative difference between a loss of theirs and ours. */
    double disagreement();

    @Override
    void close();
  }

  /** A twin of a model, on one thread. */
  interface ScoringPeer extends AutoCloseable {
    /** For people. */
    String name();

    /** Scores the request at this place. */
    void score(int request);

    /** The greatest difference between a probability of its and ours. */
    double disagreement();

    @Override
    void close();
  }
}
