package io.esmm.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.esmm.batch.Batch;
import io.esmm.benchmarks.ScoringWorkload;
import io.esmm.model.EsmmModel;
import io.esmm.peers.onnx.OnnxScorer;
import org.junit.jupiter.api.Test;

/** ONNX Runtime scores the model that we score. */
class OnnxScorerTest {
  private static final ScoringWorkload WORKLOAD = new ScoringWorkload();
  private static final EsmmModel MODEL = WORKLOAD.model();

  @Test
  void probabilitiesAgreeWithOurs() {
    Batch batch = ScoringWorkload.encode(MODEL, WORKLOAD.request(40));
    try (OnnxScorer peer = new OnnxScorer(MODEL)) {
      peer.add(batch);
      assertThat(OnnxPeer.disagreement(MODEL.predict(batch), peer.score(0))).isLessThan(1e-5);
    }
  }

  @Test
  void probabilitiesOfOtherRowsAreRefused() {
    Batch batch = ScoringWorkload.encode(MODEL, WORKLOAD.request(40));
    try (OnnxScorer peer = new OnnxScorer(MODEL)) {
      peer.add(ScoringWorkload.encode(MODEL, WORKLOAD.request(40)));
      assertThatIllegalStateException()
          .isThrownBy(() -> OnnxPeer.disagreement(MODEL.predict(batch), peer.score(0)))
          .withMessageContaining("not the same model");
    }
  }
}
