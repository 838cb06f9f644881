package io.esmm.data.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CombinationCounterTest {
  @TempDir Path scratch;

  @Test
  void theMostFrequentComeFirstAndEqualsAscend() {
    try (CombinationCounter counter = new CombinationCounter(2, scratch, 0)) {
      for (long value : new long[] {9, 3, 7, 7, Long.MAX_VALUE, 9, 7, 0, Long.MAX_VALUE}) {
        counter.see(value);
      }
      assertThat(counter.frequent()).containsExactly(7, 9, Long.MAX_VALUE);
    }
  }

  @Test
  void nothingSeenGivesNothing() {
    try (CombinationCounter counter = new CombinationCounter(1, scratch, 0)) {
      assertThat(counter.frequent()).isEmpty();
    }
  }

  @Test
  void countsThatDoNotFitIntoMemoryAreTheSame() {
    SplittableRandom random = new SplittableRandom(5);
    for (int minCount : new int[] {1, 2, 5}) {
      Map<Long, Integer> counts = new HashMap<>();
      try (CombinationCounter counter = new CombinationCounter(minCount, scratch, 3, 1024)) {
        for (int i = 0; i < 20_000; i++) {
          long value = (long) (Math.pow(random.nextDouble(), 3) * 5000) * 1_000_000_007L;
          counter.see(value);
          counts.merge(value, 1, Integer::sum);
        }
        assertThat(scratch).isNotEmptyDirectory();
        List<Long> expected =
            counts.keySet().stream()
                .filter(value -> counts.get(value) >= minCount)
                .sorted(Comparator.<Long>comparingInt(v -> -counts.get(v)).thenComparing(v -> v))
                .toList();
        assertThat(counter.frequent()).containsExactly(expected.toArray(Long[]::new));
      }
      assertThat(scratch).isEmptyDirectory();
    }
  }
}
