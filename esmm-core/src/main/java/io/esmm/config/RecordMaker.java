package io.esmm.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.esmm.problem.Problem;
import io.esmm.problem.ProblemException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes records, and tells what their constructors object to. */
final class RecordMaker {
  private final Findings findings;

  RecordMaker(Findings findings) {
    this.findings = findings;
  }

  /**
   * Calls a constructor or method that makes a record.
   *
   * @param only if not null, objections are told only if they begin with one of these properties
   */
  @Nullable Object make(
      Executable maker,
      @Nullable Object[] arguments,
      JsonNode node,
      String pointer,
      @Nullable Set<String> only) {
    Throwable objection;
    try {
      return switch (maker) {
        case Constructor<?> constructor -> constructor.newInstance(arguments);
        case Method method -> method.invoke(null, arguments);
      };
    } catch (InvocationTargetException e) {
      objection = e.getCause() == null ? e : e.getCause();
    } catch (InstantiationException | IllegalAccessException e) {
      throw new IllegalStateException("cannot call " + maker, e);
    }
    if (objection instanceof Error error) {
      throw error;
    }
    if (objection instanceof ProblemException several) {
      if (only == null) {
        for (Problem each : several.problems()) {
          findings.add(pointer + each.where(), each.what(), each.remedy());
        }
      }
      return null;
    }
    if (!(objection instanceof IllegalArgumentException)) {
      String owner = maker.getDeclaringClass().getName();
      findings.add(pointer, owner + " cannot be made: " + objection, "mend the record");
      return null;
    }
    String message = String.valueOf(objection.getMessage());
    String first = message.split("[^A-Za-z0-9_]", 2)[0];
    if (only == null || only.contains(first)) {
      findings.add(node.has(first) ? Places.child(pointer, first) : pointer, message, "");
    }
    return null;
  }
}
