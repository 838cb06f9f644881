package io.esmm.data.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esmm.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AliCcpWriterTest {
  private static final Simulator SIMULATOR = new Simulator(SimulatorConfig.quickstart(8_000, 4));
  private static final List<String> FILES =
      List.of(AliCcpWriter.SKELETON, AliCcpWriter.COMMON, AliCcpWriter.TRUTH, AliCcpWriter.SUMMARY);

  @TempDir Path folder;

  @Test
  void bytesAreTheSameForAnyNumberOfThreads() throws IOException {
    new AliCcpWriter().write(SIMULATOR, folder.resolve("one"));
    new AliCcpWriter(false, 3).write(new Simulator(SIMULATOR.config()), folder.resolve("three"));
    for (String file : FILES) {
      assertThat(folder.resolve("three").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("one").resolve(file));
    }
  }

  @Test
  void anotherSeedWritesOtherBytes() throws IOException {
    new AliCcpWriter().write(SIMULATOR, folder.resolve("a"));
    new AliCcpWriter().write(new Simulator(SIMULATOR.config().withSeed(9)), folder.resolve("b"));
    for (String file : FILES) {
      assertThat(
              Files.mismatch(folder.resolve("a").resolve(file), folder.resolve("b").resolve(file)))
          .isNotNegative();
    }
  }

  @Test
  void compressedTablesHoldTheSame() throws IOException {
    new AliCcpWriter(false, 1).write(SIMULATOR, folder.resolve("plain"));
    new AliCcpWriter(true, 2).write(SIMULATOR, folder.resolve("gzip"));
    for (String file : FILES.subList(0, 3)) {
      Path compressed = folder.resolve("gzip").resolve(file + ".gz");
      try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(compressed))) {
        assertThat(in).hasBinaryContent(Files.readAllBytes(folder.resolve("plain").resolve(file)));
      }
    }
  }

  @Test
  void skeletonLinesSayWhatWasSimulated() throws IOException {
    new AliCcpWriter().write(SIMULATOR, folder.resolve("log"));
    List<String> lines = Files.readAllLines(folder.resolve("log").resolve(AliCcpWriter.SKELETON));
    assertThat(lines).hasSize(8_000);
    long[] first = SimulatedField.firstIds(SIMULATOR.config(), SIMULATOR.intentions());
    SimulatedRequest request = SIMULATOR.newRequest();
    int row = 0;
    for (long r = 0; r < SIMULATOR.requests(); r++) {
      SIMULATOR.read(r, request);
      String key = lines.get(row).split(",", -1)[3];
      assertThat(key).matches("[0-9a-f]{16}");
      for (int i = 0; i < request.size(); i++, row++) {
        String[] columns = lines.get(row).split(",", -1);
        assertThat(columns).hasSize(6);
        assertThat(columns[0]).isEqualTo(Integer.toString(row + 1));
        assertThat(columns[1]).isEqualTo(request.clicked(i) ? "1" : "0");
        assertThat(columns[2]).isEqualTo(request.converted(i) ? "1" : "0");
        assertThat(columns[3]).isEqualTo(key);
        Map<String, List<String>> fields = parse(columns[4], columns[5]);
        assertThat(fields.remove("205")).containsExactly(one(first, "205", request.item(i).id()));
        assertThat(fields.remove("206"))
            .containsExactly(one(first, "206", request.item(i).category()));
        assertThat(fields.remove("207")).containsExactly(one(first, "207", request.item(i).shop()));
        assertThat(fields.remove("301")).containsExactly(one(first, "301", request.scenario()));
        assertThat(fields.remove("210")).hasSize(request.item(i).intentionCount());
        assertThat(fields.containsKey("216")).isEqualTo(request.item(i).brand() >= 0);
        int seen = request.categories().countOf(request.item(i).category());
        if (seen > 0) {
          long id = first[SimulatedField.CATEGORY_CROSS.ordinal()] + request.item(i).category();
          assertThat(fields.remove("508")).containsExactly(id + "\u0003" + logarithm(seen));
        }
        assertThat(List.of("216", "509", "702", "853")).containsAll(fields.keySet());
      }
    }
  }

  @Test
  void commonLinesSayWhatIsKnownOfTheUser() throws IOException {
    new AliCcpWriter().write(SIMULATOR, folder.resolve("log"));
    List<String> lines = Files.readAllLines(folder.resolve("log").resolve(AliCcpWriter.COMMON));
    assertThat(lines).hasSize((int) SIMULATOR.requests());
    assertThat(lines.stream().map(line -> line.substring(0, 16)).distinct()).hasSize(lines.size());
    long[] first = SimulatedField.firstIds(SIMULATOR.config(), SIMULATOR.intentions());
    SimulatedRequest request = SIMULATOR.newRequest();
    for (int r = 0; r < lines.size(); r++) {
      SIMULATOR.read(r, request);
      SimulatedUser user = request.user();
      String[] columns = lines.get(r).split(",", -1);
      assertThat(columns).hasSize(3);
      Map<String, List<String>> fields = parse(columns[1], columns[2]);
      assertThat(fields.getOrDefault("101", List.of()))
          .isEqualTo(user.idKnown() ? List.of(one(first, "101", user.id())) : List.of());
      assertThat(fields.getOrDefault("125", List.of()))
          .isEqualTo(user.profileKnown() ? List.of(one(first, "125", user.age())) : List.of());
      List<String> brands = new ArrayList<>();
      for (int b = 0; b < request.brands().size(); b++) {
        long id = first[SimulatedField.BRAND_HISTORY.ordinal()] + request.brands().id(b);
        brands.add(id + "\u0003" + logarithm(request.brands().count(b)));
      }
      assertThat(fields.getOrDefault("127_14", List.of()))
          .containsExactlyInAnyOrderElementsOf(brands);
    }
  }

  @Test
  void fieldsComeInNoFixedOrder() throws IOException {
    new AliCcpWriter().write(SIMULATOR, folder.resolve("log"));
    try (Stream<String> lines = Files.lines(folder.resolve("log").resolve(AliCcpWriter.SKELETON))) {
      assertThat(
              lines
                  .limit(500)
                  .map(line -> line.split(",")[5])
                  .map(features -> features.substring(0, features.indexOf('\u0002')))
                  .distinct())
          .contains("205", "206", "207", "210", "216", "301");
    }
  }

  @Test
  void valuesAreLogarithmsWithUpToFiveDecimals() {
    TokenList tokens =
        new TokenList(SimulatedField.firstIds(SIMULATOR.config(), SIMULATOR.intentions()));
    tokens.add(SimulatedField.USER, 4);
    tokens.add(SimulatedField.USER, 4, 1);
    tokens.add(SimulatedField.USER, 4, 2);
    tokens.add(SimulatedField.USER, 4, 11);
    ByteSink sink = new ByteSink();
    tokens.write(sink);
    // ln 2, ln 3 and ln 12 = 2.48490..., the real files leave out trailing zeros
    assertThat(sink.toString())
        .isEqualTo(
            "101\u00025\u00031.0\u0001101\u00025\u00030.69315"
                + "\u0001101\u00025\u00031.09861\u0001101\u00025\u00032.48491");
  }

  @Test
  void summarySaysTheConfigurationAndTheCountsOfTheTables() throws IOException {
    SimulationSummary summary = new AliCcpWriter().write(SIMULATOR, folder.resolve("log"));
    JsonNode json =
        new ObjectMapper().readTree(folder.resolve("log").resolve("simulation.json").toFile());
    assertThat(json.at("/config/seed").asLong()).isEqualTo(4);
    assertThat(json.at("/counts/impressions").asLong()).isEqualTo(8_000);
    assertThat(json.at("/counts/requests").asLong()).isEqualTo(SIMULATOR.requests());
    List<String> lines = Files.readAllLines(folder.resolve("log").resolve(AliCcpWriter.SKELETON));
    assertThat(lines.stream().filter(line -> line.split(",")[1].equals("1")))
        .hasSize(json.at("/counts/clicks").asInt());
    assertThat(lines.stream().filter(line -> line.split(",")[2].equals("1")))
        .hasSize(json.at("/counts/conversions").asInt());
    assertThat(summary.counts().clicks()).isEqualTo(json.at("/counts/clicks").asLong());
  }

  @Test
  void progressEndsWithTheLastImpression() {
    List<Long> told = new ArrayList<>();
    new AliCcpWriter(false, 2).write(SIMULATOR, folder.resolve("log"), told::add);
    assertThat(told).isSorted().endsWith(8_000L);
  }

  @Test
  void failureLeavesNothingBehind() throws IOException {
    Path target = folder.resolve("log");
    assertThatThrownBy(() ->
            new AliCcpWriter(true, 2)
                .write(
                    SIMULATOR,
                    target,
                    rows -> {
                      throw new IllegalStateException("stop");
                    }))
        .hasMessage("stop");
    assertThat(target).doesNotExist();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.filter(Files::isDirectory)).isEmpty();
    }
  }

  @Test
  void folderOfOtherFilesIsNotReplaced() throws IOException {
    Path target = Files.createDirectory(folder.resolve("mine"));
    Files.writeString(target.resolve("thesis.txt"), "years of work");
    assertThatThrownBy(() -> new AliCcpWriter().write(SIMULATOR, target))
        .isInstanceOf(ProblemException.class);
    assertThat(target.resolve("thesis.txt")).hasContent("years of work");
  }

  private static String one(long[] first, String field, int value) {
    SimulatedField named =
        Arrays.stream(SimulatedField.values())
            .filter(f -> f.number.equals(field))
            .findFirst()
            .orElseThrow();
    return (first[named.ordinal()] + value) + "\u00031.0";
  }

  private static String logarithm(int count) {
    return String.format(Locale.ROOT, "%.5f", Math.log(1.0 + count)).replaceAll("0+$", "");
  }

  /** The features of a list by field, each as id \x03 value; checks their number and their form. */
  private static Map<String, List<String>> parse(String number, String list) {
    Map<String, List<String>> fields = new HashMap<>();
    String[] features = list.split("\u0001", -1);
    assertThat(number).isEqualTo(Integer.toString(features.length));
    for (String feature : features) {
      assertThat(feature).matches("[0-9_]+\u0002[0-9]+\u0003[0-9]+\\.[0-9]{1,5}");
      int end = feature.indexOf('\u0002');
      fields
          .computeIfAbsent(feature.substring(0, end), name -> new ArrayList<>())
          .add(feature.substring(end + 1));
    }
    assertThat(String.join("", features)).isASCII();
    assertThat(list.getBytes(StandardCharsets.US_ASCII)).hasSize(list.length());
    return fields;
  }
}
