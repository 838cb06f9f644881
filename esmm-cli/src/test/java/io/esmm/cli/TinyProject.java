package io.esmm.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A small project as a user might have one: {@code rows.csv} with 240 impressions of a shop, and
 * {@code esmm.json} beside it. Clicks come every third row, purchases every second click.
 */
public final class TinyProject {
  /** The rows of the file, without its header. */
  public static final int ROWS = 240;

  private final Path folder;

  public TinyProject(Path folder) {
    this.folder = folder;
    StringBuilder rows = new StringBuilder("id,user,item,price,tags,clicked,bought\n");
    for (int i = 0; i < ROWS; i++) {
      boolean clicked = i % 3 == 0;
      boolean bought = i % 6 == 0;
      rows.append(
          "r%d,u%d,i%d,%d.5,red|t%d,%d,%d%n"
              .formatted(i, i / 4 % 20, i * 7 % 13, i % 10, i % 5, clicked ? 1 : 0, bought ? 1 : 0)
              .replace("\r", ""));
    }
    write("rows.csv", rows.toString());
    write(
        "esmm.json",
        """
        {"name": "tiny",
         "data": {"source": {"type": "csv", "path": "rows.csv"}, "key": "id", "group": "user",
                  "split": {"type": "share", "test": 0.25}},
         "fields": [{"name": "user", "level": "impression", "kind": "categorical"},
                    {"name": "item", "level": "impression", "kind": "categorical"},
                    {"name": "price", "level": "impression", "kind": "numeric"},
                    {"name": "tags", "level": "impression", "kind": "bag"}],
         "embedding": {"dimension": 4},
         "funnel": {"space": "impression", "events": [
           {"name": "click", "after": "impression", "label": "clicked",
            "tower": {"type": "mlp", "hidden": [8]}},
           {"name": "buy", "after": "click", "label": "bought",
            "tower": {"type": "mlp", "hidden": [8]}}]},
         "training": {"batchSize": 32, "epochs": 2}}
        """);
  }

  public Path config() {
    return path("esmm.json");
  }

  public Path rows() {
    return path("rows.csv");
  }

  public Path path(String name) {
    return folder.resolve(name);
  }

  /** Puts another text into a file in place of one that must be there. */
  public TinyProject replace(String file, String from, String to) {
    String text = read(file);
    if (!text.contains(from)) {
      throw new IllegalArgumentException(file + " does not hold " + from);
    }
    write(file, text.replace(from, to));
    return this;
  }

  /** Trains the model that most tests need. */
  public Path train() {
    CommandRun.of("train", config(), "--out", path("model"), "--threads", 1, "-q").succeeds();
    return path("model");
  }

  public String read(String file) {
    try {
      return Files.readString(path(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void write(String file, String text) {
    try {
      Files.writeString(path(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void mkdir(String name) {
    try {
      Files.createDirectories(path(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void delete(String file) {
    try {
      Files.delete(path(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What stands in the folder, hidden files too. */
  public java.util.Set<String> files() {
    try (var entries = Files.list(folder)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .collect(java.util.stream.Collectors.toCollection(java.util.TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
