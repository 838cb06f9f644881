package io.esmm.report;

/** A drawing of numbers. Every writer gives the numbers beside it. */
public sealed interface Chart extends Block permits LineChart, PanelChart, BoxChart {

  /** What it shows: {@code ROC of pCVR on the clicked impressions}. */
  String title();

  /** How to read it and what to see in it, in a sentence or two; may be empty. */
  String text();
}
