package io.esmm.data.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import io.esmm.data.raw.RawRow;
import io.esmm.funnel.EventConfig;
import io.esmm.funnel.FunnelConfig;
import io.esmm.funnel.PathConfig;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Impression, click, cart or no-cart, purchase after either, and leave after no-cart alone. */
class BranchLabelsTest {
  private final FunnelLabels labels =
      new FunnelLabels(
          new FunnelConfig(
              "impression",
              List.of(
                  EventConfig.reached(
                      "purchase",
                      "bought",
                      List.of(
                          new PathConfig("cart", new NoTower()),
                          new PathConfig("no-cart", new NoTower()))),
                  EventConfig.otherwise("no-cart", "cart"),
                  new EventConfig("click", "impression", "clicked", new NoTower()),
                  new EventConfig("cart", "click", "carted", new NoTower()),
                  new EventConfig("leave", "no-cart", "left", new NoTower()))));

  private static RawRow row(int purchase, int click, int cart, int leave) {
    RawRow row = new RawRow(0, 4);
    row.label(0, (byte) purchase);
    row.label(1, (byte) click);
    row.label(2, (byte) cart);
    row.label(3, (byte) leave);
    return row;
  }

  @Test
  void eventsThatHappenOtherwiseHaveNoLabel() {
    assertThat(labels.names()).containsExactly("purchase", "click", "cart", "leave");
  }

  @ParameterizedTest
  @CsvSource({"1,1,1,0", "1,1,0,0", "0,1,0,1", "0,0,0,0", "1,1,0,1"})
  void aRowThatTookAPathIsSound(int purchase, int click, int cart, int leave) {
    RawRow row = row(purchase, click, cart, leave);
    assertThat(labels.violation(row)).isNull();
    assertThat(labels.clear(row)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,0,0,0|[purchase] without [cart] or [no-cart]|"
            + "label [bought] is 1, [carted] is 0, [no-cart] did not happen|0,0,0,0",
        "0,1,1,1|[leave] without [no-cart]|label [left] is 1, [no-cart] did not happen|0,1,1,0",
        "1,0,1,0|[cart] without [click]|label [carted] is 1, [clicked] is 0|0,0,0,0"
      })
  void aRowThatReachedAnEventOnNoPathIsToldOrCleared(
      String given, String reason, String detail, String cleared) {
    RawRow row = row(at(given, 0), at(given, 1), at(given, 2), at(given, 3));
    assertThat(labels.violation(row)).hasToString(reason + ": " + detail);
    assertThat(labels.clear(row)).isTrue();
    for (int e = 0; e < 4; e++) {
      assertThat(row.label(e)).isEqualTo((byte) at(cleared, e));
    }
    assertThat(labels.violation(row)).isNull();
  }

  private static int at(String labels, int event) {
    return labels.charAt(2 * event) - '0';
  }
}
