package io.esmm.cli.predict;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.esmm.funnel.Funnel;
import io.esmm.problem.ProblemException;
import io.esmm.scoring.Predictions;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * How predictions stand in a file: for each row its key, then the conditional and the joint
 * probability of every event, and for one that is reached over several paths the conditional
 * probability on each. Numbers have all digits that it takes to read the same ones back.
 */
enum PredictionFormat {
  /** A header and comma-separated lines. */
  CSV {
    @Override
    String header(String key, Funnel funnel) {
      StringBuilder line = new StringBuilder(quoted(key));
      for (int e = 0; e < funnel.events().size(); e++) {
        String event = funnel.nameOf(e);
        line.append(',').append(conditional(event)).append(',').append(joint(event));
        paths(funnel, e).forEach(head -> line.append(',').append(conditional(head.name())));
      }
      return line.append('\n').toString();
    }

    @Override
    void row(String keyName, String key, Predictions of, int i, StringBuilder out) {
      out.append(quoted(key));
      for (int e = 0; e < of.funnel().events().size(); e++) {
        out.append(',').append(of.conditional(e, i)).append(',').append(of.joint(e, i));
        for (Funnel.Head head : paths(of.funnel(), e)) {
          out.append(',').append(path(of, head, i));
        }
      }
      out.append('\n');
    }
  },
  /** An object a line. */
  JSON_LINES {
    @Override
    String header(String key, Funnel funnel) {
      return "";
    }

    @Override
    void row(String keyName, String key, Predictions of, int i, StringBuilder out) {
      out.append('{');
      string(keyName, out);
      out.append(':');
      string(key, out);
      List<String> events = of.funnel().names();
      for (int e = 0; e < events.size(); e++) {
        out.append(",\"").append(conditional(events.get(e))).append("\":");
        out.append(of.conditional(e, i));
        out.append(",\"").append(joint(events.get(e))).append("\":").append(of.joint(e, i));
        for (Funnel.Head head : paths(of.funnel(), e)) {
          out.append(",\"")
              .append(conditional(head.name()))
              .append("\":")
              .append(path(of, head, i));
        }
      }
      out.append("}\n");
    }
  };

  /** What stands before the first row. */
  abstract String header(String key, Funnel funnel);

  /** Adds a row of predictions. */
  abstract void row(String keyName, String key, Predictions of, int i, StringBuilder out);

  /** The format that a file's ending asks for; what is no file, such as a pipe, gets CSV. */
  static PredictionFormat of(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".jsonl") || name.endsWith(".ndjson") || name.endsWith(".json")) {
      return JSON_LINES;
    }
    if (name.endsWith(".csv") || name.startsWith("/dev/")) {
      return CSV;
    }
    throw new ProblemException(
        file.toString(), "ends in no format that can be written", "known: .csv, .jsonl");
  }

  /** The heads of an event that is reached over several paths: it has a column for each. */
  private static List<Funnel.Head> paths(Funnel funnel, int event) {
    int count = 0;
    for (Funnel.Head head : funnel.heads()) {
      count += head.event() == event ? 1 : 0;
    }
    if (count <= 1) {
      return List.of(); // every row asks, and most events have one path
    }
    return funnel.heads().stream().filter(head -> head.event() == event).toList();
  }

  private static double path(Predictions of, Funnel.Head head, int i) {
    Funnel funnel = of.funnel();
    return of.conditional(funnel.nameOf(head.event()), funnel.nameOf(head.parent()), i);
  }

  private static String conditional(String event) {
    return event + ".conditional";
  }

  private static String joint(String event) {
    return event + ".joint";
  }

  private static String quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private static void string(String text, StringBuilder out) {
    out.append('"');
    JsonStringEncoder.getInstance().quoteAsString(text, out);
    out.append('"');
  }
}
