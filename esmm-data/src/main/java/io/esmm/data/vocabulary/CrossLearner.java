package io.esmm.data.vocabulary;

import static java.util.Objects.requireNonNull;

import io.esmm.batch.Batch;
import io.esmm.batch.CrossRows;
import io.esmm.field.Combinations;
import io.esmm.field.CrossField;
import io.esmm.field.CrossIds;
import io.esmm.field.CrossVocabulary;
import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.field.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Learns which combinations the crosses of a schema know: those that occur at least {@code
 * minCount} times in the training rows and have no unknown part, the most frequent first, among
 * equals by the ids of their parts. Deterministic and exact; not thread-safe.
 *
 * <p>Memory: {@value CombinationCounter#IN_MEMORY} occurrences of each cross, 8 bytes each, and 20
 * bytes for each combination that is kept; the rest is sorted on the disk.
 */
public final class CrossLearner implements AutoCloseable {
  private final FeatureSchema schema;
  private final List<CrossRows> rows = new ArrayList<>();
  private final Map<String, CombinationCounter> counters = new LinkedHashMap<>();

  /**
   * A learner that has seen no rows yet, for the crosses of the schema that ask for a {@code
   * minCount}; the others keep the ids they have.
   *
   * @param schema what {@link SchemaLearner} learnt
   * @param scratch an existing folder for temporary files
   * @throws io.esmm.problem.ProblemException if a cross has too many possible combinations
   */
  public CrossLearner(FeatureSchema schema, Path scratch) {
    this.schema = schema;
    for (EncodedField.Cross cross : schema.crosses()) {
      @Nullable Integer minCount = cross.config().minCount();
      if (minCount != null) {
        rows.add(new CrossRows(schema, cross));
        counters.put(cross.name(), new CombinationCounter(minCount, scratch, counters.size()));
      }
    }
  }

  /** Whether any cross of the schema has combinations to learn. */
  public static boolean isNeeded(FeatureSchema schema) {
    return schema.crosses().stream().anyMatch(cross -> cross.config().minCount() != null);
  }

  /** Counts the rows of a batch, of which the columns of the crosses' parts are filled. */
  public void see(Batch batch) {
    for (CrossRows cross : rows) {
      CombinationCounter counter = counter(cross.cross().config());
      int count = cross.level() == Level.REQUEST ? batch.requests() : batch.impressions();
      for (int row = 0; row < count; row++) {
        Combinations combined = cross.combine(batch, row);
        for (int i = 0; i < combined.size(); i++) {
          if (combined.combination(i) != Combinations.UNKNOWN) {
            counter.see(combined.combination(i));
          }
        }
      }
    }
  }

  private CombinationCounter counter(CrossField cross) {
    return requireNonNull(counters.get(cross.name()));
  }

  /** The schema with what was seen; the learner is spent. */
  public FeatureSchema finish() {
    Map<String, CrossIds> ids = new LinkedHashMap<>();
    for (EncodedField.Cross cross : schema.crosses()) {
      ids.put(
          cross.name(),
          cross.config().minCount() == null
              ? cross.ids()
              : new CrossVocabulary(counter(cross.config()).frequent()));
    }
    return FeatureSchema.of(
        schema.fields().stream().map(EncodedField::config).toList(),
        field -> schema.fields().get(schema.indexOf(field.name())),
        (cross, _) -> requireNonNull(ids.get(cross.name())));
  }

  /** Removes the temporary files. */
  @Override
  public void close() {
    counters.values().forEach(CombinationCounter::close);
  }
}
