package io.esmm.scoring;

import io.esmm.batch.Batch;
import io.esmm.batch.CrossColumns;
import io.esmm.field.Column;
import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.field.Level;
import io.esmm.field.ReadField;
import io.esmm.field.ValueShares;
import io.esmm.field.Vocabulary;
import io.esmm.funnel.Funnel;
import io.esmm.funnel.FunnelRow;
import io.esmm.funnel.LogProbability;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Averages over the values v of a field that is known only after some event K, where a candidate
 * does not give one. With w_v the share of v among the training rows on which K happened, an event
 * e behind K has
 *
 * <pre>
 *   P(e | x) = sum_v w_v P(e | x, v)
 * </pre>
 *
 * <p>Each such candidate is run once for each value. What comes out is again a logit for each head:
 * of the event given the one before it, averaged over the values as likely as they are there,
 *
 * <pre>
 *   s' = log sum_v w_v P(p | x, v) sigmoid(s_v) - log sum_v w_v P(p | x, v) (1 - sigmoid(s_v))
 * </pre>
 *
 * <p>so the averaged probabilities are those of a funnel, and all of them agree with each other.
 * Heads that are not behind K cannot read the field and keep their logits. Everything is summed in
 * log space. Not thread-safe.
 */
final class Marginalization {
  private final FeatureSchema schema;
  private final Funnel funnel;
  private final int place;
  private final ValueShares shares;

  /** The heads behind K. */
  private final int[] heads;

  private final FunnelRow row;
  private final double[] happens;
  private final double[] fails;
  private final Batch expanded;
  private final CrossColumns crosses;

  private Marginalization(FeatureSchema schema, Funnel funnel, int place, ValueShares shares) {
    this.schema = schema;
    this.funnel = funnel;
    this.place = place;
    this.shares = shares;
    String event = ((ReadField) schema.fields().get(place).config()).knownAfter();
    int known = funnel.indexOf(Objects.requireNonNull(event));
    List<Funnel.Head> all = funnel.heads();
    this.heads =
        IntStream.range(0, all.size())
            .filter(h -> known >= 0 && funnel.implies(all.get(h).parent(), known))
            .toArray();
    this.row = new FunnelRow(funnel);
    this.happens = new double[all.size()];
    this.fails = new double[all.size()];
    this.expanded = new Batch(schema, List.of());
    this.crosses = new CrossColumns(schema);
  }

  /** What a schema asks for; null if none of its fields is averaged over. */
  static @Nullable Marginalization of(FeatureSchema schema, Funnel funnel) {
    int place = schema.marginalized();
    if (place < 0) {
      return null;
    }
    EncodedField.Single field = (EncodedField.Single) schema.fields().get(place);
    @Nullable ValueShares shares = field.shares();
    if (shares == null) {
      throw new IllegalStateException(
          "field ["
              + field.name()
              + "] is to be averaged over, and the shares of its values were not learnt");
    }
    return new Marginalization(schema, funnel, place, shares);
  }

  boolean isFor(FeatureSchema other) {
    return schema == other;
  }

  /** Whether a candidate gives no value. */
  boolean isMissing(Batch batch, int i) {
    return ((Column.Ids) batch.column(place)).ids()[i] == Vocabulary.MISSING;
  }

  /** How often a candidate is run that gives no value. */
  int values() {
    return shares.size();
  }

  /** The candidates of one request [from, to), each once for each value. */
  Batch expand(Batch batch, int request, int from, int to) {
    expanded.clear();
    expanded.addRequest((to - from) * values());
    List<EncodedField> fields = schema.fields();
    for (int f = 0; f < fields.size(); f++) {
      if (f == place) {
        addValues((Column.Ids) expanded.column(f), to - from);
      } else if (fields.get(f) instanceof EncodedField.Cross) {
        continue; // computed from their parts
      } else if (fields.get(f).level() == Level.REQUEST) {
        expanded.column(f).append(batch.column(f), request, 1);
      } else {
        for (int i = from; i < to; i++) {
          for (int v = 0; v < values(); v++) {
            expanded.column(f).append(batch.column(f), i, 1);
          }
        }
      }
    }
    crosses.fill(expanded);
    return expanded;
  }

  private void addValues(Column.Ids ids, int candidates) {
    for (int i = 0; i < candidates; i++) {
      for (int v = 0; v < values(); v++) {
        ids.add(shares.id(v));
      }
    }
  }

  /**
   * The averaged logits of one candidate.
   *
   * @param logits for each head, with the candidate's rows, one for each value, from {@code first}
   * @param into for each head, written at place {@code i}
   */
  void average(double[][] logits, int first, double[][] into, int i) {
    Arrays.fill(happens, Double.NEGATIVE_INFINITY);
    Arrays.fill(fails, Double.NEGATIVE_INFINITY);
    for (int v = 0; v < values(); v++) {
      for (int h = 0; h < logits.length; h++) {
        row.setLogit(h, logits[h][first + v]);
      }
      row.evaluate();
      double logShare = Math.log(shares.of(shares.id(v)));
      for (int h : heads) {
        double before = logShare + row.logJoint(funnel.heads().get(h).parent());
        double s = logits[h][first + v];
        happens[h] = LogProbability.logAddExp(happens[h], before + LogProbability.logSigmoid(s));
        fails[h] = LogProbability.logAddExp(fails[h], before + LogProbability.logSigmoid(-s));
      }
    }
    for (int h = 0; h < logits.length; h++) {
      into[h][i] = logits[h][first];
    }
    for (int h : heads) {
      into[h][i] = happens[h] - fails[h];
    }
  }
}
