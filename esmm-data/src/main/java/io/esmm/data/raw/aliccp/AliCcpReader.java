package io.esmm.data.raw.aliccp;

import io.esmm.data.raw.ByteLines;
import io.esmm.data.raw.RawLayout;
import io.esmm.data.raw.RawReader;
import io.esmm.data.raw.RawRow;
import io.esmm.data.raw.Rejection;
import io.esmm.field.Level;
import io.esmm.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the impressions, and the common features whenever their index changes. */
final class AliCcpReader implements RawReader {
  private final ByteLines lines;
  private final CommonFeatures common;
  private final RawLayout layout;
  private final AliCcpFields fields;
  private final FeatureList ownList;
  private final FeatureList commonList;
  private final RawRow row;
  private final List<String> outcomes;

  /** The column of each label. */
  private final int[] labelColumn;

  private final AliCcpQuirks quirks = new AliCcpQuirks();
  private final CommonLine commonLine = new CommonLine();
  private final BitSet seen = new BitSet();

  /** Where each column begins; a comma stands before the next. */
  private final int[] columns;

  private byte[] index = new byte[0];
  private @Nullable Rejection requestRejection;

  /**
   * @param outcomes the columns between the sample id and the index of the common features
   */
  AliCcpReader(
      Path skeleton,
      CommonFeatures common,
      RawLayout layout,
      AliCcpFields fields,
      List<String> outcomes) {
    this.lines = ByteLines.open(skeleton);
    this.common = common;
    this.layout = layout;
    this.fields = fields;
    this.ownList = new FeatureList(fields.slots());
    this.commonList = new FeatureList(fields.slots());
    this.row = new RawRow(fields.values(), layout.labels().size());
    this.outcomes = outcomes;
    this.columns = new int[outcomes.size() + 5];
    this.labelColumn = layout.labels().stream().mapToInt(l -> 1 + outcomes.indexOf(l)).toArray();
    quirks.commonLines(common);
  }

  @Override
  public boolean next() {
    do {
      if (!lines.next()) {
        return false;
      }
    } while (lines.start() == lines.end() || isHeader());
    row.begin();
    @Nullable String problem = columns();
    if (problem != null) {
      row.reject(new Rejection("not a row of " + columnCount() + " columns", problem));
      return true;
    }
    byte[] bytes = lines.bytes();
    int indexEnd = columns[indexColumn() + 1] - 1;
    if (row.request() < 0
        || !Arrays.equals(index, 0, index.length, bytes, columns[indexColumn()], indexEnd)) {
      beginRequest(bytes, columns[indexColumn()], indexEnd);
    }
    if (requestRejection != null) {
      row.reject(requestRejection);
    }
    labels(bytes);
    features(bytes);
    if (layout.key() != null) {
      row.key(layout.key().equals(AliCcpInput.SAMPLE_ID) ? column(0) : column(indexColumn()));
    }
    row.group(named(layout.group(), fields.group()));
    row.split(named(layout.split(), fields.split()));
    return true;
  }

  private boolean isHeader() {
    return lines.line() == 1 && lines.text().startsWith(AliCcpInput.SAMPLE_ID + ",");
  }

  private int columnCount() {
    return outcomes.size() + 4;
  }

  private int indexColumn() {
    return outcomes.size() + 1;
  }

  /** Finds the columns of the line; returns what is wrong with it, or null. */
  private @Nullable String columns() {
    byte[] bytes = lines.bytes();
    int found = 0;
    columns[found++] = lines.start();
    for (int i = lines.start(); i < lines.end() && found < columnCount(); i++) {
      if (bytes[i] == ',') {
        columns[found++] = i + 1;
      }
    }
    columns[columnCount()] = lines.end() + 1;
    if (found == columnCount()) {
      return null;
    }
    if (lines.line() == 1) {
      throw new ProblemException(
          lines.place(),
          "the line has " + found + " columns separated by commas, expected " + columnCount(),
          "this is not a skeleton of the Ali-CCP format: sample_id,"
              + String.join(",", outcomes)
              + ",common_feature_index,feature_num,feature_list");
    }
    return "the line has " + found + " columns";
  }

  private void beginRequest(byte[] bytes, int from, int to) {
    index = Arrays.copyOfRange(bytes, from, to);
    row.beginRequest();
    requestRejection = null;
    fields.common().clear();
    int found = common.find(bytes, from, to);
    if (found < 0) {
      quirks.missingJoin();
    } else {
      if (seen.get(found)) {
        quirks.requestReappears();
      }
      seen.set(found);
      readCommon(found);
    }
    fields.commonChanged();
    if (requestRejection == null) {
      requestRejection = fields.problem(Level.REQUEST);
    }
  }

  private void readCommon(int found) {
    common.read(found, commonLine);
    byte[] bytes = commonLine.bytes();
    int end = commonLine.length();
    int first = index.length + 1;
    int second = first;
    while (second < end && bytes[second] != ',') {
      second++;
    }
    @Nullable String problem =
        second == end
            ? "the line has 2 columns"
            : commonList.read(bytes, second + 1, end, fields.common());
    if (problem != null) {
      fields.common().clear();
      requestRejection = new Rejection("common features cannot be read", problem);
    } else {
      quirks.common(commonList, number(bytes, first, second));
    }
  }

  private void labels(byte[] bytes) {
    for (int e = 0; e < labelColumn.length; e++) {
      int column = labelColumn[e];
      int from = columns[column];
      if (columns[column + 1] - 1 - from == 1 && (bytes[from] == '0' || bytes[from] == '1')) {
        row.label(e, (byte) (bytes[from] - '0'));
      } else {
        String name = layout.labels().get(e);
        row.reject(
            new Rejection(
                "label [" + name + "] is not 0 or 1",
                "label [" + name + "] is [" + column(column) + "]"));
      }
    }
  }

  private void features(byte[] bytes) {
    fields.beginRow();
    @Nullable String problem =
        ownList.read(bytes, columns[indexColumn() + 2], lines.end(), fields.own());
    if (problem != null) {
      row.reject(new Rejection("features cannot be read", problem));
      return;
    }
    quirks.row(ownList, number(bytes, columns[indexColumn() + 1], columns[indexColumn() + 2] - 1));
    @Nullable Rejection rejection = fields.problem(Level.IMPRESSION);
    if (rejection != null) {
      row.reject(rejection);
    }
  }

  private @Nullable String named(@Nullable String column, @Nullable String ofFeature) {
    if (AliCcpInput.SAMPLE_ID.equals(column)) {
      return column(0);
    }
    return AliCcpInput.COMMON_INDEX.equals(column) ? column(indexColumn()) : ofFeature;
  }

  private String column(int number) {
    int from = columns[number];
    return new String(lines.bytes(), from, columns[number + 1] - 1 - from, StandardCharsets.UTF_8);
  }

  /** The whole number in [from, to), or -1. */
  private static int number(byte[] bytes, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      if (bytes[i] < '0' || bytes[i] > '9' || number > 100_000_000) {
        return -1;
      }
      number = 10 * number + bytes[i] - '0';
    }
    return from == to ? -1 : number;
  }

  @Override
  public RawRow row() {
    return row;
  }

  @Override
  public String place() {
    return lines.place();
  }

  @Override
  public String text() {
    return lines.text();
  }

  @Override
  public double fraction() {
    return lines.fraction();
  }

  @Override
  public Map<String, Long> quirks() {
    return quirks.counts(fields, ownList, commonList);
  }

  @Override
  public void close() {
    lines.close();
  }
}
