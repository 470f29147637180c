package dev.parlance.chat.examples.load;

import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar for each stage, on the standard error. */
public final class ProgressOnTerminal implements Progress {

  private static final int UPDATE_MILLIS = 100;

  private @Nullable ProgressBar bar;

  /** Shows nothing yet. */
  public ProgressOnTerminal() {}

  @Override
  public void stage(String name, long steps) {
    close();
    bar =
        new ProgressBarBuilder()
            .setTaskName(String.format("%-8s", name))
            .setInitialMax(steps)
            .setUpdateIntervalMillis(UPDATE_MILLIS)
            .setStyle(ProgressBarStyle.ASCII)
            .setSpeedUnit(java.time.temporal.ChronoUnit.SECONDS)
            .showSpeed()
            .startsFrom(0, Duration.ZERO)
            .build();
  }

  @Override
  public void at(long step) {
    ProgressBar shown = bar;
    if (shown != null) {
      shown.stepTo(step);
    }
  }

  @Override
  public void close() {
    ProgressBar shown = bar;
    bar = null;
    if (shown != null) {
      shown.close();
    }
  }
}
