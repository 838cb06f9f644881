package io.esmm.field;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The combinations of a cross's parts in one row: the ids of the first part vary slowest, the
 * weights of a combination multiply. Beyond {@link CrossField#MOST_COMBINATIONS} the rest is left
 * out; a missing part leaves none. Reused from row to row; allocates nothing then. Not thread-safe.
 */
public final class Combinations {
  /** Stands for a combination with an unknown part; all others are at least 0. */
  public static final long UNKNOWN = -1;

  private final List<EncodedField.Embedded> parts;
  private final @Nullable CrossNumbers numbers;
  private long[] combinations = new long[16];
  private float[] weights = new float[16];
  private long[] nextCombinations = new long[16];
  private float[] nextWeights = new float[16];
  private int size;

  /**
   * Room for the combinations of this cross, in one row at a time.
   *
   * @throws io.esmm.problem.ProblemException if the cross has a vocabulary and more than 2^63 - 1
   *     possible combinations
   */
  public Combinations(EncodedField.Cross cross) {
    this.parts = cross.parts();
    this.numbers =
        switch (cross.ids()) {
          case CrossVocabulary v -> new CrossNumbers(cross.name(), parts);
          case CrossHash h -> null;
        };
  }

  /** Begins a row; {@link #combine} then takes the parts in their order. */
  public void begin() {
    size = 1;
    combinations[0] = 0;
    weights[0] = 1;
  }

  /** Combines what there is with the part's ids in a row of its column. */
  public void combine(int part, Column column, int row) {
    switch (column) {
      case Column.Ids c -> {
        int id = c.ids()[row];
        if (id == Vocabulary.MISSING) {
          size = 0;
        } else {
          extendAll(part, id);
        }
      }
      case Column.Bags c -> multiply(part, c, c.offsets()[row], c.offsets()[row + 1]);
      case Column.Numbers c -> throw new IllegalArgumentException("numbers have no ids to combine");
    }
  }

  private void extendAll(int part, int id) {
    boolean known = isKnown(part, id);
    long key = known ? key(part, id) : 0;
    for (int i = 0; i < size; i++) {
      combinations[i] = known ? extend(combinations[i], part, key) : UNKNOWN;
    }
  }

  private void multiply(int part, Column.Bags bags, int from, int to) {
    int room = (int) Math.min((long) size * (to - from), CrossField.MOST_COMBINATIONS);
    if (nextCombinations.length < room) {
      nextCombinations = new long[Math.max(room, 2 * nextCombinations.length)];
      nextWeights = new float[nextCombinations.length];
    }
    int count = 0;
    for (int i = 0; i < size; i++) {
      for (int j = from; j < to && count < room; j++) {
        int id = bags.ids()[j];
        nextCombinations[count] =
            isKnown(part, id) ? extend(combinations[i], part, key(part, id)) : UNKNOWN;
        nextWeights[count++] = weights[i] * (bags.weighted() ? bags.weights()[j] : 1);
      }
    }
    size = count;
    long[] spare = combinations;
    combinations = nextCombinations;
    nextCombinations = spare;
    float[] spareWeights = weights;
    weights = nextWeights;
    nextWeights = spareWeights;
  }

  /** Ids of buckets are all known. */
  private boolean isKnown(int part, int id) {
    return id != Vocabulary.UNKNOWN || parts.get(part) instanceof EncodedField.Bucketized;
  }

  private long key(int part, int id) {
    if (numbers != null) {
      return id;
    }
    return switch (parts.get(part)) {
      case EncodedField.Tokens f -> f.vocabulary().hash(id);
      case EncodedField.Bucketized f -> CrossHash.bucket(id - 1);
      case EncodedField.Cross f -> throw new IllegalStateException("a cross of a cross");
    };
  }

  private long extend(long combination, int part, long key) {
    if (combination == UNKNOWN) {
      return UNKNOWN;
    }
    return numbers == null
        ? CrossHash.extend(combination, key)
        : numbers.extend(combination, part, (int) key);
  }

  /** The number of combinations in the row. */
  public int size() {
    return size;
  }

  /** What {@link CrossIds#id} and, for a vocabulary, counting know the combination by. */
  public long combination(int i) {
    return combinations[i];
  }

  /** The product of the parts' weights; a part without weights counts 1. */
  public float weight(int i) {
    return weights[i];
  }
}
