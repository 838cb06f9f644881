package io.esmm.data.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeySetTest {

  @Test
  void saysWhatAHashSetSaysOnRandomKeys() {
    Random random = new Random(5);
    KeySet keys = new KeySet();
    Set<String> expected = new HashSet<>();
    for (int i = 0; i < 200_000; i++) {
      String key =
          switch (random.nextInt(4)) {
            case 0 -> String.valueOf(random.nextInt(50_000));
            case 1 -> String.valueOf(random.nextLong());
            case 2 -> Integer.toHexString(random.nextInt(50_000));
            default -> "0" + random.nextInt(1000);
          };
      assertThat(keys.add(key)).as(key).isEqualTo(expected.add(key));
    }
  }

  @Test
  void leadingZerosSignsAndLongNumbersAreDifferentKeys() {
    KeySet keys = new KeySet();
    for (String key :
        new String[] {
          "0",
          "00",
          "-0",
          "+0",
          "7",
          "07",
          "7.0",
          "999999999999999999",
          "1999999999999999999",
          " 7",
          "",
        }) {
      assertThat(keys.add(key)).as("[%s]", key).isTrue();
      assertThat(keys.add(key)).as("[%s]", key).isFalse();
    }
  }
}
