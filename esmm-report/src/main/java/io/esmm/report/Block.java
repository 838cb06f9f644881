package io.esmm.report;

/** What a {@link Section} consists of. */
public sealed interface Block permits Paragraph, Facts, Listing, ReportTable, Chart, Folded {}
