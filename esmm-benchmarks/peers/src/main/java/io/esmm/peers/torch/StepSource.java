package io.esmm.peers.torch;

import io.esmm.benchmarks.PeerStyle;
import io.esmm.peers.shape.MlpShape;
import io.esmm.train.OptimizerConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;

/**
 * Writes a training step as TorchScript: from {@code state}, all that is learnt, and {@code batch}
 * to the loss, with gradients by PyTorch's own differentiation. Both are lists of tensors in the
 * order of {@link Twin} and {@link TwinBatch}. {@code changed} are the dense parameters again, out
 * of reach of differentiation, which the fused Adam changes in place; an argument of its own,
 * because a list that is made inside counts as unused and takes the update with it.
 */
final class StepSource {
  private final MlpShape shape;
  private final PeerStyle style;
  private final StringBuilder text = new StringBuilder();
  private int batchPlace;

  private StepSource(MlpShape shape, PeerStyle style) {
    this.shape = shape;
    this.style = style;
  }

  static String of(MlpShape shape, PeerStyle style, OptimizerConfig adam) {
    StepSource source = new StepSource(shape, style);
    source.write(adam);
    return source.text.toString();
  }

  /** The number of tables that are learnt by another Adam than the dense parameters. */
  static int tables(MlpShape shape, PeerStyle style) {
    return switch (style) {
      case DENSE_ADAM -> 0;
      case SPARSE_ADAM -> shape.fields().size();
      case TUNED -> 1;
    };
  }

  private void write(OptimizerConfig adam) {
    int tables = tables(shape, style);
    int denseTables = style == PeerStyle.DENSE_ADAM ? shape.fields().size() : 0;
    int dense = denseTables + 2 * shape.towers().stream().mapToInt(List::size).sum();
    text.append(
        """
        class Twin(Module):
          __parameters__ = []
          __buffers__ = []
          training : bool
        """);
    text.append(
        """
          def forward(self: __torch__.Twin, state: List[Tensor], batch: List[Tensor], \
        changed: List[Tensor]) -> Tensor:
        """);
    line("tables = torch.slice(state, 0, %d, 1)", tables);
    line("table_m = torch.slice(state, %d, %d, 1)", tables, 2 * tables);
    line("table_v = torch.slice(state, %d, %d, 1)", 2 * tables, 3 * tables);
    int first = 3 * tables;
    line("dense = torch.slice(state, %d, %d, 1)", first, first + dense);
    line("dense_m = torch.slice(state, %d, %d, 1)", first + dense, first + 2 * dense);
    line("dense_v = torch.slice(state, %d, %d, 1)", first + 2 * dense, first + 3 * dense);
    line("step = state[%d]", first + 3 * dense);
    switch (style) {
      case DENSE_ADAM -> lookUpEach("dense", false);
      case SPARSE_ADAM -> lookUpEach("tables", true);
      case TUNED -> lookUpAll();
    }
    towers(denseTables);
    line("grads = torch.grad([loss], torch.add(tables, dense), None, None, False, False)");
    line("torch.add_(step, 1)");
    line("t = float(torch.item(step))");
    line("rate = %s / (1.0 - %s ** t)", adam.learningRate(), adam.beta1());
    line("root = 1.0 / torch.sqrt(1.0 - %s ** t)", adam.beta2());
    for (int i = 0; i < tables; i++) {
      line(
          "_t%1$d = (self).%2$s(torch.detach(tables[%1$d]), table_m[%1$d], table_v[%1$d],"
              + " unchecked_cast(Tensor, grads[%1$d]), rate, root)",
          i, style == PeerStyle.SPARSE_ADAM ? "sparse_adam" : "row_adam");
    }
    StringJoiner gradients = new StringJoiner(", ", "[", "]");
    StringJoiner steps = new StringJoiner(", ", "[", "]");
    for (int i = 0; i < dense; i++) {
      gradients.add("unchecked_cast(Tensor, grads[" + (tables + i) + "])");
      steps.add("step");
    }
    line(
        "torch._fused_adam_(changed, %s, dense_m, dense_v, annotate(List[Tensor], []), %s, lr=%s,"
            + " beta1=%s, beta2=%s, weight_decay=0.0, eps=%s, amsgrad=False, maximize=False)",
        gradients, steps, adam.learningRate(), adam.beta1(), adam.beta2(), adam.epsilon());
    line("return torch.detach(loss)");
    text.append(updates(adam));
  }

  /** A lookup for each field, in the list of this name, with sparse gradients or dense ones. */
  private void lookUpEach(String tables, boolean sparse) {
    List<String> parts = new ArrayList<>();
    for (int f = 0; f < shape.fields().size(); f++) {
      String x = "x" + f;
      parts.add(x);
      switch (shape.fields().get(f).kind()) {
        case ID -> embedding(x, tables + "[" + f + "]", sparse);
        case BAG -> bag(x, tables + "[" + f + "]", next(), next(), "None", sparse);
        case WEIGHTED_BAG -> bag(x, tables + "[" + f + "]", next(), next(), next(), sparse);
      }
    }
    line("x = torch.cat([%s], 1)", String.join(", ", parts));
  }

  private void lookUpAll() {
    if (shape.hasBags()) {
      bag("all", "tables[0]", next(), next(), next(), true);
    } else {
      embedding("all", "tables[0]", true);
    }
    line("x = torch.reshape(all, [-1, %d])", shape.fields().size() * shape.width());
  }

  private void embedding(String x, String table, boolean sparse) {
    line("%s = torch.embedding(%s, %s, -1, False, %s)", x, table, next(), python(sparse));
  }

  private void bag(
      String x, String table, String ids, String offsets, String weights, boolean sparse) {
    line(
        "%1$s, _a%1$s, _b%1$s, _c%1$s = torch.embedding_bag(%2$s, %3$s, %4$s, False, 0, %6$s,"
            + " %5$s, False)",
        x, table, ids, offsets, weights, python(sparse));
  }

  private static String python(boolean value) {
    return value ? "True" : "False";
  }

  private String next() {
    return "batch[" + batchPlace++ + "]";
  }

  /** Each event's joint probability, its cross-entropy, and the sum of those. */
  private void towers(int firstLayer) {
    int at = firstLayer;
    for (int e = 0; e < shape.towers().size(); e++) {
      int layers = shape.towers().get(e).size();
      line("h%d_0 = x", e);
      for (int i = 0; i < layers; i++) {
        String product = "torch.linear(h%d_%d, dense[%d], dense[%d])".formatted(e, i, at, at + 1);
        line("h%d_%d = %s", e, i + 1, i + 1 < layers ? "torch.relu(" + product + ")" : product);
        at += 2;
      }
      line("q%1$d = torch.sigmoid(torch.squeeze(h%1$d_%2$d, 1))", e, layers);
      line(e == 0 ? "p%1$d = q%1$d" : "p%1$d = torch.mul(p%2$d, q%1$d)", e, e - 1);
      line("l%1$d = torch.binary_cross_entropy(p%1$d, %2$s, None, 1)", e, next());
      line(e == 0 ? "loss%1$d = l%1$d" : "loss%1$d = torch.add(loss%2$d, l%1$d)", e, e - 1);
    }
    line("loss = loss%d", shape.towers().size() - 1);
  }

  @SuppressWarnings("AnnotateFormatMethod") // an annotation of Error Prone, for this one method
  private void line(String format, Object... arguments) {
    text.append("    ").append(format.formatted(arguments)).append('\n');
  }

  private static String updates(OptimizerConfig adam) {
    try (InputStream in = StepSource.class.getResourceAsStream("adam.py")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .replace("BETA1_REST", Double.toString(1 - adam.beta1()))
          .replace("BETA2_REST", Double.toString(1 - adam.beta2()))
          .replace("BETA1", adam.beta1().toString())
          .replace("BETA2", adam.beta2().toString())
          .replace("EPSILON", adam.epsilon().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
