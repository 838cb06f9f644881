package io.esmm.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.esmm.tower.TowerRegistry;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReferenceWriterTest {
  private final TowerRegistry towers = TowerRegistry.of(new FakeTowers());
  private final String page = new ReferenceWriter(towers).markdown();

  @Test
  void aPropertyHasItsValueDefaultAndMeaning() {
    assertThat(page)
        .contains(
            "| `dimension` | integer | `18` | width of an embedding where a field gives none,"
                + " 1 to 4096 |")
        .contains("| `probability` | `\"joint\"`, `\"conditional\"` |  | joint: ");
  }

  @Test
  void everyTowerHasASection() {
    assertThat(page)
        .contains("### tower `layered`\n\n| property |")
        .contains("| `hidden` | list of integers |  | widths of the hidden layers, in order |")
        .contains("### tower `linear`");
  }

  @Test
  void everyLinkLeadsToASection() {
    var headings =
        Pattern.compile("(?m)^## (\\S+)$").matcher(page).results().map(h -> h.group(1)).toList();

    assertThat(Pattern.compile("\\]\\(#([^)]*)\\)").matcher(page).results())
        .isNotEmpty()
        .extracting(MatchResult::group)
        .allSatisfy(
            link -> assertThat(headings).anyMatch(h -> link.equals("](#" + h.toLowerCase() + ")")));
  }

  @Test
  void aPresetIsShownAsAWord() {
    assertThat(page).contains("Instead of the object, one word: `\"esmm\"`, `\"base\"`, ");
  }

  @Test
  void dataIsDescribedByItsRecord() {
    assertThat(new ReferenceWriter(towers).withData(ConfigReaderTest.FakeData.class).markdown())
        .contains("| `data` | [fakeData](#fakedata) |")
        .contains("| `columns` | object of strings |");
  }
}
