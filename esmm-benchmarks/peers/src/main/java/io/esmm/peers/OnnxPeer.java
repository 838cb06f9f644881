package io.esmm.peers;

import io.esmm.batch.Batch;
import io.esmm.benchmarks.Peers;
import io.esmm.model.EsmmModel;
import io.esmm.peers.onnx.OnnxScorer;
import io.esmm.scoring.Predictions;
import java.util.List;

/** A twin of a model in ONNX Runtime. */
final class OnnxPeer implements Peers.ScoringPeer {
  /** Probabilities that differ by more are not of the same model. */
  static final double TOLERANCE = 1e-5;

  private final OnnxScorer scorer;
  private double disagreement;

  private OnnxPeer(EsmmModel model) {
    this.scorer = new OnnxScorer(model);
  }

  /**
   * A twin whose probabilities agree with ours.
   *
   * @throws IllegalStateException if one differs by more than the tolerance
   */
  static OnnxPeer of(EsmmModel model, List<Batch> batches) {
    OnnxPeer peer = new OnnxPeer(model);
    boolean agree = false;
    try {
      for (int b = 0; b < batches.size(); b++) {
        peer.scorer.add(batches.get(b));
        peer.disagreement =
            Math.max(
                peer.disagreement,
                disagreement(model.predict(batches.get(b)), peer.scorer.score(b)));
      }
      agree = true;
      return peer;
    } finally {
      if (!agree) {
        peer.close();
      }
    }
  }

  /**
   * The greatest difference between probabilities of the same impressions.
   *
   * @throws IllegalStateException if it is above the tolerance
   */
  static double disagreement(Predictions ours, OnnxScorer.Probabilities theirs) {
    double greatest = 0;
    for (int e = 0; e < ours.funnel().names().size(); e++) {
      for (int i = 0; i < ours.size(); i++) {
        greatest = Math.max(greatest, Math.abs(ours.conditional(e, i) - theirs.conditional(e, i)));
        greatest = Math.max(greatest, Math.abs(ours.joint(e, i) - theirs.joint(e, i)));
      }
    }
    if (!(greatest <= TOLERANCE)) {
      throw new IllegalStateException(
          "probabilities differ by [" + greatest + "]: not the same model");
    }
    return greatest;
  }

  @Override
  public String name() {
    return "ONNX Runtime";
  }

  @Override
  public void score(int request) {
    scorer.score(request);
  }

  @Override
  public double disagreement() {
    return disagreement;
  }

  @Override
  public void close() {
    scorer.close();
  }
}
