package io.esmm.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esmm.cli.CommandRun;
import io.esmm.eval.experiment.MethodMeasures.Region;
import io.esmm.experiment.Measure;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of small, real experiments, as a browser shows them beside their results. */
@Tag("once")
class ExperimentPageTest {
  private static final Map<Region, String> REGIONS =
      Map.of(
          Region.ALL,
          "all impressions",
          Region.CLICKED,
          "the clicked ones",
          Region.UNCLICKED,
          "those without a click",
          Region.NEVER_CLICKED,
          "items that had no click in training");

  @TempDir private static Path folder;
  private static final Map<String, String> PAGES = new LinkedHashMap<>();
  private static ReadablePage seen = new ReadablePage(Map.of(), Map.of(), Map.of());

  @BeforeAll
  static void experiments() throws Exception {
    Chromium.assume();
    run("table2", "--impressions", "1000", "--figures", folder.resolve("figures").toString());
    run(
        "figure3",
        "--impressions",
        "1000",
        "--rates",
        "1,0.5",
        "--methods",
        "base,aman,division,esmm");
    seen = ReadablePage.look(PAGES, folder);
  }

  private static void run(String experiment, String... options) throws IOException {
    Path out = folder.resolve(experiment);
    List<Object> arguments = new ArrayList<>(List.of("experiment", experiment, "--out", out));
    arguments.addAll(Arrays.asList(options));
    arguments.addAll(List.of("--repeats", 2, "--threads", 2));
    for (String setting :
        List.of(
            "funnel.events.click.tower.hidden=[8]",
            "funnel.events.conversion.tower.hidden=[8]",
            "embedding.dimension=4",
            "training.batchSize=64")) {
      arguments.addAll(List.of("--set", setting));
    }
    CommandRun.of(arguments.toArray()).succeeds();
    PAGES.put(experiment, Files.readString(out.resolve("report.html")));
  }

  private static JsonNode results(String experiment) throws IOException {
    return new ObjectMapper().readTree(folder.resolve(experiment + "/results.json").toFile());
  }

  @Test
  void everyReaderCanReadThem() {
    seen.expectReadable();
  }

  @Test
  void thePrinterGetsAllOfIt() throws Exception {
    String page = PAGES.getOrDefault("table2", "");
    seen.expectPrinted("table2", new Chromium(folder).print(page));
  }

  @Test
  void everyCellOfTable2IsThatOfTheResults() throws IOException {
    assertThat(seen.page("table2").path("tables")).hasSize(6);
    expectTables(seen.page("table2"), results("table2").path("grids").path(0), "");
  }

  @Test
  void everyCellOfFigure3IsThatOfTheResults() throws IOException {
    assertThat(seen.page("figure3").path("tables")).hasSize(2 * 6);
    for (JsonNode grid : results("figure3").path("grids")) {
      double rate = grid.path("samplingRate").asDouble();
      expectTables(
          seen.page("figure3"), grid, ", samplingRate " + (rate == 1 ? "1" : String.valueOf(rate)));
    }
  }

  private static void expectTables(JsonNode page, JsonNode grid, String under) {
    expectMeans(table(page, "The paper's two tasks" + under), grid, Measure.OF_LABELS);
    REGIONS.forEach((region, words) -> {
      String caption = "pCVR against the true one, " + words + under;
      expectMeans(table(page, caption), grid, Measure.ofTruth(region));
    });
    expectTests(table(page, "What every method gains over esmm" + under), grid);
  }

  private static JsonNode table(JsonNode page, String caption) {
    for (JsonNode table : page.path("tables")) {
      if (table.path("caption").asText().equals(caption)) {
        return table;
      }
    }
    throw new AssertionError("no table [" + caption + "]");
  }

  private static void expectMeans(JsonNode table, JsonNode grid, List<Measure> measures) {
    assertThat(table.path("heads"))
        .extracting(JsonNode::asText)
        .isEqualTo(
            Stream.concat(Stream.of("method"), measures.stream().map(Measure::title)).toList());
    assertThat(table.path("rows")).hasSameSizeAs(grid.path("methods"));
    for (int m = 0; m < grid.path("methods").size(); m++) {
      JsonNode method = grid.path("methods").path(m);
      JsonNode row = table.path("rows").path(m);
      assertThat(row.path("name").asText()).isEqualTo(label(method));
      for (int c = 0; c < measures.size(); c++) {
        Measure measure = measures.get(c);
        JsonNode of = method.path("measures").path(measure.name());
        JsonNode cell = row.path("cells").path(c);
        if (of.path("mean").isNull()) {
          assertThat(cell.path("undefined").asBoolean()).as(cell.toString()).isTrue();
          continue;
        }
        double mean = of.path("mean").asDouble();
        double deviation = of.path("deviation").asDouble();
        assertThat(cell.path("value").asDouble()).as(row.toString()).isEqualTo(mean);
        assertThat(cell.path("deviation").asDouble()).isEqualTo(deviation);
        assertThat(cell.path("text").asText())
            .isEqualTo(String.format(Locale.ROOT, "%.4f \u00b1 %.4f", mean, deviation));
        assertThat(cell.path("best").asBoolean())
            .as(cell.toString())
            .isEqualTo(isBest(measure, mean, grid));
        assertThat(cell.path("mark").asText()).isEqualTo(differs(measure, method, grid) ? "*" : "");
      }
    }
  }

  private static String label(JsonNode method) {
    String name = method.path("name").asText();
    double parameter = method.path("parameter").asDouble();
    return method.has("parameter")
        ? name + " " + (parameter == Math.rint(parameter) ? "" + (long) parameter : "" + parameter)
        : name;
  }

  private static boolean isBest(Measure measure, double mean, JsonNode grid) {
    int numbers = 0;
    for (JsonNode method : grid.path("methods")) {
      JsonNode other = method.path("measures").path(measure.name()).path("mean");
      numbers += other.isNumber() ? 1 : 0;
      if (other.isNumber() && measure.better().isBetter(other.asDouble(), mean)) {
        return false;
      }
    }
    return numbers > 1;
  }

  private static boolean differs(Measure measure, JsonNode method, JsonNode grid) {
    JsonNode p =
        grid.path("testsAgainstEsmm")
            .path(measure.name())
            .path(method.path("name").asText())
            .path("pairedT")
            .path("pHolm");
    return p.isNumber() && p.asDouble() < 0.05;
  }

  private static void expectTests(JsonNode table, JsonNode grid) {
    JsonNode tests = grid.path("testsAgainstEsmm");
    assertThat(table.path("rows")).hasSize(grid.path("methods").size() - 1);
    int line = 0;
    for (JsonNode method : grid.path("methods")) {
      String name = method.path("name").asText();
      if (name.equals("esmm")) {
        continue;
      }
      JsonNode row = table.path("rows").path(line++);
      assertThat(row.path("name").asText()).isEqualTo(label(method));
      int cell = 0;
      for (String task : List.of("cvr.auc", "ctcvr.auc")) {
        JsonNode of = tests.path(task).path(name);
        JsonNode deLong = tests.path("deLongOfFirstRepeat." + task).path(name);
        expectNumber(row, cell++, of.path("difference"), of.path("difference"));
        for (JsonNode test : List.of(of.path("pairedT"), of.path("wilcoxon"), deLong)) {
          expectNumber(row, cell++, test.path("pHolm"), test.path("p"));
        }
      }
      assertThat(row.path("cells")).hasSize(cell);
    }
  }

  private static void expectNumber(JsonNode row, int cell, JsonNode number, JsonNode defined) {
    JsonNode shown = row.path("cells").path(cell);
    if (defined.isNull()) {
      assertThat(shown.path("undefined").asBoolean()).as(row.toString()).isTrue();
    } else {
      assertThat(shown.path("value").asDouble()).as(row.toString()).isEqualTo(number.asDouble());
    }
  }

  @Test
  void thePageOfTable2HasEveryChartAndTheyAreThoseOfTheResults() throws IOException {
    JsonNode page = seen.page("table2");
    JsonNode grid = results("table2").path("grids").path(0);
    List<String> charts =
        new ArrayList<>(
            List.of(
                "AUC of pCVR on the clicked rows",
                "AUC of pCTCVR on all rows",
                "ROC: pCTR",
                "Reliability: pCTR",
                "ROC: pCVR",
                "Reliability: pCVR",
                "ROC: pCTCVR",
                "Reliability: pCTCVR",
                "ROC: own pCTCVR",
                "Reliability: own pCTCVR",
                "Distribution: pCVR, the truth"));
    grid.path("methods").forEach(method -> charts.add("Distribution: pCVR, " + label(method)));
    charts.add("Loss");
    assertThat(page.path("charts"))
        .extracting(chart -> chart.path("title").asText())
        .containsExactlyElementsOf(charts);
    for (JsonNode method : grid.path("methods")) {
      String name = label(method);
      JsonNode curves = method.path("curvesOfFirstRepeat");
      assertThat(numbers(page, "AUC of pCVR on the clicked rows", name))
          .isEqualTo(rounded(method.at("/measures/cvr.auc/runs")));
      assertThat(numbers(page, "AUC of pCTCVR on all rows", name))
          .isEqualTo(rounded(method.at("/measures/ctcvr.auc/runs")));
      for (String probability : List.of("pCVR", "pCTCVR")) {
        JsonNode of = curves.path("labels").path(probability);
        String auc = String.format(Locale.ROOT, "%.4f", of.path("auc").asDouble());
        assertThat(rounded(of.path("roc")))
            .containsSubsequence(numbers(page, "ROC: " + probability, name + ", AUC " + auc));
        List<List<Double>> reliability = numbers(page, "Reliability: " + probability, name);
        assertThat(reliability).hasSameSizeAs(of.path("reliability"));
        for (int bin = 0; bin < reliability.size(); bin++) {
          JsonNode expected = of.path("reliability").path(bin);
          double share = expected.path("positives").asDouble() / expected.path("rows").asDouble();
          assertThat(reliability.get(bin).subList(0, 2))
              .containsExactly(
                  sixDigits(expected.path("meanProbability").asDouble()), sixDigits(share));
        }
      }
      assertThat(numbers(page, "Loss", name)).isEqualTo(rounded(curves.path("loss")));
      expectDistribution(page, name, curves);
    }
    expectDistribution(page, "the truth", grid.path("truth"));
  }

  private static void expectDistribution(JsonNode page, String name, JsonNode curves) {
    for (String group : List.of("clicked", "not clicked")) {
      JsonNode counts = curves.at("/distributions/pCVR/groups").path(group);
      double rows = 0;
      for (JsonNode count : counts) {
        rows += count.asDouble();
      }
      List<List<Double>> shown = numbers(page, "Distribution: pCVR, " + name, group);
      for (int bin = 0; bin < counts.size(); bin++) {
        assertThat(shown.get(bin).get(1)).isEqualTo(sixDigits(counts.path(bin).asDouble() / rows));
      }
    }
  }

  @Test
  void figure3DrawsTheMeansOfTheResultsAndTheCurvesOfEveryRate() throws IOException {
    JsonNode page = seen.page("figure3");
    JsonNode grids = results("figure3").path("grids");
    assertThat(page.path("sections").path(0).asText()).startsWith("Figure 3");
    for (int m = 0; m < grids.path(0).path("methods").size(); m++) {
      List<List<Double>> cvr = new ArrayList<>();
      for (JsonNode grid : grids) {
        JsonNode of = grid.path("methods").path(m).at("/measures/cvr.auc");
        double mean = of.path("mean").asDouble();
        double deviation = of.path("deviation").asDouble();
        cvr.add(
            List.of(
                sixDigits(grid.path("samplingRate").asDouble()),
                sixDigits(mean),
                sixDigits(mean - deviation),
                sixDigits(mean + deviation)));
      }
      String name = grids.path(0).path("methods").path(m).path("name").asText();
      assertThat(numbers(page, "AUC of pCVR on the clicked impressions", name)).isEqualTo(cvr);
    }
    assertThat(page.path("folded"))
        .extracting(JsonNode::asText)
        .containsExactlyElementsOf(
            Stream.generate(() -> List.of("samplingRate 1", "samplingRate 0.5"))
                .limit(4)
                .flatMap(List::stream)
                .toList());
    List<Boolean> open = new ArrayList<>();
    for (JsonNode chart : page.path("charts")) {
      if (chart.path("title").asText().equals("ROC: pCVR")) {
        open.add(chart.path("open").asBoolean());
      }
    }
    assertThat(open).containsExactly(true, false);
  }

  /** The numbers of a series of the first chart of this title. */
  private static List<List<Double>> numbers(JsonNode page, String title, String series) {
    for (JsonNode chart : page.path("charts")) {
      if (chart.path("title").asText().equals(title)) {
        List<List<Double>> numbers = new ArrayList<>();
        assertThat(chart.path("numbers").path(series)).as(title + ": " + series).isNotEmpty();
        for (JsonNode line : chart.path("numbers").path(series)) {
          List<Double> cells = new ArrayList<>();
          line.forEach(cell -> cells.add(cell.asDouble()));
          numbers.add(cells);
        }
        return numbers;
      }
    }
    throw new AssertionError("no chart [" + title + "]");
  }

  /** A list of numbers or of pairs as the page shows them. */
  private static List<List<Double>> rounded(JsonNode numbers) {
    List<List<Double>> rounded = new ArrayList<>();
    for (JsonNode line : numbers) {
      List<Double> cells = new ArrayList<>();
      if (line.isNumber()) {
        cells.add(sixDigits(line.asDouble()));
      }
      line.forEach(cell -> cells.add(sixDigits(cell.asDouble())));
      rounded.add(cells);
    }
    return rounded;
  }

  private static double sixDigits(double number) {
    return number == Math.rint(number)
        ? number
        : new BigDecimal(number).round(new MathContext(6)).doubleValue();
  }

  @Test
  void itSaysWhereItCameFrom() {
    JsonNode facts = seen.page("table2").path("facts");
    assertThat(facts.path("Command").asText()).isEqualTo("esmm experiment table2");
    assertThat(facts.path("Seeds").asText()).isEqualTo("1 to 2");
    for (String name : List.of("ESMM of this report", "Java", "System", "Cores", "Kernels")) {
      assertThat(facts.path(name).asText()).as(name).isNotBlank();
    }
    assertThat(seen.page("table2").path("listings").path(0).asText())
        .contains("\"batchSize\" : 64");
  }

  @Test
  void everyChartIsAPngAndACsvAndEveryTableACsv() throws IOException {
    List<String> files;
    try (Stream<Path> list = Files.list(folder.resolve("figures"))) {
      files = list.map(file -> file.getFileName().toString().replaceFirst("^\\d+-", "")).toList();
    }
    JsonNode page = seen.page("table2");
    for (JsonNode chart : page.path("charts")) {
      assertThat(files).contains(fileName(chart.path("title")) + ".png");
      assertThat(files).contains(fileName(chart.path("title")) + ".csv");
    }
    for (JsonNode table : page.path("tables")) {
      assertThat(files).contains(fileName(table.path("caption")) + ".csv");
    }
    assertThat(files).hasSize(2 * page.path("charts").size() + page.path("tables").size() + 1);
  }

  private static String fileName(JsonNode title) {
    String plain = title.asText().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return plain.substring(0, Math.min(60, plain.length())).replaceAll("-+$", "");
  }
}
