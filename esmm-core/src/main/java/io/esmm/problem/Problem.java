package io.esmm.problem;

/**
 * One thing wrong with an input.
 *
 * @param where a JSON pointer ({@code config.json#/funnel/events/1/tower}), {@code
 *     file:line:column}, a path or a field name; empty if there is no place
 * @param what the thing and its value: {@code tower type [liner] unknown}
 * @param remedy what to do: {@code known: [din, mlp, widedeep]}; empty if {@code what} says it
 */
public record Problem(String where, String what, String remedy) {
  @Override
  public String toString() {
    return (where.isEmpty() ? "" : where + ": ") + what + (remedy.isEmpty() ? "" : "; " + remedy);
  }
}
