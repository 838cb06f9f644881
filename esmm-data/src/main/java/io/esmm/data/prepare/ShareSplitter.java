package io.esmm.data.prepare;

import io.esmm.data.config.ShareSplitConfig;
import io.esmm.data.raw.RawRow;

/** The end of the file is the test; a request belongs where its first row does. */
final class ShareSplitter implements Splitter {
  private final long firstValidation;
  private final long firstTest;
  private long request = -1;
  private Split split = Split.TRAIN;

  ShareSplitter(ShareSplitConfig config, long rows) {
    double validation = config.validation() == null ? 0 : config.validation();
    this.firstTest = Math.round(rows * (1 - config.test()));
    this.firstValidation = Math.round(rows * (1 - config.test() - validation));
  }

  @Override
  public Split of(RawRow row, long number) {
    if (row.request() != request) {
      request = row.request();
      split =
          number >= firstTest
              ? Split.TEST
              : number >= firstValidation ? Split.VALIDATION : Split.TRAIN;
    }
    return split;
  }
}
