package io.esmm.graph;

import io.esmm.field.Column;
import io.esmm.field.Level;
import java.util.Arrays;

/**
 * Where the elements and pairs of one sequence field belong, for the shard of the present run: rows
 * are numbered within the shard. Filled once for each run and shared by all operations on the
 * field; buffers grow and are reused. Belongs to the thread of its workspace.
 */
public final class SequenceIndex {
  private final int field;
  private final Level level;
  private int[] firstPair = new int[17];
  private int[] ownerOf = new int[64];
  private int[] elementOf = new int[64];
  private int[] impressionOf = new int[64];
  private int[] requestOf = new int[64];

  SequenceIndex(int field, Level level) {
    this.field = field;
    this.level = level;
  }

  /** The pairs of impression i are [firstPair[i], firstPair[i + 1]). */
  public int[] firstPair() {
    return firstPair;
  }

  /** The request or impression, where the sequence lives, of each element. */
  public int[] ownerOf() {
    return ownerOf;
  }

  /** The element of each pair; those of an impression are consecutive. */
  public int[] elementOf() {
    return elementOf;
  }

  /** The impression of each pair. */
  public int[] impressionOf() {
    return impressionOf;
  }

  /** The request of each pair. */
  public int[] requestOf() {
    return requestOf;
  }

  void set(Shard shard) {
    int[] offsets = ((Column.Bags) shard.batch().column(field)).offsets();
    int first = shard.first(level);
    int owners = shard.rows(level);
    int firstElement = offsets[first];
    int elements = offsets[first + owners] - firstElement;
    ownerOf = room(ownerOf, elements);
    for (int owner = 0; owner < owners; owner++) {
      int from = offsets[first + owner] - firstElement;
      int to = offsets[first + owner + 1] - firstElement;
      Arrays.fill(ownerOf, from, to, owner);
    }
    setPairs(shard, offsets);
  }

  private void setPairs(Shard shard, int[] offsets) {
    int[] requests = shard.batch().requestOf();
    int impressions = shard.impressions();
    int firstImpression = shard.firstImpression();
    int firstElement = offsets[shard.first(level)];
    firstPair = room(firstPair, impressions + 1);
    int pairs = 0;
    for (int i = 0; i < impressions; i++) {
      int request = requests[firstImpression + i];
      int owner =
          switch (level) {
            case REQUEST -> request;
            case IMPRESSION -> firstImpression + i;
          };
      int from = offsets[owner] - firstElement;
      int length = offsets[owner + 1] - firstElement - from;
      firstPair[i] = pairs;
      elementOf = room(elementOf, pairs + length);
      impressionOf = room(impressionOf, pairs + length);
      requestOf = room(requestOf, pairs + length);
      Arrays.fill(impressionOf, pairs, pairs + length, i);
      Arrays.fill(requestOf, pairs, pairs + length, request - shard.firstRequest());
      for (int j = 0; j < length; j++) {
        elementOf[pairs + j] = from + j;
      }
      pairs += length;
    }
    firstPair[impressions] = pairs;
  }

  private static int[] room(int[] array, int size) {
    return size <= array.length ? array : Arrays.copyOf(array, Math.max(size, 2 * array.length));
  }
}
