package io.esmm.benchmarks.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.esmm.train.Stage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The table as people read it. */
class TablePrinterTest {
  private final StringWriter text = new StringWriter();
  private final TablePrinter printer = new TablePrinter(new PrintWriter(text));

  @Test
  void aLineHasItsFiguresItsBarAndWhetherItIsMet() {
    printer.part(
        Part.of(
            "products",
            List.of(
                new Line("forward", Unit.SHARE, Spread.of(0.7, 0.85, 0.9), Bar.atLeast(0.8)),
                new Line("request", Unit.SECONDS, Spread.of(0.002), Bar.atMost(0.001)),
                Line.of("peak", Unit.FLOPS, Spread.of(91.5e9)))));

    assertThat(text.toString().lines().map(line -> line.strip().replaceAll(" +", " ")))
        .containsExactly(
            "products",
            "forward 70.0 85.0 90.0 % >= 80.0 yes",
            "request 2,000.0 2,000.0 2,000.0 us <= 1,000.0 no",
            "peak 91.5 91.5 91.5 GFLOP/s",
            "");
  }

  @Test
  void stagesStandAboveTheirFloors() {
    printer.stages(
        List.of(
            new StageTimes(
                "flat",
                Map.of(Stage.FORWARD, 10e-6, Stage.LOSS, 0.5e-6),
                Map.of(Stage.FORWARD, 5.25e-6))));

    assertThat(text.toString().lines().map(line -> line.strip().replaceAll(" +", " ")))
        .containsExactly(
            "us of a thread per impression read index forward loss backward reduce update"
                + " checkpoint sum",
            "flat 10.00 0.50 10.50",
            "no less than 5.25",
            "");
  }

  @Test
  void aFigureThatIsNoNumberMeetsNoBar() {
    assertThat(Bar.atLeast(0).met(Double.NaN)).isFalse();
    assertThat(Bar.atMost(0).met(Double.NaN)).isFalse();
    assertThat(Bar.atLeast(1).met(1)).isTrue();
    assertThat(Bar.atMost(1).met(1)).isTrue();
  }
}
