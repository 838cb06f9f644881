package io.esmm.longrun;

import io.esmm.batch.Batch;
import io.esmm.config.EsmmConfig;
import io.esmm.data.prepare.Preparation;
import io.esmm.data.prepare.PreparationListener;
import io.esmm.data.prepared.PreparedLayout;
import io.esmm.data.prepared.PreparedSet;
import io.esmm.data.prepared.PreparedWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A prepared set of any number of rows: some are written as CSV and prepared, then drawn from, with
 * replacement, request by request.
 */
final class ManyRows {
  /** A configuration's fields, for rows of some 80 bytes when they are prepared. */
  static final String FIELDS =
      """
      [{"name": "user", "level": "request", "kind": "categorical"},
       {"name": "seen", "level": "request", "kind": "sequence", "sharesVocabularyWith": "item"},
       {"name": "item", "level": "impression", "kind": "categorical"},
       {"name": "shop", "level": "impression", "kind": "categorical"},
       {"name": "tags", "level": "impression", "kind": "bag", "pooling": "weighted"},
       {"name": "price", "level": "impression", "kind": "numeric"},
       {"name": "stock", "level": "impression", "kind": "numeric", "buckets": 20},
       {"name": "pair", "kind": "cross", "of": ["user", "shop"], "hash": 20000},
       {"name": "tagged", "kind": "cross", "of": ["item", "tags"], "hash": 20000}]\
      """;

  private static final int DRAWN = 200;
  private static final int CANDIDATES = 10;
  private static final String HEADER = "request,user,seen,item,shop,tags,price,stock,click,buy\n";

  private ManyRows() {}

  /**
   * Writes {@code rows.csv}, for a configuration to prepare.
   *
   * @param requests of ten impressions each
   */
  static void writeCsv(Path folder, int requests, long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("rows.csv"))) {
      out.write(HEADER);
      for (int r = 0; r < requests; r++) {
        String request =
            r + ",u" + random.nextInt(2000) + ",i" + random.nextInt(9000) + "|i" + r % 77 + ",";
        for (int i = 0; i < CANDIDATES; i++) {
          int click = random.nextInt(5) == 0 ? 1 : 0;
          out.write(
              "%si%d,s%d,t%d:0.5|t%d:2,%d,%d,%d,%d\n"
                  .formatted(
                      request,
                      random.nextInt(9000),
                      random.nextInt(300),
                      random.nextInt(50),
                      50 + random.nextInt(50),
                      random.nextInt(1000),
                      random.nextInt(1000),
                      click,
                      click * random.nextInt(2)));
        }
      }
    }
  }

  /**
   * Prepares the rows of a configuration, and writes a set of many of them.
   *
   * @param folder where {@code rows.csv} is; {@code prepared} and {@code many} are added
   * @return the rows' number
   */
  static long write(EsmmConfig config, Path folder, long rows, long seed) {
    Preparation.prepare(config, folder, folder.resolve("prepared"), PreparationListener.SILENT);
    SplittableRandom random = new SplittableRandom(seed);
    try (PreparedSet few = PreparedSet.open(folder.resolve("prepared/train"));
        PreparedWriter many =
            PreparedWriter.create(
                folder.resolve("many"), new PreparedLayout(few.schema(), few.layout().events()))) {
      Batch batch = few.newBatch();
      while (many.impressions() < rows) {
        few.read(random.ints(DRAWN, 0, few.requests()).toArray(), 0, DRAWN, batch);
        many.append(batch);
      }
      many.finish(Map.of());
      return many.impressions();
    }
  }
}
