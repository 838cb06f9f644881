package io.esmm.data.raw.aliccp;

import io.esmm.data.raw.RawField;
import io.esmm.data.raw.RawLayout;
import io.esmm.data.raw.Rejection;
import io.esmm.field.Level;
import io.esmm.field.NumericField;
import io.esmm.field.RawValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the slots of the two feature lists make the fields of a row: a request-level field has the
 * common tokens, an impression-level one those of both. Not thread-safe.
 */
final class AliCcpFields {
  private final List<RawField> fields;
  private final FeatureSlots slots;
  private final int[] slotOf;
  private final int groupSlot;
  private final int splitSlot;
  private final FeatureValues common;
  private final FeatureValues own;

  /** Slots whose common tokens every row of the current request takes over. */
  private final int[] carried;

  private final boolean[] ofImpression;
  private final boolean[] carries;
  private int carriedCount;

  AliCcpFields(
      RawLayout layout,
      FeatureSlots slots,
      int[] slotOf,
      int groupSlot,
      int splitSlot,
      FeatureValues common,
      FeatureValues own) {
    this.fields = layout.fields();
    this.slots = slots;
    this.slotOf = slotOf;
    this.groupSlot = groupSlot;
    this.splitSlot = splitSlot;
    this.common = common;
    this.own = own;
    this.carried = new int[common.size()];
    this.ofImpression = new boolean[common.size()];
    for (int f = 0; f < slotOf.length; f++) {
      ofImpression[slotOf[f]] |= fields.get(f).config().level() == Level.IMPRESSION;
    }
    this.carries = ofImpression.clone();
    if (groupSlot >= 0) {
      carries[groupSlot] = true;
    }
    if (splitSlot >= 0) {
      carries[splitSlot] = true;
    }
  }

  FeatureSlots slots() {
    return slots;
  }

  FeatureValues common() {
    return common;
  }

  FeatureValues own() {
    return own;
  }

  /** Whether an impression-level field reads this slot. */
  boolean isOfImpression(int slot) {
    return ofImpression[slot];
  }

  /** The values of a row, by field. */
  RawValue[] values() {
    RawValue[] values = new RawValue[slotOf.length];
    for (int f = 0; f < slotOf.length; f++) {
      FeatureValues from = fields.get(f).config().level() == Level.REQUEST ? common : own;
      values[f] =
          fields.get(f).config() instanceof NumericField
              ? from.number(slotOf[f])
              : from.tokens(slotOf[f]);
    }
    return values;
  }

  /** To be called when the common list was read, or cleared for there is none. */
  void commonChanged() {
    carriedCount = 0;
    for (int s = 0; s < carries.length; s++) {
      if (carries[s] && common.count(s) > 0) {
        carried[carriedCount++] = s;
      }
    }
  }

  /**
   * Clears the row's own list and puts into it what the common list has for impression-level
   * fields.
   */
  void beginRow() {
    own.clear();
    for (int i = 0; i < carriedCount; i++) {
      own.addAll(carried[i], common);
    }
  }

  /** Why the fields of a level cannot be read, or null. */
  @Nullable Rejection problem(Level level) {
    FeatureValues values = level == Level.REQUEST ? common : own;
    for (int f = 0; f < slotOf.length; f++) {
      if (values.count(slotOf[f]) > 1
          && fields.get(f).config() instanceof NumericField numeric
          && numeric.level() == level) {
        return new Rejection(
            "field [" + numeric.name() + "] cannot be read",
            "numeric field with " + values.count(slotOf[f]) + " values");
      }
    }
    return null;
  }

  @Nullable String group() {
    return groupSlot < 0 ? null : first(own.tokens(groupSlot));
  }

  @Nullable String split() {
    return splitSlot < 0 ? null : first(own.tokens(splitSlot));
  }

  private static @Nullable String first(RawValue value) {
    return value.size() == 0 ? null : value.token(0);
  }
}
