package io.esmm.examples.coat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes the matrices of Coat as tables with a row for each pair of a user and an item, to be read
 * by the configurations in {@code esmm-examples/coat}:
 *
 * <ul>
 *   <li>{@code train.csv}, {@code validation.csv}: all pairs, a tenth of them in the second; {@code
 *       observed} is 1 where the user chose to rate the item, {@code liked} where the rating is 4
 *       or 5, and {@code weight} is 1 / propensity, the published one, where it is observed
 *   <li>{@code test.csv}: the pairs that were rated at random, all of them observed
 * </ul>
 *
 * <p>Give the folder of the matrices and the folder to write to.
 */
public final class CoatTables {
  private static final int LIKED = 4;
  private static final int PARTS = 10;

  private final List<String> users;
  private final List<String> items;
  private final String header;

  private CoatTables(Path folder) throws IOException {
    Path features = folder.resolve("user_item_features");
    List<String> userNames = Files.readAllLines(features.resolve("user_features_map.txt"));
    List<String> itemNames = Files.readAllLines(features.resolve("item_features_map.txt"));
    users = lines(features.resolve("user_features.ascii"), userNames);
    items = lines(features.resolve("item_features.ascii"), itemNames);
    header =
        "user,"
            + String.join(",", groups("user", userNames))
            + ",item,"
            + String.join(",", groups("item", itemNames))
            + ",observed,liked,weight";
  }

  /** For each row of one-hot columns its values, a cell for each group of columns. */
  private static List<String> lines(Path file, List<String> names) throws IOException {
    List<String> groups = groups("", names);
    List<String> lines = new ArrayList<>();
    for (double[] row : matrix(file)) {
      String[] cells = new String[groups.size()];
      for (int c = 0; c < row.length; c++) {
        String[] name = names.get(c).split(":", 2);
        if (row[c] == 1) {
          cells[groups.indexOf("_" + name[0])] = name[1];
        }
      }
      for (int c = 0; c < cells.length; c++) {
        cells[c] = cells[c] == null ? "" : cells[c];
      }
      lines.add(String.join(",", cells));
    }
    return lines;
  }

  /** The groups of one-hot columns, which are named group:value, as columns of a table. */
  private static List<String> groups(String side, List<String> names) {
    return names.stream().map(name -> side + "_" + name.split(":", 2)[0]).distinct().toList();
  }

  private static List<double[]> matrix(Path file) throws IOException {
    List<double[]> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank()) {
        String[] cells = line.strip().split("\\s+");
        double[] row = new double[cells.length];
        for (int c = 0; c < cells.length; c++) {
          row[c] = Double.parseDouble(cells[c]);
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private String line(int user, int item, boolean observed, boolean liked, String weight) {
    return String.format(
        Locale.ROOT,
        "%d,%s,%d,%s,%d,%d,%s\n",
        user,
        users.get(user),
        item,
        items.get(item),
        observed ? 1 : 0,
        liked ? 1 : 0,
        weight);
  }

  /** Whether a pair is held out: one in ten, by its number alone. */
  private static boolean isHeldOut(int user, int item) {
    return Math.floorMod((user * 300L + item) * 0x9E3779B97F4A7C15L >>> 33, PARTS) == 0;
  }

  /** Writes all tables. */
  public static void write(Path coat, Path out) throws IOException {
    CoatTables tables = new CoatTables(coat);
    List<double[]> chosen = matrix(coat.resolve("train.ascii"));
    List<double[]> random = matrix(coat.resolve("test.ascii"));
    List<double[]> propensities = matrix(coat.resolve("propensities.ascii"));
    Files.createDirectories(out);
    try (BufferedWriter train = tables.open(out, "train");
        BufferedWriter validation = tables.open(out, "validation");
        BufferedWriter test = tables.open(out, "test")) {
      for (int u = 0; u < chosen.size(); u++) {
        for (int i = 0; i < chosen.get(u).length; i++) {
          double rating = chosen.get(u)[i];
          String weight = rating > 0 ? Double.toString(1 / propensities.get(u)[i]) : "";
          (isHeldOut(u, i) ? validation : train)
              .write(tables.line(u, i, rating > 0, rating >= LIKED, weight));
          if (random.get(u)[i] > 0) {
            test.write(tables.line(u, i, true, random.get(u)[i] >= LIKED, ""));
          }
        }
      }
    }
  }

  private BufferedWriter open(Path out, String name) throws IOException {
    BufferedWriter writer = Files.newBufferedWriter(out.resolve(name + ".csv"));
    writer.write(header + "\n");
    return writer;
  }

  /**
   * Writes the tables.
   *
   * @param arguments the folder of the matrices and the folder to write to
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      System.out.println("give the folder of the matrices and the folder for the tables");
      return;
    }
    write(Path.of(arguments[0]), Path.of(arguments[1]));
  }
}
