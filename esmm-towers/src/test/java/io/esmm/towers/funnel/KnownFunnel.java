package io.esmm.towers.funnel;

import io.esmm.batch.Batch;
import io.esmm.field.CategoricalField;
import io.esmm.field.Column;
import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.field.Level;
import io.esmm.field.Vocabulary;
import io.esmm.funnel.Funnel;
import io.esmm.funnel.LogProbability;
import io.esmm.funnel.Outcome;
import io.esmm.train.InMemorySet;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Rows drawn from a funnel whose logits are known: one field with a few values, the contexts, and
 * for each of them a logit for each head.
 */
final class KnownFunnel {
  static final List<String> CONTEXTS = List.of("a", "b", "c", "d");
  static final FeatureSchema SCHEMA =
      new FeatureSchema(
          List.of(
              new EncodedField.Categorical(
                  CategoricalField.of("context", Level.IMPRESSION),
                  new Vocabulary("context", CONTEXTS))));

  private final Funnel funnel;
  private final int rows;
  private final double[][] logits;
  private final int[] context;
  private final byte[][] happened;

  KnownFunnel(Funnel funnel, int rows, long seed) {
    this.funnel = funnel;
    this.rows = rows;
    SplittableRandom random = new SplittableRandom(seed);
    logits = new double[CONTEXTS.size()][];
    for (int c = 0; c < logits.length; c++) {
      logits[c] = random.doubles(funnel.heads().size(), -1.5, 1.5).toArray();
    }
    context = random.ints(rows, 0, logits.length).toArray();
    happened = new byte[funnel.events().size()][rows];
    Outcome outcome = new Outcome(funnel);
    for (int i = 0; i < rows; i++) {
      for (int e = 0; e < happened.length; e++) {
        int path = outcome.path(e);
        if (funnel.events().get(e).isOtherwise()) {
          outcome.complete(e);
        } else {
          double s = path < 0 ? 0 : logits[context[i]][funnel.firstHead(e) + path];
          boolean happens = path >= 0 && random.nextDouble() < LogProbability.sigmoid(s);
          outcome.set(e, (byte) (happens ? 1 : 0));
        }
        happened[e][i] = outcome.label(e);
      }
    }
  }

  Funnel funnel() {
    return funnel;
  }

  /** All rows, one to a request. */
  InMemorySet set() {
    InMemorySet set = new InMemorySet(SCHEMA, funnel.labelledNames());
    Batch batch = set.newBatch();
    for (int i = 0; i < rows; i++) {
      ((Column.Ids) batch.column(0)).add(id(context[i]));
      batch.addRequest(1);
      for (int l = 0; l < funnel.labelled().size(); l++) {
        int event = funnel.indexOf(funnel.labelledNames().get(l));
        batch.labels(l)[i] = happened[event][i];
      }
    }
    set.add(batch);
    return set;
  }

  /** The row of a context in an embedding table: the first ones are those of no known value. */
  static int id(int context) {
    EncodedField.Embedded field = (EncodedField.Embedded) SCHEMA.fields().getFirst();
    return field.tableRows() - CONTEXTS.size() + context;
  }

  /** The least joint cross-entropy of an event: that of its rate in each context. */
  double jointEntropy(String event) {
    byte[] labels = happened[funnel.indexOf(event)];
    double entropy = 0;
    for (int c = 0; c < logits.length; c++) {
      entropy += entropy(labels, all(c));
    }
    return entropy / rows;
  }

  /** The least conditional cross-entropy of an event: that of its rate in each context and path. */
  double conditionalEntropy(String event) {
    int e = funnel.indexOf(event);
    double entropy = 0;
    for (int parent : funnel.events().get(e).parents()) {
      for (int c = 0; c < logits.length; c++) {
        boolean[] of = all(c);
        for (int i = 0; i < rows; i++) {
          of[i] &= parent == Funnel.SPACE || happened[parent][i] == 1;
        }
        entropy += entropy(happened[e], of);
      }
    }
    return entropy / rows;
  }

  private boolean[] all(int c) {
    boolean[] of = new boolean[rows];
    for (int i = 0; i < rows; i++) {
      of[i] = context[i] == c;
    }
    return of;
  }

  /** n H(k / n) for k labels of n rows that are 1. */
  private double entropy(byte[] labels, boolean[] of) {
    int n = 0;
    int k = 0;
    for (int i = 0; i < rows; i++) {
      n += of[i] ? 1 : 0;
      k += of[i] ? labels[i] : 0;
    }
    return k == 0 || k == n
        ? 0
        : -k * Math.log((double) k / n) - (n - k) * Math.log((double) (n - k) / n);
  }
}
