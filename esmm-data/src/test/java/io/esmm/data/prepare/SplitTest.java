package io.esmm.data.prepare;

import static io.esmm.data.prepare.RawFolder.categorical;
import static io.esmm.data.prepare.RawFolder.clickOnly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.esmm.data.prepared.PreparedSet;
import io.esmm.field.Level;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitTest {
  @TempDir Path temporary;
  private RawFolder folder;

  @BeforeEach
  void begin() {
    folder = new RawFolder(temporary);
  }

  private PreparationSummary prepare(String split) {
    return folder.prepare(
        List.of(categorical("item", Level.IMPRESSION)),
        clickOnly(),
        "{'source': {'type': 'csv', 'path': 'rows.csv'}, 'request': ['user'], 'key': 'id', 'split':"
            + " "
            + split
            + "}");
  }

  private Set<String> keys(String split) {
    try (PreparedSet set = PreparedSet.open(folder.out().resolve(split))) {
      String[] keys = new String[(int) set.impressions()];
      set.readKeys(0, keys);
      return new HashSet<>(List.of(keys));
    }
  }

  @Test
  void timeDecidesWhereverTheRowStands() {
    folder.write(
        "rows.csv",
        "id,user,item,click,time",
        "1,u,a,1,900",
        "2,u,b,1,1000",
        "3,u,c,1,99",
        "4,v,d,1,950",
        "5,v,d,1,1001.5");
    prepare("{'type': 'time', 'column': 'time', 'testFrom': '1000', 'validationFrom': '950'}");
    assertThat(keys("train")).containsExactlyInAnyOrder("1", "3");
    assertThat(keys("validation")).containsExactlyInAnyOrder("4");
    assertThat(keys("test")).containsExactlyInAnyOrder("2", "5");
  }

  @Test
  void datesAreComparedAsTexts() {
    folder.write(
        "rows.csv",
        "id,user,item,click,day",
        "1,u,a,1,2022-04-29",
        "2,u,b,1,2022-04-30 00:00:01",
        "3,u,c,1,2022-05-01");
    prepare("{'type': 'time', 'column': 'day', 'testFrom': '2022-04-30'}");
    assertThat(keys("train")).containsExactly("1");
    assertThat(keys("test")).containsExactlyInAnyOrder("2", "3");
  }

  @Test
  void aRequestThatTheTimeCutsIsARequestInBothSplits() {
    folder.write(
        "rows.csv", "id,user,item,click,time", "1,u,a,1,1", "2,u,b,1,5", "3,u,c,1,2", "4,u,d,1,6");
    PreparationSummary summary = prepare("{'type': 'time', 'column': 'time', 'testFrom': '5'}");
    assertThat(summary.splits()).extracting(SplitSummary::requests).containsExactly(1L, 1L);
    assertThat(summary.splits()).extracting(SplitSummary::impressions).containsExactly(2L, 2L);
  }

  @Test
  void shareKeepsRequestsWhole() {
    folder.write(
        "rows.csv",
        "id,user,item,click",
        "1,u,a,1",
        "2,u,a,1",
        "3,v,a,1",
        "4,v,a,1",
        "5,v,a,1",
        "6,w,a,1");
    prepare("{'type': 'share', 'test': 0.34}");
    assertThat(keys("train")).containsExactlyInAnyOrder("1", "2", "3", "4", "5");
    assertThat(keys("test")).containsExactly("6");
  }

  @Test
  void hashKeepsAllRowsOfAValueTogether() {
    StringBuilder rows = new StringBuilder("id,user,item,click\n");
    for (int i = 0; i < 4000; i++) {
      rows.append(i).append(",u").append(i % 1000).append(",a,1\n");
    }
    folder.write("rows.csv", rows.toString());
    PreparationSummary summary =
        prepare("{'type': 'hash', 'column': 'user', 'test': 0.3, 'validation': 0.1}");
    double testShare = summary.splits().get(2).impressions() / 4000.0;
    double validation = summary.splits().get(1).impressions() / 4000.0;
    assertThat(testShare).isCloseTo(0.3, within(0.05));
    assertThat(validation).isCloseTo(0.1, within(0.03));
    Set<String> test = keys("test");
    assertThat(test)
        .allMatch(key -> test.contains(String.valueOf((Integer.parseInt(key) + 1000) % 4000)));
  }

  @Test
  void rowsWithoutATimeAreSetAside() {
    folder.write("rows.csv", "id,user,item,click,time", "1,u,a,1,1", "2,u,b,1,", "3,u,b,1,late");
    PreparationSummary summary =
        folder.prepare(
            List.of(categorical("item", Level.IMPRESSION)),
            clickOnly(),
            """
            {'source': {'type': 'csv', 'path': 'rows.csv'},
             'policy': {'unreadableRow': 'drop', 'maxSetAsideShare': 1},
             'split': {'type': 'time', 'column': 'time', 'testFrom': '5'}}\
            """);
    assertThat(summary.setAside())
        .containsEntry("split column [time] is missing", 1L)
        .containsEntry("split column [time] is not a number like testFrom", 1L);
  }
}
