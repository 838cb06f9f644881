package io.esmm.data.vocabulary;

import io.esmm.storage.IoProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Counts numbers, any amount of them, and gives those that are frequent enough. Occurrences are
 * collected and sorted; when they fill the memory they become a sorted run on the disk, and in the
 * end the runs are merged. Exact.
 */
final class CombinationCounter implements AutoCloseable {
  /** Occurrences that are kept in memory. */
  static final int IN_MEMORY = 4_000_000;

  private final int minCount;
  private final Path scratch;
  private final int number;
  private final int inMemory;
  private final List<Path> runs = new ArrayList<>();
  private long[] seen = new long[1024];
  private int size;

  /**
   * @param scratch an existing folder for the runs
   * @param number tells the files of this counter from those of others
   */
  CombinationCounter(int minCount, Path scratch, int number) {
    this(minCount, scratch, number, IN_MEMORY);
  }

  CombinationCounter(int minCount, Path scratch, int number, int inMemory) {
    this.minCount = minCount;
    this.scratch = scratch;
    this.number = number;
    this.inMemory = inMemory;
  }

  /** Counts a number, at least 0. */
  void see(long value) {
    if (size == seen.length) {
      if (size >= inMemory) {
        writeRun();
      } else {
        seen = Arrays.copyOf(seen, Math.min(2 * size, inMemory));
      }
    }
    seen[size++] = value;
  }

  private void writeRun() {
    Arrays.sort(seen, 0, size);
    Path file = scratch.resolve("combinations-" + number + "-" + runs.size());
    runs.add(file);
    try {
      CountedRun.write(file, CountedRun.of(seen, size));
    } catch (IOException e) {
      throw IoProblems.writing(file, e);
    }
    size = 0;
  }

  /** The numbers seen at least {@code minCount} times: by count descending, then ascending. */
  long[] frequent() {
    Arrays.sort(seen, 0, size);
    Frequent frequent = new Frequent(minCount);
    List<CountedRun> open = new ArrayList<>();
    try {
      open.add(CountedRun.of(seen, size));
      for (Path run : runs) {
        open.add(CountedRun.read(run));
      }
      merge(open, frequent);
    } catch (IOException e) {
      throw IoProblems.reading(scratch, e);
    } finally {
      open.forEach(CountedRun::close);
    }
    seen = new long[0];
    size = 0;
    return frequent.byCount();
  }

  private static void merge(List<CountedRun> runs, Frequent frequent) throws IOException {
    PriorityQueue<CountedRun> next =
        new PriorityQueue<>(runs.size(), Comparator.comparingLong(CountedRun::value));
    for (CountedRun run : runs) {
      if (run.next()) {
        next.add(run);
      }
    }
    long value = -1;
    long count = 0;
    while (!next.isEmpty()) {
      CountedRun run = next.remove();
      if (run.value() != value) {
        frequent.add(value, count);
        value = run.value();
        count = 0;
      }
      count += run.count();
      if (run.next()) {
        next.add(run);
      }
    }
    frequent.add(value, count);
  }

  @Override
  public void close() {
    for (Path run : runs) {
      try {
        Files.deleteIfExists(run);
      } catch (IOException e) {
        throw IoProblems.writing(run, e);
      }
    }
    runs.clear();
  }

  /** Numbers that occur often enough, given in ascending order. */
  private static final class Frequent {
    private final int minCount;
    private long[] values = new long[1024];
    private long[] keys = new long[1024];
    private int size;

    Frequent(int minCount) {
      this.minCount = minCount;
    }

    void add(long value, long count) {
      if (count < minCount) {
        return;
      }
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
        keys = Arrays.copyOf(keys, 2 * size);
      }
      values[size] = value;
      // Two thousand million is many, and no more are told apart. The place keeps equals in order.
      keys[size] = (Integer.MAX_VALUE - Math.min(count, Integer.MAX_VALUE)) << 32 | size;
      size++;
    }

    long[] byCount() {
      Arrays.sort(keys, 0, size);
      long[] sorted = new long[size];
      for (int i = 0; i < size; i++) {
        sorted[i] = values[(int) keys[i]];
      }
      return sorted;
    }
  }
}
