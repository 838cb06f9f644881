package io.esmm.examples.coat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esmm.config.ConfigReader;
import io.esmm.data.config.DataConfig;
import io.esmm.tower.TowerRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoatTablesTest {
  @TempDir Path folder;

  /** Two users and twenty coats: user 0 rated coats 0 and 1, user 1 coat 19. */
  @BeforeEach
  void writeMatrices() throws IOException {
    Path features = Files.createDirectories(folder.resolve("user_item_features"));
    Files.write(features.resolve("user_features_map.txt"), List.of("gender:men", "gender:women"));
    Files.write(features.resolve("user_features.ascii"), List.of("1 0", "0 1"));
    Files.write(
        features.resolve("item_features_map.txt"),
        List.of("color:blue", "color:red", "onfrontpage:yes"));
    Files.write(
        features.resolve("item_features.ascii"),
        Stream.concat(Stream.generate(() -> "0 1 1").limit(19), Stream.of("1 0 0")).toList());
    Files.write(
        folder.resolve("train.ascii"), List.of("5 3" + " 0".repeat(18), "0 ".repeat(19) + "4"));
    Files.write(
        folder.resolve("test.ascii"), List.of("0 ".repeat(19) + "2", "4" + " 0".repeat(19)));
    Files.write(
        folder.resolve("propensities.ascii"),
        List.of("0.1 0.9" + " 0.5".repeat(18), "0.5 ".repeat(19) + "0.05"));
    CoatTables.write(folder, folder.resolve("out"));
  }

  private List<String> table(String name) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("out").resolve(name + ".csv"));
    assertThat(lines.getFirst())
        .isEqualTo("user,user_gender,item,item_color,item_onfrontpage,observed,liked,weight");
    return lines.subList(1, lines.size());
  }

  @Test
  void everyPairIsInOneOfTwoTablesAndCarriesItsFeatures() throws IOException {
    List<String> all = new ArrayList<>(table("train"));
    all.addAll(table("validation"));
    assertThat(all).hasSize(40).doesNotHaveDuplicates();
    assertThat(all)
        .contains("0,men,0,red,yes,1,1,10.0", "1,women,19,blue,,1,1,20.0")
        .contains("1,women,0,red,yes,0,0,");
    assertThat(all.stream().filter(line -> !line.endsWith(",0,0,"))).hasSize(3);
  }

  @Test
  void observedPairsWeighOneOverTheirPropensity() throws IOException {
    List<String> all = new ArrayList<>(table("train"));
    all.addAll(table("validation"));
    List<String> observed = all.stream().filter(line -> !line.endsWith(",")).toList();
    assertThat(observed)
        .extracting(line -> Double.parseDouble(line.substring(line.lastIndexOf(',') + 1)))
        .containsExactlyInAnyOrder(1 / 0.1, 1 / 0.9, 1 / 0.05);
  }

  @Test
  void testHoldsTheRandomRatingsAlone() throws IOException {
    assertThat(table("test")).containsExactly("0,men,19,blue,,1,0,", "1,women,0,red,yes,1,1,");
  }

  @Test
  void configurationsDifferInObjectiveAndSharingAlone() throws IOException {
    ConfigReader reader = new ConfigReader(TowerRegistry.load()).withData(DataConfig.class);
    HashSet<String> rest = new HashSet<>();
    try (Stream<Path> files = Files.list(Path.of("coat"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
        reader.read(file, List.of());
        ObjectNode tree = reader.tree(file);
        tree.remove(List.of("name", "objective"));
        ((ObjectNode) tree.get("embedding")).remove("sharing");
        rest.add(tree.toString());
      }
    }
    assertThat(rest).hasSize(1);
  }
}
