package io.esmm.data.raw.aliccp;

import java.util.LinkedHashMap;
import java.util.Map;

/** Counts what is irregular in the files and yet harmless. */
final class AliCcpQuirks {
  private long missingJoins;
  private long reappearing;
  private long scatteredRows;
  private long otherFeatureNum;
  private long scatteredCommon;
  private long otherCommonFeatureNum;
  private long duplicateCommonLines;
  private long malformedCommonLines;

  void commonLines(CommonFeatures common) {
    duplicateCommonLines = common.duplicates();
    malformedCommonLines = common.malformed();
  }

  void missingJoin() {
    missingJoins++;
  }

  void requestReappears() {
    reappearing++;
  }

  void common(FeatureList list, int declared) {
    scatteredCommon += list.isScattered() ? 1 : 0;
    otherCommonFeatureNum += list.features() == declared ? 0 : 1;
  }

  void row(FeatureList list, int declared) {
    scatteredRows += list.isScattered() ? 1 : 0;
    otherFeatureNum += list.features() == declared ? 0 : 1;
  }

  /** Every count that is not zero, and the field ids that nobody asked for. */
  Map<String, Long> counts(AliCcpFields fields, FeatureList own, FeatureList common) {
    Map<String, Long> counts = new LinkedHashMap<>();
    put(counts, "requests without common features", missingJoins);
    put(counts, "requests whose index came before and is back", reappearing);
    put(counts, "impressions with a field's tokens apart", scatteredRows);
    put(counts, "impressions with another number of features than feature_num", otherFeatureNum);
    put(counts, "requests with a field's common tokens apart", scatteredCommon);
    put(
        counts,
        "requests with another number of common features than feature_num",
        otherCommonFeatureNum);
    put(counts, "common lines whose index an earlier line has", duplicateCommonLines);
    put(counts, "common lines without a comma", malformedCommonLines);
    for (int s = 0; s < fields.own().size(); s++) {
      if (!fields.isOfImpression(s)) {
        put(
            counts,
            "impressions with field id "
                + fields.slots().name(s)
                + ", which is declared at request level",
            own.occurrences(s));
      }
    }
    for (int s = fields.own().size(); s < fields.slots().size(); s++) {
      put(
          counts,
          "lists with field id " + fields.slots().name(s) + ", which no field reads",
          own.occurrences(s) + common.occurrences(s));
    }
    return counts;
  }

  private static void put(Map<String, Long> counts, String what, long count) {
    if (count > 0) {
      counts.put(what, count);
    }
  }
}
