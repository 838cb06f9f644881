package io.esmm.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class BucketsTest {

  @Test
  void aValueOnAnEdgeBelongsToTheLowerBucket() {
    Buckets buckets = new Buckets(List.of(1.0, 2.0));
    assertThat(buckets.rows()).isEqualTo(4);
    assertThat(buckets.id(Double.NaN)).isEqualTo(0);
    assertThat(buckets.id(-9)).isEqualTo(1);
    assertThat(buckets.id(1)).isEqualTo(1);
    assertThat(buckets.id(1.5)).isEqualTo(2);
    assertThat(buckets.id(2)).isEqualTo(2);
    assertThat(buckets.id(2.1)).isEqualTo(3);
  }

  @Test
  void withoutEdgesThereIsOneBucket() {
    Buckets buckets = new Buckets(List.of());
    assertThat(buckets.id(7)).isEqualTo(1);
    assertThat(buckets.rows()).isEqualTo(2);
  }

  @Test
  void equalNeighboursAreMerged() {
    assertThat(Buckets.ofSortedEdges(new double[] {-0.0, 0.0, 1, 1}))
        .isEqualTo(Buckets.ofSortedEdges(new double[] {-0.0, 1}));
  }

  @Test
  void edgesMustAscendAndBeFinite() {
    assertThatThrownBy(() -> new Buckets(List.of(2.0, 1.0)))
        .hasMessage("bucket edge [1.0] does not ascend from [2.0]");
    assertThatThrownBy(() -> new Buckets(List.of(Double.NaN)))
        .hasMessage("bucket edge [NaN] is not finite");
  }
}
