package io.esmm.model;

import io.esmm.batch.Batch;
import io.esmm.field.FeatureSchema;
import io.esmm.scoring.Predictions;
import io.esmm.scoring.RequestsConfig;
import io.esmm.scoring.Scorer;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Encodes and scores requests with memory that is used again: as many batches as there were calls
 * at one time, each as large as its largest request. Thread-safe.
 */
final class EncodedRequests {
  private final FeatureSchema schema;
  private final RequestsConfig policy;
  private final Scorer scorer;
  private final ConcurrentLinkedDeque<Encoding> idle = new ConcurrentLinkedDeque<>();

  EncodedRequests(FeatureSchema schema, RequestsConfig policy, Scorer scorer) {
    this.schema = schema;
    this.policy = policy;
    this.scorer = scorer;
  }

  Predictions predict(Request request) {
    Encoding encoding = idle.pollFirst();
    if (encoding == null) {
      encoding = new Encoding(new RequestEncoder(schema, policy), new Batch(schema, List.of()));
    }
    try {
      encoding.batch.clear();
      encoding.encoder.append(request, encoding.batch);
      return scorer.predict(encoding.batch);
    } finally {
      idle.addFirst(encoding);
    }
  }

  /** What one call uses alone. */
  private record Encoding(RequestEncoder encoder, Batch batch) {}
}
