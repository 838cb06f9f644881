package io.esmm.funnel;

/** An event and what it comes after, all that {@link FunnelRules} looks at. */
public record EventLink(String name, String after) {}
