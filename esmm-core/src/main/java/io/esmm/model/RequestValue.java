package io.esmm.model;

import io.esmm.field.RawValue;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** What an object means as a field's value; {@link Request} says which objects mean something. */
public final class RequestValue {
  private RequestValue() {}

  /**
   * Puts an object into a raw value, in place of what was there.
   *
   * @return what is wrong with the object, or null
   */
  public static @Nullable String read(@Nullable Object object, RawValue value) {
    value.clear();
    return switch (object) {
      case null -> null;
      case Double number -> number(number, value);
      case Float number -> number(number, value);
      case List<?> many -> list(many, value);
      case Collection<?> many -> collection(many, value);
      case Map<?, ?> weighted -> weighted(weighted, value);
      default -> single(object, value);
    };
  }

  private static @Nullable String number(double number, RawValue value) {
    value.setNumber(number);
    return null;
  }

  private static @Nullable String list(List<?> many, RawValue value) {
    if (!(many instanceof RandomAccess)) {
      return collection(many, value);
    }
    for (int i = 0; i < many.size(); i++) { // by index: a history of 500 ids makes no iterator
      String problem = element(many.get(i), value);
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  private static @Nullable String collection(Collection<?> many, RawValue value) {
    for (Iterator<?> each = many.iterator(); each.hasNext(); ) {
      String problem = element(each.next(), value);
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  private static @Nullable String element(@Nullable Object one, RawValue value) {
    String token = token(one);
    if (token == null) {
      return "value [" + one + "] in a collection is no string, number or boolean";
    }
    value.add(token);
    return null;
  }

  private static @Nullable String weighted(Map<?, ?> weighted, RawValue value) {
    for (Map.Entry<?, ?> entry : weighted.entrySet()) {
      String token = token(entry.getKey());
      if (token == null || !(entry.getValue() instanceof Number weight)) {
        return "entry [" + entry + "] is no token with a number as its weight";
      }
      value.add(token, weight.floatValue());
    }
    return null;
  }

  private static @Nullable String single(Object object, RawValue value) {
    String token = token(object);
    if (token == null) {
      return "value ["
          + object
          + "] is a "
          + object.getClass().getSimpleName()
          + "; give a string, number, boolean, collection or map";
    }
    value.add(token);
    return null;
  }

  private static @Nullable String token(@Nullable Object object) {
    return switch (object) {
      case String text -> text;
      case Integer number -> Integer.toString(number);
      case Long number -> Long.toString(number);
      case Short number -> Short.toString(number);
      case Byte number -> Byte.toString(number);
      case Boolean truth -> Boolean.toString(truth);
      case Double number ->
          number == Math.rint(number) ? Long.toString(number.longValue()) : number.toString();
      case Float number ->
          number == Math.rint(number) ? Long.toString(number.longValue()) : number.toString();
      case null, default -> null;
    };
  }
}
